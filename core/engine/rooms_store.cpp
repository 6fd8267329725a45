// SPDX-License-Identifier: GPL-3.0-or-later
// What of a room is kept in the vault.
#include "core/engine/people_news.h"
#include "core/engine/rooms.h"

#include <algorithm>

namespace sotto::engine {
namespace {

std::vector<Jid> addressesOf(const relay::RoomDesk::Members& members)
{
    std::vector<Jid> out;
    std::ranges::transform(members, std::back_inserter(out), &xmpp::RoomMember::address);
    return out;
}

std::vector<Jid> without(std::vector<Jid> people, const std::vector<Jid>& others)
{
    std::erase_if(people, [&](const Jid& person) {
        return std::ranges::find(others, person) != others.end();
    });
    return people;
}

}  // namespace

/// What is said in a room would reach somebody whom policy relay.domain_allow keeps out.
bool Rooms::hasOutsider(const relay::RoomDesk::Members& members) const
{
    return std::ranges::any_of(members, [this](const xmpp::RoomMember& member) {
        return !m_context.domains.lets(member.address, m_context.self);
    });
}

std::optional<store::RoomRow> Rooms::rowOf(const Jid& room)
{
    const auto row = m_context.stores.rooms.find(room);
    return row ? *row : std::nullopt;
}

Result<ConversationId> Rooms::storeNew(const Jid& room, const std::string& name,
                                       const std::vector<Jid>& people)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto id, stores.conversations.findOrCreate(room, now));
    store::RoomRow row{.conversation = id, .address = room, .inviter = m_context.self};
    row.name = name;
    row.state = store::RoomState::Making;
    SOTTO_TRY(stores.rooms.add(row));
    auto members = people;
    members.push_back(m_context.self);
    const auto& archive = m_context.archive;
    if (archive.isOn() && std::ranges::find(members, *archive.address) == members.end())
        members.push_back(*archive.address);
    SOTTO_TRY(stores.rooms.setMembers(id, members, now));
    SOTTO_TRY(transaction.commit());
    return id;
}

/// Of those whom we want in a room that we make.
Result<std::vector<Jid>> Rooms::stillToAdd(const store::RoomRow& row,
                                           const relay::RoomDesk::Members& members)
{
    SOTTO_TRY_ASSIGN(auto wanted, m_context.stores.rooms.members(row.conversation));
    const auto there = addressesOf(members);
    std::erase_if(
        wanted, [&](const Jid& person) { return std::ranges::find(there, person) != there.end(); });
    return wanted;
}

/// A line for everybody who has come or gone since we last looked. Whom somebody else has added
/// is not ours to invite.
Result<Arrivals> Rooms::storeMembers(const store::RoomRow& row,
                                     const relay::RoomDesk::Members& members)
{
    Arrivals arrivals;
    auto& rooms = m_context.stores.rooms;
    const auto room = row.conversation;
    const auto now = addressesOf(members);
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto before, rooms.members(room));
    const auto come = without(now, before);
    const auto gone = without(before, now);
    SOTTO_TRY(rooms.setMembers(room, now, m_context.nowMs()));
    for (const auto& person : come)
        SOTTO_TRY(rooms.noteInvited(room, person));
    SOTTO_TRY(greet(row, come, arrivals));
    if (row.state == store::RoomState::Open)
        for (const auto& person : gone)
            SOTTO_TRY(addPeopleNews(
                m_context, room, {PeopleNotice::Kind::MemberGone, row.address, person.toString()},
                arrivals));
    arrivals.conversations.insert(room);
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

/// Whom the relay shows for the first time: each with a line, and as a reader only if somebody
/// of the team has named them. Those whom we find when we come in are our inviter's word.
Result<Done> Rooms::greet(const store::RoomRow& row, const std::vector<Jid>& come,
                          Arrivals& arrivals)
{
    auto& rooms = m_context.stores.rooms;
    for (const auto& person : come) {
        SOTTO_TRY_ASSIGN(const auto standing, standingOf(row, person));
        SOTTO_TRY(rooms.setStanding(row.conversation, person, standing));
        if (row.state == store::RoomState::Open)
            SOTTO_TRY(addPeopleNews(
                m_context, row.conversation,
                {PeopleNotice::Kind::MemberAdded, row.address, person.toString()}, arrivals));
    }
    return Done{};
}

Result<store::Standing> Rooms::standingOf(const store::RoomRow& row, const Jid& person)
{
    SOTTO_TRY_ASSIGN(const bool isNamed,
                     m_context.stores.rooms.takeVouch(row.conversation, person));
    const bool comesAlong = row.state == store::RoomState::Invited;
    const bool isArchive = person == m_context.archive.address;  // policy itself names it
    return isNamed || comesAlong || isArchive || person == m_context.self ? store::Standing::Reader
                                                                          : store::Standing::Waits;
}

Result<Arrivals> Rooms::storeState(const store::RoomRow& row, store::RoomState state)
{
    Arrivals arrivals;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.rooms.setState(row.conversation, state));
    SOTTO_TRY(transaction.commit());
    arrivals.conversations.insert(row.conversation);
    return arrivals;
}

Result<Arrivals> Rooms::storeLive(const xmpp::Element& message, const xmpp::Origin& origin,
                                  const Jid& author)
{
    Arrivals arrivals;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    const IncomingStanza stanza{message, origin, IncomingStanza::Way::Live, {}, author};
    SOTTO_TRY(m_inbound.take(transaction, stanza, arrivals));
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

/// One for each person who has a device; the others are invited when they have one. And what our
/// own devices do not know yet.
Result<std::vector<Outbound::Sealed>> Rooms::sealInvitations()
{
    auto& rooms = m_context.stores.rooms;
    std::vector<Outbound::Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto due, rooms.invitationsDue(m_context.self));
    for (const auto& [room, to] : due) {
        if (!m_devices.isFresh(to))
            continue;
        const xmpp::RoomInvitation invitation{room.address, room.name};
        SOTTO_TRY_ASSIGN(auto sealed, m_outbound.sealInvitation(to, invitation));
        if (!sealed)
            continue;
        SOTTO_TRY(rooms.noteInvited(room.conversation, to));
        batch.push_back(*std::move(sealed));
    }
    SOTTO_TRY(tellOwnDevices(batch));
    SOTTO_TRY(transaction.commit());
    return batch;
}

/// False: the vault has refused, and the session is told.
bool Rooms::tell(const Result<Arrivals>& result)
{
    if (!result) {
        Q_EMIT failed(result.error().code);
        return false;
    }
    Q_EMIT stored(*result);
    return true;
}

}  // namespace sotto::engine
