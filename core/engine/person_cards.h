// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/vcard4.h"

#include <QObject>

#include <deque>
#include <map>
#include <set>

namespace sotto::engine {

/// What people say of themselves (XEP-0292): title, department, telephone. Asked for only of
/// who is looked at, a few at a time, and kept in the vault for a day. Our own is written here
/// too; nothing else that it says is changed. Engine thread only.
class PersonCards final : public QObject {
    Q_OBJECT
public:
    PersonCards(VaultContext& context, RelayLink& link);

    /// What the vault has. Errors: Storage.
    Result<Done> load();

    /// Somebody looks at these people: the newest wish comes first. Who is asked for is the
    /// caller's to judge.
    void want(const std::vector<Jid>& people);

    void setOnline(bool online);

    /// Null: nothing is known. Valid until the next call.
    const store::PersonCardRow* find(const Jid& person) const;

    /// Writes our own card at the relay, with `name` if it has none. Later: changed(), or failed().
    void publish(const xmpp::Vcard4& fields, const std::string& name);

Q_SIGNALS:
    void changed(const sotto::Jid& person);
    void failed();  ///< our own card was not written

private:
    void fetchNext();
    void fetch(const Jid& person);
    void keep(const Jid& person, const xmpp::Vcard4& card);
    bool isFresh(const Jid& person) const;

    VaultContext& m_context;
    RelayLink& m_link;
    std::map<Jid, store::PersonCardRow> m_cards;
    std::deque<Jid> m_wanted;  ///< newest first
    std::set<Jid> m_asked;     ///< on this stream, so that an error is not asked again and again
    std::set<Jid> m_underWay;
    bool m_online = false;
};

}  // namespace sotto::engine
