// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/engine/person_cards.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/origin.h"
#include "core/xmpp/presence.h"
#include "core/xmpp/roster.h"

#include <QObject>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sotto::engine {

/// The people of the clinic: names and groups from the relay's roster (RFC 6121, 2), what
/// they say of themselves from their cards, who is there from their presence. The vault keeps
/// a copy, so that names are there before the relay answers. Whom policy relay.domain_allow
/// does not name is in none of it. Engine thread only.
class Directory final : public QObject {
    Q_OBJECT
public:
    Directory(VaultContext& context, RelayLink& link);

    /// Our own card changes nothing but self(); it is published by PersonCards.
    PersonCards& cards() { return m_cards; }

    /// Somebody looks at these: their cards are fetched if they are old.
    void show(const std::vector<Jid>& people);

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
    std::vector<std::string> groupsOf(const Jid& address) const;  ///< as the relay names them
    SelfSnapshot self() const;

    const Jid& selfAddress() const { return m_context.self; }

    QList<PersonSnapshot> people() const;
    std::vector<Jid> addresses() const;  ///< the same people

Q_SIGNALS:
    void changed();
    void personChanged(const sotto::Jid& address);
    /// The same for several, a moment later: a flood of presence is one of these (hostile.md B24).
    void peopleChanged(QList<sotto::PersonSnapshot> people);

private:
    struct Resource {
        Presence presence = Presence::SignedOut;
        std::int64_t untilMs = 0;
    };

    struct Entry {
        std::string name;
        std::vector<std::string> groups;
        std::map<std::string, Resource> resources;
    };

    void takeRoster(const Result<xmpp::Element>& answer);
    void apply(const xmpp::RosterItem& item);
    Result<Done> store();
    Result<Done> storeOne(const Jid& person);
    static Resource resourceFrom(const xmpp::PresenceStanza& presence, const xmpp::Element& stanza);
    Resource presenceOf(const Entry& entry) const;
    void note(const Jid& person);
    void tellNoted();

    VaultContext& m_context;
    RelayLink& m_link;
    PersonCards m_cards;
    std::map<Jid, Entry> m_people;
    std::set<Jid> m_noted;  ///< changed, not told in peopleChanged() yet
    Scheduler::HandlePtr m_telling;
    bool m_online = false;
};

}  // namespace sotto::engine
