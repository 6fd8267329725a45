// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// Rooms, their members and how far the archive of each was read. Errors everywhere: Storage,
/// StorageFull. Engine thread only; writes need an open Transaction.
class RoomStore {
public:
    static Result<RoomStore> open(Connection& connection);

    /// Errors: Duplicate (it is known).
    Result<Done> add(const RoomRow& room);

    Result<std::vector<RoomRow>> all();
    Result<std::optional<RoomRow>> find(const Jid& address);
    Result<std::optional<RoomRow>> find(ConversationId conversation);

    Result<Done> setState(ConversationId room, RoomState state);
    /// The id in the room's archive up to which it was read. Only its pages move it.
    Result<Done> setCursor(ConversationId room, std::string_view archiveId);

    Result<std::vector<Jid>> members(ConversationId room);  ///< by address, with ourselves
    /// Since when somebody is a member, by our clock. No value: they are none.
    Result<std::optional<std::int64_t>> memberSince(ConversationId room, const Jid& person);
    /// Those who stay keep what is known of them.
    Result<Done> setMembers(ConversationId room, const std::vector<Jid>& members,
                            std::int64_t nowMs);

    Result<Done> setName(ConversationId room, std::string_view name);
    Result<std::vector<RoomMemberRow>> roster(ConversationId room);  ///< as members()
    Result<Done> setStanding(ConversationId room, const Jid& person, Standing standing);
    /// Somebody in the room names them as added, before or after the relay does.
    Result<Done> vouch(ConversationId room, const Jid& person);
    /// True if somebody did, since this was asked last.
    Result<bool> takeVouch(ConversationId room, const Jid& person);
    /// All are told anew of a room that this device has made.
    Result<Done> inviteAll(ConversationId room);

    /// Members whom this device still has to invite, of rooms that it has made.
    struct Invitation {
        RoomRow room;
        Jid to;
    };

    Result<std::vector<Invitation>> invitationsDue(const Jid& maker);
    Result<Done> noteInvited(ConversationId room, const Jid& person);
    /// An invitation may have been lost: it is due again.
    Result<Done> inviteAnew(const Jid& person);

private:
    RoomStore() = default;

    std::optional<Statement> m_add, m_all, m_find, m_findById, m_setState, m_setCursor, m_members,
        m_since, m_addMember, m_removeMember, m_due, m_invited, m_anew, m_setName, m_roster,
        m_setStanding, m_vouch, m_takeVouch, m_inviteAll;
};

}  // namespace sotto::store
