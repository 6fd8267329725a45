// SPDX-License-Identifier: GPL-3.0-or-later
// How a team changes: by its maker, by who leaves, and by a relay that says so alone.
#include "core/engine/people_news.h"
#include "core/engine/rooms.h"

#include <algorithm>

namespace sotto::engine {

using Kind = PeopleNotice::Kind;
using relay::RoomDesk;
using store::Standing;

bool Rooms::mayManage(const Jid& room) const
{
    const auto row = m_context.stores.rooms.find(room);
    return m_running && row && *row && (*row)->inviter == m_context.self && m_desk.isInside(room);
}

/// By our own will: it is not entered again.
bool Rooms::haveLeft(const store::RoomRow& row) const
{
    const auto roster = m_context.stores.rooms.roster(row.conversation);
    return row.state == store::RoomState::Closed && roster &&
        std::ranges::any_of(*roster, [this](const store::RoomMemberRow& member) {
               return member.address == m_context.self && member.standing == Standing::KeptOut;
           });
}

/// What is under way for a room ends before the next change of it.
std::optional<store::RoomRow> Rooms::toChange(const Jid& room)
{
    const auto row = rowOf(room);
    if (!row || !mayManage(room) || liveOf(room).isBusy) {
        Q_EMIT problem(ProblemKind::TeamNotChanged);
        return std::nullopt;
    }
    return row;
}

void Rooms::add(const Jid& room, const std::vector<Jid>& people)
{
    const auto row = toChange(room);
    if (!row || people.empty() || people.size() > xmpp::kMostAddedAtOnce)
        return;
    std::vector<Outbound::Sealed> batch;
    if (!tell(storeAdded(*row, people, batch)))
        return;
    m_outbound.send(batch);
    RoomDesk::Members wanted;
    for (const auto& person : people)
        wanted.push_back({person, xmpp::Affiliation::Member});
    change(room, std::move(wanted));
}

void Rooms::remove(const Jid& room, const Jid& person)
{
    if (toChange(room) && person != m_context.self)
        change(room, {{person, xmpp::Affiliation::None}});
}

/// Nothing is sent until the room has shown who is in it now.
void Rooms::change(const Jid& room, RoomDesk::Members wanted)
{
    m_outbound.closeRoom(room);
    m_desk.changeMembers(room, std::move(wanted))
        .then(this, [this, room](const Result<Done>& changed) {
            if (!m_running)
                return;
            if (!changed)
                Q_EMIT problem(ProblemKind::TeamNotChanged);
            inspect(room);
        });
}

void Rooms::rename(const Jid& room, const std::string& name)
{
    const auto row = toChange(room);
    if (!row || name.empty() || name.size() > xmpp::kMostRoomNameBytes)
        return;
    const auto stored = [&]() -> Result<Arrivals> {
        Arrivals arrivals;
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.rooms.setName(row->conversation, name));
        SOTTO_TRY(m_context.stores.rooms.inviteAll(row->conversation));
        SOTTO_TRY(addPeopleNews(m_context, row->conversation,
                                {Kind::Renamed, m_context.self, {}, name}, arrivals));
        SOTTO_TRY(transaction.commit());
        return arrivals;
    }();
    if (tell(stored))
        invite();
}

/// Only its maker may take us off the list: they are asked, and we go now.
void Rooms::leave(const Jid& room)
{
    const auto row = rowOf(room);
    if (!m_running || !row || row->inviter == m_context.self) {
        Q_EMIT problem(ProblemKind::TeamNotChanged);
        return;
    }
    std::vector<Outbound::Sealed> batch;
    const auto stored = [&]() -> Result<Arrivals> {
        Arrivals arrivals;
        auto& rooms = m_context.stores.rooms;
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(rooms.setState(row->conversation, store::RoomState::Closed));
        SOTTO_TRY(rooms.setStanding(row->conversation, m_context.self, Standing::KeptOut));
        SOTTO_TRY(
            addPeopleNews(m_context, row->conversation, {Kind::WeLeft, m_context.self}, arrivals));
        SOTTO_TRY_ASSIGN(auto sealed,
                         m_outbound.sealNews(row->inviter, xmpp::RoomChange{.leaving = room}, {}));
        if (sealed)
            batch.push_back(*std::move(sealed));
        SOTTO_TRY(transaction.commit());
        return arrivals;
    }();
    if (!tell(stored))
        return;
    m_outbound.closeRoom(room);
    m_desk.leave(room);
    auto& live = liveOf(room);
    live.archive->stop();
    live.timer.reset();
    live.held.clear();
    live.isBusy = false;
    m_outbound.send(batch);
}

