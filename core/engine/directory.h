// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/origin.h"
#include "core/xmpp/roster.h"

#include <QObject>

#include <map>
#include <string>

namespace sotto::engine {

/// The people of the clinic: names and groups from the relay's roster (RFC 6121, 2), who
/// is there from their presence. The vault keeps a copy, so that names are there before
/// the relay answers. Engine thread only.
class Directory final : public QObject {
    Q_OBJECT
public:
    Directory(VaultContext& context, RelayLink& link);

    /// What the vault has. Errors: Storage.
    Result<Done> load();
    void fetch();           ///< asks the relay; changed() follows if it answers
    void forgetPresence();  ///< a new stream tells it anew
    /// While offline nobody is shown as there; a resumed stream tells nothing again, so what
    /// was known before the break holds.
    void setOnline(bool online);

    void takePush(const xmpp::Element& iq, const xmpp::Origin& origin);
    /// True if the person has just become reachable.
    bool takePresence(const xmpp::Element& stanza, const xmpp::Origin& origin);

    PersonSnapshot person(const Jid& address) const;
    SelfSnapshot self() const;
    QList<PersonSnapshot> people() const;

Q_SIGNALS:
    void changed();
    void personChanged(const sotto::Jid& address);

private:
    struct Entry {
        std::string name;
        std::string group;
        std::map<std::string, Presence> resources;
    };

    void takeRoster(const Result<xmpp::Element>& answer);
    void apply(const xmpp::RosterItem& item);
    Result<Done> store();
    Presence presenceOf(const Entry& entry) const;

    VaultContext& m_context;
    RelayLink& m_link;
    std::map<Jid, Entry> m_people;
    bool m_online = false;
};

}  // namespace sotto::engine
