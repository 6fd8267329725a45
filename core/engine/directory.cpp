// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/directory.h"

#include "core/base/log.h"
#include "core/xmpp/availability.h"
#include "core/xmpp/presence.h"

#include <algorithm>
#include <utility>

namespace sotto::engine {
namespace {

constexpr std::size_t kMaxPeople = 20000;
constexpr std::size_t kMaxResources = 20;
constexpr std::chrono::milliseconds kTellAfter{150};
constexpr char kBetweenGroups = '\n';

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

/// Which of several devices speaks for the person: what they set themselves wins over what an
/// app says by itself, and somebody at a desk over a pocket.
int rank(Presence presence)
{
    switch (presence) {
    case Presence::DoNotDisturb:
        return 4;
    case Presence::Busy:
        return 3;
    case Presence::Available:
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

std::string joined(const std::vector<std::string>& groups)
{
    std::string all;
    for (const auto& group : groups)
        all += (all.empty() ? "" : std::string{kBetweenGroups}) + group;
    return all;
}

std::vector<std::string> taken(std::string_view all)
{
    std::vector<std::string> groups;
    while (!all.empty()) {
        const auto end = std::min(all.find(kBetweenGroups), all.size());
        groups.emplace_back(all.substr(0, end));
        all.remove_prefix(std::min(end + 1, all.size()));
    }
    return groups;
}

SafeText nameFrom(const std::string& text)
{
    return SafeText::fromUtf8(text, SafeText::Kind::Name);
}

}  // namespace

Directory::Directory(VaultContext& context, RelayLink& link)
    : m_context(context),
      m_link(link),
      m_cards(context, link)
{
    connect(&m_cards, &PersonCards::changed, this, [this](const Jid& person) {
        if (person == m_context.self) {
            Q_EMIT changed();
            return;
        }
        note(person);
        Q_EMIT personChanged(person);
    });
}

Result<Done> Directory::load()
{
    SOTTO_TRY_ASSIGN(const auto rows, m_context.stores.people.all());
    for (const auto& row : rows)
        if (m_context.domains.lets(row.address, m_context.self))
            m_people[row.address] = Entry{row.name, taken(row.group), {}};
    return m_cards.load();
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
    if (!storeOne(item->jid))
        log::warning("engine", "the directory was not saved");
    Q_EMIT changed();
}

void Directory::apply(const xmpp::RosterItem& item)
{
    const bool isLet = m_context.domains.lets(item.jid, m_context.self);
    if (!isLet || item.subscription == xmpp::RosterItem::Subscription::Remove) {
        m_people.erase(item.jid);
        return;
    }
    auto& entry = m_people[item.jid];
    entry.name = item.name;
    entry.groups = item.groups;
}

Result<Done> Directory::store()
{
    std::vector<store::PersonRow> rows;
    rows.reserve(m_people.size());
    for (const auto& [address, entry] : m_people)
        rows.push_back({address, entry.name, joined(entry.groups)});
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.people.replaceAll(rows));
    SOTTO_TRY(m_context.stores.people.dropStrayCards(m_context.self));
    return transaction.commit();
}

Result<Done> Directory::storeOne(const Jid& person)
{
    const auto known = m_people.find(person);
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    if (known == m_people.end())
        SOTTO_TRY(m_context.stores.people.remove(person));
    else
        SOTTO_TRY(m_context.stores.people.save(
            {person, known->second.name, joined(known->second.groups)}));
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
    const bool wasGone = presenceOf(entry).presence == Presence::SignedOut;
    using Kind = xmpp::PresenceStanza::Kind;
    if (presence->kind == Kind::Unavailable && peer->jid().isBare())
        entry.resources.clear();
    else if (presence->kind == Kind::Unavailable)
        entry.resources.erase(peer->jid().resource());
    else if (presence->kind == Kind::Available && entry.resources.size() < kMaxResources)
        entry.resources[peer->jid().resource()] = resourceFrom(*presence, stanza);
    else
        return false;
    note(known->first);
    Q_EMIT personChanged(known->first);
    return wasGone && presenceOf(entry).presence != Presence::SignedOut;
}

Directory::Resource Directory::resourceFrom(const xmpp::PresenceStanza& presence,
                                            const xmpp::Element& stanza)
{
    Resource resource{presenceFrom(presence.show)};
    if (resource.presence != Presence::DoNotDisturb)
        return resource;
    const auto claim = xmpp::availabilityOf(stanza);
    if (claim.busy)
        resource.presence = Presence::Busy;
    else if (claim.until)
        resource.untilMs = toMs(*claim.until);
    return resource;
}

void Directory::show(const std::vector<Jid>& people)
{
    auto known = people;
    std::erase_if(known, [this](const Jid& person) { return !m_people.contains(person); });
    m_cards.want(known);
}

void Directory::note(const Jid& person)
{
    m_noted.insert(person);
    if (!m_telling)
        m_telling = m_context.time.scheduler.after(kTellAfter, [this] { tellNoted(); });
}

void Directory::tellNoted()
{
    m_telling.reset();
    QList<PersonSnapshot> people;
    for (const auto& address : std::exchange(m_noted, {}))
        if (m_people.contains(address) && address != m_context.self)
            people.append(person(address));
    Q_EMIT peopleChanged(people);
}

void Directory::forgetPresence()
{
    for (auto& [address, entry] : m_people)
        entry.resources.clear();
    Q_EMIT changed();
}

void Directory::setOnline(bool online)
{
    m_cards.setOnline(online);
    if (std::exchange(m_online, online) != online)
        Q_EMIT changed();
}

Directory::Resource Directory::presenceOf(const Entry& entry) const
{
    Resource best;
    if (!m_online)
        return best;
    const auto now = m_context.nowMs();
    for (const auto& [name, resource] : entry.resources) {
        const bool isOver = resource.untilMs != 0 && resource.untilMs <= now;
        // Who is at the desk says so at that moment.
        const auto counted = isOver ? Resource{Presence::Away} : resource;
        if (rank(counted.presence) > rank(best.presence))
            best = counted;
    }
    return best;
}

/// The name that the clinic gives counts; what people call themselves, only where it gives none.
PersonSnapshot Directory::person(const Jid& address) const
{
    const auto known = m_people.find(address);
    const auto& entry = known == m_people.end() ? Entry{} : known->second;
    PersonSnapshot out;
    out.address = QString::fromStdString(address.toString());
    out.name = nameOrAddress(entry.name, address);
    for (const auto& group : entry.groups)
        out.groups << nameFrom(group).string();
    if (!entry.groups.empty())
        out.group = nameFrom(entry.groups.front());
    const auto there = presenceOf(entry);
    out.presence = there.presence;
    out.untilMs = there.untilMs;
    if (const auto* const card = m_cards.find(address)) {
        if (entry.name.empty() && !card->name.empty())
            out.name = nameFrom(card->name);
        out.title = nameFrom(card->title);
        out.department = nameFrom(card->department);
        out.phone = nameFrom(card->phone);
    }
    return out;
}

std::vector<std::string> Directory::groupsOf(const Jid& address) const
{
    const auto known = m_people.find(address);
    return known == m_people.end() ? std::vector<std::string>{} : known->second.groups;
}

SelfSnapshot Directory::self() const
{
    const auto me = person(m_context.self);
    return {me.address,
            me.name,
            me.group,
            {},
            {me.title.string(), me.department.string(), me.phone.string()}};
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

std::vector<Jid> Directory::addresses() const
{
    std::vector<Jid> out;
    for (const auto& [address, entry] : m_people)
        if (address != m_context.self)
            out.push_back(address);
    return out;
}

}  // namespace sotto::engine