void Rooms::letIn(const Jid& room, const Jid& person, bool yes)
{
    const auto row = rowOf(room);
    if (!row)
        return;
    const auto stored = [&]() -> Result<Arrivals> {
        Arrivals arrivals;
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.rooms.setStanding(row->conversation, person,
                                                     yes ? Standing::Reader : Standing::KeptOut));
        SOTTO_TRY(addPeopleNews(
            m_context, row->conversation,
            {yes ? Kind::LetIn : Kind::KeptOut, m_context.self, person.toString()}, arrivals));
        SOTTO_TRY(transaction.commit());
        return arrivals;
    }();
    if (tell(stored) && liveOf(room).isHeld)
        openIfAllIn(room);
}

/// Whom only the relay calls a member is shown before anything is sent to them.
void Rooms::openIfAllIn(const Jid& room)
{
    const auto row = rowOf(room);
    if (!row)
        return;
    const auto roster = m_context.stores.rooms.roster(row->conversation);
    auto& live = liveOf(room);
    live.isHeld = !roster || std::ranges::any_of(*roster, [](const store::RoomMemberRow& member) {
        return member.standing == Standing::Waits;
    });
    if (!live.isHeld)
        m_outbound.openRoom(room);
    if (roster && !addArchive(*row, *roster))
        takeOffWhoLeft(*row, *roster);
}

/// As its maker: to a team that is older than the archive, once in this session. True: it is being
/// added.
bool Rooms::addArchive(const store::RoomRow& row, const std::vector<store::RoomMemberRow>& roster)
{
    const auto& archive = m_context.archive;
    const bool isMissing = archive.isOn() &&
        std::ranges::find(roster, *archive.address, &store::RoomMemberRow::address) == roster.end();
    if (!isMissing || !mayManage(row.address) || liveOf(row.address).isBusy ||
        !m_archiveAdded.insert(row.address).second)
        return false;
    add(row.address, {*archive.address});
    return true;
}

/// As its maker: who asked to leave, and whom our person keeps out.
void Rooms::takeOffWhoLeft(const store::RoomRow& row,
                           const std::vector<store::RoomMemberRow>& roster)
{
    if (!mayManage(row.address))
        return;
    RoomDesk::Members gone;
    for (const auto& member : roster)
        if (member.standing == Standing::KeptOut &&
            m_takenOff.insert({row.address, member.address}).second)
            gone.push_back({member.address, xmpp::Affiliation::None});
    if (!gone.empty())
        change(row.address, std::move(gone));
}

/// They are readers from now on, and whoever else is in the room hears it from us.
Result<Arrivals> Rooms::storeAdded(const store::RoomRow& row, const std::vector<Jid>& people,
                                   std::vector<Outbound::Sealed>& batch)
{
    Arrivals arrivals;
    auto& rooms = m_context.stores.rooms;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(auto sealed,
                     m_outbound.sealNews(row.address, xmpp::RoomChange{.added = people}, {}));
    if (sealed)
        batch.push_back(*std::move(sealed));
    SOTTO_TRY_ASSIGN(auto members, rooms.members(row.conversation));
    for (const auto& person : people) {
        if (std::ranges::find(members, person) != members.end())
            continue;
        members.push_back(person);
        SOTTO_TRY(addPeopleNews(m_context, row.conversation,
                                {Kind::MemberAdded, m_context.self, person.toString()}, arrivals));
    }
    SOTTO_TRY(rooms.setMembers(row.conversation, members, m_context.nowMs()));
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

}  // namespace sotto::engine
