// SPDX-License-Identifier: GPL-3.0-or-later
// What rooms are to what arrives: who wrote it, whether they may, and how we come into one.
#include "core/engine/inbound.h"
#include "core/xmpp/messages.h"

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
    if (known || all.size() >= kMostRooms || !mayBeRoom(invitation.room, m_context.self)) {
        arrivals.roomsDue = arrivals.roomsDue || known;  // we may be a member again
        return Done{};
    }
    SOTTO_TRY_ASSIGN(const auto conversation,
                     stores.conversations.findOrCreate(invitation.room, m_context.nowMs()));
    store::RoomRow room{
        .conversation = conversation, .address = invitation.room, .inviter = in.sender};
    room.name = invitation.name;
    SOTTO_TRY(stores.rooms.add(room));
    arrivals.roomsDue = true;
    return Done{};
}

}  // namespace sotto::engine
