// SPDX-License-Identifier: GPL-3.0-or-later
// What rooms are to what arrives: who wrote it, whether they may, and how we come into one.
#include "core/engine/inbound.h"
#include "core/engine/people_news.h"
#include "core/xmpp/messages.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::size_t kMostRooms = 500;  // a flood of invitations ends here (hostile.md C30)

}  // namespace

/// `author`: as the room says; a message has no word in it.
Result<std::optional<Inbound::Incoming>>
Inbound::incomingOfRoom(Incoming in, const std::optional<Jid>& author) const
{
    if (!author || !xmpp::isForRoom(in.stanza))
        return std::optional<Incoming>{};
    SOTTO_TRY_ASSIGN(in.room, m_context.stores.rooms.find(in.peer));
    if (!in.room)
        return std::optional<Incoming>{};
    in.sender = *author;
    return std::optional{std::move(in)};
}

/// Somebody whom the room's own list of members does not have.
Result<bool> Inbound::isStranger(const Incoming& in) const
{
    if (!in.room || isOwn(in))
        return false;
    SOTTO_TRY_ASSIGN(const auto since,
                     m_context.stores.rooms.memberSince(in.room->conversation, in.sender));
    return !since;
}

bool Inbound::mayBeRoom(const Jid& room, const Jid& self)
{
    const auto& own = self.domain();
    return !room.local().empty() && room.isBare() &&
        (room.domain() == own || room.domain().ends_with("." + own));
}

/// Whether we are a member, and whether who says so is one, the room will show (Rooms).
Result<Done> Inbound::applyInvitation(const Incoming& in, const xmpp::RoomInvitation& invitation,
                                      Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto known, stores.rooms.find(invitation.room));
    SOTTO_TRY_ASSIGN(const auto all, stores.rooms.all());
    if (known)
        return renameRoom(in, *known, invitation.name, arrivals);
    if (all.size() >= kMostRooms || !mayBeRoom(invitation.room, m_context.self))
        return Done{};
    SOTTO_TRY_ASSIGN(const auto conversation,
                     stores.conversations.findOrCreate(invitation.room, m_context.nowMs()));
    store::RoomRow room{
        .conversation = conversation, .address = invitation.room, .inviter = in.sender};
    room.name = invitation.name;
    SOTTO_TRY(stores.rooms.add(room));
    arrivals.roomsDue = true;
    return Done{};
}

/// We may be a member again, or the room has another name. Only its maker names it.
Result<Done> Inbound::renameRoom(const Incoming& in, const store::RoomRow& room,
                                 const std::string& name, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    arrivals.roomsDue = true;
    if (in.sender != room.inviter)
        return Done{};
    if (!isOwn(in))  // who was asked to come again has not left
        SOTTO_TRY(
            stores.rooms.setStanding(room.conversation, m_context.self, store::Standing::Reader));
    if (name == room.name)
        return Done{};
    SOTTO_TRY(stores.rooms.setName(room.conversation, name));
    return addPeopleNews(m_context, room.conversation,
                         {PeopleNotice::Kind::Renamed, in.sender, {}, name}, arrivals);
}

/// In a room its maker names those whom they add; to its maker somebody says that they leave.
Result<Done> Inbound::applyRoomChange(const Incoming& in, const xmpp::RoomChange& change,
                                      Arrivals& arrivals)
{
    auto& rooms = m_context.stores.rooms;
    if (change.leaving) {
        SOTTO_TRY_ASSIGN(const auto room, rooms.find(*change.leaving));
        if (in.room || isOwn(in) || !room || room->inviter != m_context.self)
            return Done{};
        return rooms.setStanding(room->conversation, in.sender, store::Standing::KeptOut);
    }
    if (!in.room || in.sender != in.room->inviter)
        return Done{};
    arrivals.conversations.insert(in.room->conversation);
    SOTTO_TRY_ASSIGN(const auto roster, rooms.roster(in.room->conversation));
    for (const auto& person : change.added) {
        const auto known = std::ranges::find(roster, person, &store::RoomMemberRow::address);
        if (known == roster.end())
            SOTTO_TRY(rooms.vouch(in.room->conversation, person));
        else if (known->standing == store::Standing::Waits)
            SOTTO_TRY(rooms.setStanding(in.room->conversation, person, store::Standing::Reader));
    }
    return Done{};
}

/// Counts only from the person to whom the message went.
Result<Done> Inbound::applyPassedOn(const Incoming& in, const xmpp::PassedOn& passed,
                                    Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(m_context.self, passed.id));
    SOTTO_TRY_ASSIGN(const auto onCall,
                     row ? stores.onCall.find(row->id)
                         : Result{std::optional<store::OnCallMessageRow>{}});
    if (onCall && !isOwn(in))
        return applyHandedOver(in, *row, *onCall, passed.to, arrivals);
    SOTTO_TRY_ASSIGN(const auto own, stores.conversations.find(in.sender));
    if (isOwn(in) || !row || own != row->conversation)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto known, stores.passings.find(row->id));
    if (known)
        return Done{};  // told before
    SOTTO_TRY(stores.passings.add(
        {row->id, store::PassingWhy::PassedOn, passed.id, passed.to.toString(), true}));
    return addPeopleNews(m_context, row->conversation,
                         {PeopleNotice::Kind::PassedOn, in.sender, passed.to.toString()}, arrivals);
}

}  // namespace sotto::engine
