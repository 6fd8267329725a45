// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/team_desk.h"

#include "core/crypto/random.h"
#include "core/engine/people_news.h"
#include "core/engine/problems.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr qsizetype kMaxTextChars = 16384;  // hostile.md G18

}  // namespace

TeamDesk::TeamDesk(VaultContext& context, Directory& directory, Rooms& rooms, Outbound& outbound)
    : m_context(context),
      m_directory(directory),
      m_rooms(rooms),
      m_outbound(outbound)
{
}

void TeamDesk::open(ConversationId team)
{
    m_open = team;
    show();
}

TeamMember TeamDesk::memberOf(const store::RoomRow& team, const store::RoomMemberRow& row) const
{
    TeamMember member;
    member.person = m_directory.person(row.address);
    member.standing = static_cast<TeamMember::Standing>(row.standing);
    member.isSelf = row.address == m_context.self;
    member.isMaker = row.address == team.inviter;
    return member;
}

void TeamDesk::show()
{
    const auto row =
        m_open ? m_context.stores.rooms.find(*m_open) : Result{std::optional<store::RoomRow>{}};
    if (!row || !*row)
        return;
    const auto roster = m_context.stores.rooms.roster(*m_open);
    if (!roster)
        return;
    TeamSnapshot team;
    team.id = *m_open;
    team.name = SafeText::fromUtf8((*row)->name, SafeText::Kind::Name);
    team.mayManage = m_rooms.mayManage((*row)->address);
    team.isRecord = (*row)->state == store::RoomState::Closed;
    for (const auto& member : *roster)
        team.members.append(memberOf(**row, member));
    std::ranges::sort(team.members, {},
                      [](const TeamMember& member) { return member.person.name.string(); });
    Q_EMIT changed(team);
}

std::optional<Jid> TeamDesk::roomOf(ConversationId team)
{
    const auto row = m_context.stores.rooms.find(team);
    if (row && *row)
        return (*row)->address;
    Q_EMIT problem(ProblemKind::TeamNotChanged);
    return std::nullopt;
}

void TeamDesk::broadcast(ConversationId team, const QString& text, Urgency urgency,
                         const std::optional<PatientTag>& patient)
{
    const auto body = text.left(kMaxTextChars).trimmed();
    const auto row = m_context.stores.rooms.find(team);
    const bool isOpen = row && *row && (*row)->state == store::RoomState::Open;
    const bool isUsableTag = !patient || isUsable(*patient);
    if (body.isEmpty() || urgency == Urgency::None || !isOpen || !isUsableTag) {
        Q_EMIT problem(ProblemKind::TeamNotChanged);
        return;
    }
    std::vector<Jid> people;
    const auto done = storeBroadcast(**row, {body.toStdString(), urgency, patient}, people);
    if (!done) {
        Q_EMIT problem(vaultProblem(done.error()).kind);
        return;
    }
    Q_EMIT stored(*done);
    for (const auto& person : people)
        m_outbound.pump(person);
}

/// Each gets a text of their own, in the conversation in which they will answer.
Result<Arrivals> TeamDesk::storeBroadcast(const store::RoomRow& team, const Words& words,
                                          std::vector<Jid>& people)
{
    Arrivals arrivals;
    auto& stores = m_context.stores;
    const auto ref = crypto::uuidV4();
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto roster, stores.rooms.roster(team.conversation));
    for (const auto& member : roster) {
        if (member.address == m_context.self || member.address == m_context.archive.address ||
            member.standing != store::Standing::Reader)
            continue;
        SOTTO_TRY_ASSIGN(const auto to,
                         stores.conversations.findOrCreate(member.address, m_context.nowMs()));
        SOTTO_TRY_ASSIGN(const auto id,
                         m_outbound.addText(to, words.text, {words.urgency, std::nullopt}));
        SOTTO_TRY(stores.patients.add(id, words.patient));
        SOTTO_TRY(stores.passings.add({id, store::PassingWhy::Broadcast, ref, {}, true}));
        arrivals.changed.push_back(id);
        people.push_back(member.address);
    }
    SOTTO_TRY(addPeopleNews(m_context, team.conversation,
                            {PeopleNotice::Kind::BroadcastSent, m_context.self, {}, words.text},
                            arrivals));
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

}  // namespace sotto::engine
