// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/room_store.h"

#include <algorithm>

namespace sotto::store {
namespace {

Result<RoomRow> readRoom(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto address, row.jid(1));
    SOTTO_TRY_ASSIGN(auto inviter, row.jid(4));
    return RoomRow{
        .conversation = row.as<ConversationId>(0),
        .address = std::move(address),
        .name = row.text(2),
        .state = row.as<RoomState>(3),
        .inviter = std::move(inviter),
        .cursor = row.text(5),
    };
}

Result<RoomStore::Invitation> readInvitation(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto room, readRoom(row));
    SOTTO_TRY_ASSIGN(auto to, row.jid(6));
    return RoomStore::Invitation{std::move(room), std::move(to)};
}

}  // namespace

Result<RoomStore> RoomStore::open(Connection& connection)
{
    const std::string columns = "r.conversation, r.address, r.name, r.state, r.inviter, r.cursor";
    const std::string rooms = "SELECT " + columns + " FROM room r";
    RoomStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO room (conversation, address, name, state, inviter) "
             "VALUES (?1, ?2, ?3, ?4, ?5)"},
            {&store.m_all, rooms + " ORDER BY r.conversation"},
            {&store.m_find, rooms + " WHERE r.address = ?1"},
            {&store.m_findById, rooms + " WHERE r.conversation = ?1"},
            {&store.m_setState, "UPDATE room SET state = ?2 WHERE conversation = ?1"},
            {&store.m_setCursor, "UPDATE room SET cursor = ?2 WHERE conversation = ?1"},
            {&store.m_members,
             "SELECT address FROM room_member WHERE conversation = ?1 ORDER BY address"},
            {&store.m_since,
             "SELECT since FROM room_member WHERE conversation = ?1 AND address = ?2"},
            {&store.m_addMember,
             "INSERT INTO room_member (conversation, address, since) VALUES (?1, ?2, ?3) "
             "ON CONFLICT DO NOTHING"},
            {&store.m_removeMember,
             "DELETE FROM room_member WHERE conversation = ?1 AND address = ?2"},
            {&store.m_due,
             "SELECT " + columns +
                 ", m.address FROM room_member m JOIN room r ON r.conversation = m.conversation "
                 "WHERE m.invited = 0 AND r.state = 1 AND r.inviter = ?1 AND m.address <> ?1 "
                 "ORDER BY m.conversation, m.address"},
            {&store.m_invited,
             "UPDATE room_member SET invited = 1 WHERE conversation = ?1 AND address = ?2"},
            {&store.m_anew, "UPDATE room_member SET invited = 0 WHERE address = ?1"},
            {&store.m_setName, "UPDATE room SET name = ?2 WHERE conversation = ?1"},
            {&store.m_roster,
             "SELECT address, standing FROM room_member WHERE conversation = ?1 ORDER BY address"},
            {&store.m_setStanding,
             "UPDATE room_member SET standing = ?3 WHERE conversation = ?1 AND address = ?2"},
            {&store.m_vouch,
             "INSERT INTO room_vouched (conversation, address) VALUES (?1, ?2) "
             "ON CONFLICT DO NOTHING"},
            {&store.m_takeVouch,
             "DELETE FROM room_vouched WHERE conversation = ?1 AND address = ?2"},
            {&store.m_inviteAll, "UPDATE room_member SET invited = 0 WHERE conversation = ?1"},
        }));
    return store;
}

Result<Done> RoomStore::add(const RoomRow& room)
{
    SOTTO_TRY(m_add
                  ->with(room.conversation, room.address.toString(), room.name, room.state,
                         room.inviter.toString())
                  .run());
    return Done{};
}

Result<std::vector<RoomRow>> RoomStore::all()
{
    return m_all->with().all(readRoom);
}

Result<std::optional<RoomRow>> RoomStore::find(const Jid& address)
{
    return m_find->with(address.toString()).first(readRoom);
}

Result<std::optional<RoomRow>> RoomStore::find(ConversationId conversation)
{
    return m_findById->with(conversation).first(readRoom);
}

Result<Done> RoomStore::setState(ConversationId room, RoomState state)
{
    SOTTO_TRY(m_setState->with(room, state).run());
    return Done{};
}

Result<Done> RoomStore::setCursor(ConversationId room, std::string_view archiveId)
{
    SOTTO_TRY(m_setCursor->with(room, archiveId).run());
    return Done{};
}

Result<std::vector<Jid>> RoomStore::members(ConversationId room)
{
    return m_members->with(room).all([](const Statement& row) { return row.jid(0); });
}

Result<std::optional<std::int64_t>> RoomStore::memberSince(ConversationId room, const Jid& person)
{
    return m_since->with(room, person.toString()).first(readInteger);
}

Result<Done> RoomStore::setMembers(ConversationId room, const std::vector<Jid>& members,
                                   std::int64_t nowMs)
{
    SOTTO_TRY_ASSIGN(const auto before, this->members(room));
    for (const auto& person : before)
        if (std::ranges::find(members, person) == members.end())
            SOTTO_TRY(m_removeMember->with(room, person.toString()).run());
    for (const auto& person : members)
        SOTTO_TRY(m_addMember->with(room, person.toString(), nowMs).run());
    return Done{};
}

Result<std::vector<RoomStore::Invitation>> RoomStore::invitationsDue(const Jid& maker)
{
    return m_due->with(maker.toString()).all(readInvitation);
}

Result<Done> RoomStore::noteInvited(ConversationId room, const Jid& person)
{
    SOTTO_TRY(m_invited->with(room, person.toString()).run());
    return Done{};
}

Result<Done> RoomStore::inviteAnew(const Jid& person)
{
    SOTTO_TRY(m_anew->with(person.toString()).run());
    return Done{};
}

Result<Done> RoomStore::setName(ConversationId room, std::string_view name)
{
    SOTTO_TRY(m_setName->with(room, name).run());
    return Done{};
}

Result<std::vector<RoomMemberRow>> RoomStore::roster(ConversationId room)
{
    return m_roster->with(room).all([](const Statement& row) -> Result<RoomMemberRow> {
        SOTTO_TRY_ASSIGN(auto address, row.jid(0));
        return RoomMemberRow{std::move(address), row.as<Standing>(1)};
    });
}

Result<Done> RoomStore::setStanding(ConversationId room, const Jid& person, Standing standing)
{
    SOTTO_TRY(m_setStanding->with(room, person.toString(), standing).run());
    return Done{};
}

Result<Done> RoomStore::vouch(ConversationId room, const Jid& person)
{
    SOTTO_TRY(m_vouch->with(room, person.toString()).run());
    return Done{};
}

Result<bool> RoomStore::takeVouch(ConversationId room, const Jid& person)
{
    SOTTO_TRY_ASSIGN(const int taken, m_takeVouch->with(room, person.toString()).run());
    return taken > 0;
}

Result<Done> RoomStore::inviteAll(ConversationId room)
{
    SOTTO_TRY(m_inviteAll->with(room).run());
    return Done{};
}

}  // namespace sotto::store
