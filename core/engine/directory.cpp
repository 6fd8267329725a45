// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/directory.h"

#include "core/base/log.h"
#include "core/xmpp/presence.h"

#include <algorithm>
#include <utility>

namespace sotto::engine {
namespace {

constexpr std::size_t kMaxPeople = 20000;
constexpr std::size_t kMaxResources = 20;

Presence presenceFrom(xmpp::PresenceStanza::Show show)
{
    using Show = xmpp::PresenceStanza::Show;
    switch (show) {
    case Show::Away:
    case Show::ExtendedAway:
        return Presence::Away;
    case Show::DoNotDisturb:
        return Presence::DoNotDisturb;
    default:
        return Presence::Available;
    }
}

/// Which of several devices speaks for the person: somebody at a desk wins over a pocket.
int rank(Presence presence)
{
    switch (presence) {
    case Presence::Available:
        return 3;
    case Presence::DoNotDisturb:
        return 2;
    case Presence::Away:
        return 1;
    case Presence::SignedOut:
        return 0;
    }
    return 0;
}

SafeText nameOrAddress(const std::string& name, const Jid& address)
{
    return SafeText::fromUtf8(name.empty() ? address.local() : name, SafeText::Kind::Name);
}

}  // namespace

Directory::Directory(VaultContext& context, RelayLink& link) : m_context(context), m_link(link) { }

Result<Done> Directory::load()
{
    SOTTO_TRY_ASSIGN(const auto rows, m_context.stores.people.all());
    for (const auto& row : rows)
        m_people[row.address] = Entry{row.name, row.group, {}};
    return Done{};
}

void Directory::fetch()
{
    m_link.stream()
        .request(xmpp::buildRosterRequest())
        .then(this, [this](const Result<xmpp::Element>& answer) { takeRoster(answer); });
}

void Directory::takeRoster(const Result<xmpp::Element>& answer)
{
    if (!answer)
        return;
    const auto roster = xmpp::parseRoster(*answer);
    if (!roster || !*roster)
        return;
    std::map<Jid, Entry> before;
    before.swap(m_people);
    for (const auto& item : (*roster)->items) {
        if (m_people.size() >= kMaxPeople)
            break;
        const auto known = before.find(item.jid);
        if (known != before.end())
            m_people[item.jid].resources = known->second.resources;
        apply(item);
    }
    if (!store())
        log::warning("engine", "the directory was not saved");
    Q_EMIT changed();
}

void Directory::takePush(const xmpp::Element& iq, const xmpp::Origin& origin)
{
    const auto item = xmpp::parseRosterPush(iq, origin);
    if (!item) {
        log::warning("engine", "a roster push was refused", {{"why", item.error().code}});
        return;
    }
    apply(*item);
    if (!store())
        log::warning("engine", "the directory was not saved");
    Q_EMIT changed();
}

void Directory::apply(const xmpp::RosterItem& item)
{
    if (item.subscription == xmpp::RosterItem::Subscription::Remove) {
        m_people.erase(item.jid);
        return;
    }
    auto& entry = m_people[item.jid];
    entry.name = item.name;
    entry.group = item.groups.empty() ? std::string{} : item.groups.front();
}

Result<Done> Directory::store()
{
    std::vector<store::PersonRow> rows;
    rows.reserve(m_people.size());
    for (const auto& [address, entry] : m_people)
        rows.push_back({address, entry.name, entry.group});
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.people.replaceAll(rows));
    return transaction.commit();
}

bool Directory::takePresence(const xmpp::Element& stanza, const xmpp::Origin& origin)
{
    const auto presence = xmpp::parsePresence(stanza);
    const auto* const peer = std::get_if<xmpp::Peer>(&origin);
    if (!presence || !peer)
        return false;
    const auto known = m_people.find(peer->jid().bare());
    if (known == m_people.end())
        return false;  // strangers have no presence here
    auto& entry = known->second;
    const bool wasGone = presenceOf(entry) == Presence::SignedOut;
    using Kind = xmpp::PresenceStanza::Kind;
    if (presence->kind == Kind::Unavailable && peer->jid().isBare())
        entry.resources.clear();
    else if (presence->kind == Kind::Unavailable)
        entry.resources.erase(peer->jid().resource());
    else if (presence->kind == Kind::Available && entry.resources.size() < kMaxResources)
        entry.resources[peer->jid().resource()] = presenceFrom(presence->show);
    else
        return false;
    Q_EMIT personChanged(known->first);
    return wasGone && presenceOf(entry) != Presence::SignedOut;
}

void Directory::forgetPresence()
{
    for (auto& [address, entry] : m_people)
        entry.resources.clear();
    Q_EMIT changed();
}

void Directory::setOnline(bool online)
{
    if (std::exchange(m_online, online) != online)
        Q_EMIT changed();
}

Presence Directory::presenceOf(const Entry& entry) const
{
    auto best = Presence::SignedOut;
    if (!m_online)
        return best;
    for (const auto& [resource, presence] : entry.resources)
        if (rank(presence) > rank(best))
            best = presence;
    return best;
}

PersonSnapshot Directory::person(const Jid& address) const
{
    const auto known = m_people.find(address);
    const auto& entry = known == m_people.end() ? Entry{} : known->second;
    return {QString::fromStdString(address.toString()), nameOrAddress(entry.name, address),
            SafeText::fromUtf8(entry.group, SafeText::Kind::Name), presenceOf(entry)};
}

SelfSnapshot Directory::self() const
{
    const auto me = person(m_context.self);
    return {me.address, me.name, me.group, {}};
}

QList<PersonSnapshot> Directory::people() const
{
    QList<PersonSnapshot> people;
    people.reserve(static_cast<qsizetype>(m_people.size()));
    for (const auto& [address, entry] : m_people)
        if (address != m_context.self)
            people.append(person(address));
    std::ranges::sort(people, [](const PersonSnapshot& a, const PersonSnapshot& b) {
        return std::pair{a.group.string(), a.name.string()} <
            std::pair{b.group.string(), b.name.string()};
    });
    return people;
}

}  // namespace sotto::engine
