// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/emergency_desk.h"

#include "core/base/log.h"

#include <algorithm>
#include <set>

namespace sotto::engine {

EmergencyDesk::EmergencyDesk(VaultContext& context, const Directory& directory, Outbound& outbound,
                             const EmergencyRules& rules)
    : m_context(context),
      m_directory(directory),
      m_outbound(outbound),
      m_rules(rules)
{
    if (auto notes = store::EmergencyStore::open(context.vault.connection()))
        m_notes = *std::move(notes);
    else
        log::warning("engine", "the notes of emergency access cannot be read");
}

void EmergencyDesk::begin()
{
    const auto unseen = m_notes ? m_notes->unseen() : Result{std::vector<store::EmergencyRow>{}};
    if (!unseen || unseen->empty())
        return;
    QList<EmergencyNote> notes;
    for (const auto& row : *unseen)
        notes.append({row.atMs, SafeText::fromUtf8(row.accessor.toString(), SafeText::Kind::Name),
                      row.reason, row.method});
    Q_EMIT notesLoaded(notes);
}

void EmergencyDesk::confirm()
{
    const auto done = [this]() -> Result<Done> {
        if (!m_notes)
            return Done{};
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_notes->setSeen());
        return transaction.commit();
    }();
    if (!done)  // they are said again at the next sign-in
        log::warning("engine", "that the notes were seen was not kept",
                     {{"why", done.error().code}});
}

/// Named, or of a group of the directory.
std::vector<Jid> EmergencyDesk::holders() const
{
    const auto& list = m_context.roles.list;
    auto known = m_directory.addresses();
    known.push_back(m_context.self);
    std::set<Jid> people;
    for (const auto& name : m_rules.notifyRoles) {
        const auto role = list.roles.find(name);
        if (role == list.roles.end())
            continue;
        people.insert(role->second.members.begin(), role->second.members.end());
        for (const auto& person : known)
            if (list.holds(name, person, m_directory.groupsOf(person)))
                people.insert(person);
    }
    std::erase_if(people, [this](const Jid& person) {
        return person != m_context.self && !m_context.domains.lets(person, m_context.self);
    });
    return {people.begin(), people.end()};
}

void EmergencyDesk::tellRoles()
{
    if (!m_notes || m_rules.notifyRoles.empty())
        return;
    const auto waiting = m_notes->untold();
    if (!waiting || waiting->empty())
        return;
    auto people = holders();
    if (people.empty())
        return;
    std::erase(people, m_context.self);  // the note of begin() tells our own person
    const auto arrivals = storeNotices(*waiting, people);
    if (!arrivals) {
        log::warning("engine", "the notified roles were not told",
                     {{"why", arrivals.error().code}});
        return;  // at the next stream
    }
    if (m_rules.record)
        (void)m_rules.record({.what = EmergencyRecord::What::Told,
                              .owner = m_context.self,
                              .accessor = m_context.self,
                              .reason = waiting->front().reason,
                              .method = waiting->front().method,
                              .count = static_cast<int>(people.size())});
    Q_EMIT stored(*arrivals);
    for (const auto& person : people)
        m_outbound.pump(person);
}

/// That they are told and what tells them are one step.
Result<Arrivals> EmergencyDesk::storeNotices(const std::vector<store::EmergencyRow>& accesses,
                                             const std::vector<Jid>& people)
{
    Arrivals arrivals;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    for (const auto& access : accesses) {
        for (const auto& person : people) {
            SOTTO_TRY_ASSIGN(
                const auto to,
                m_context.stores.conversations.findOrCreate(person, m_context.nowMs()));
            SOTTO_TRY_ASSIGN(
                const auto id,
                m_outbound.addText(to, noticeOf(access), {Urgency::Action, std::nullopt}));
            arrivals.changed.push_back(id);
            arrivals.conversations.insert(to);
        }
        SOTTO_TRY(m_notes->setTold(access.id));
    }
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

std::string EmergencyDesk::noticeOf(const store::EmergencyRow& access) const
{
    const EmergencyNotice notice{m_context.self, access.accessor, access.reason, access.atMs};
    if (m_rules.noticeText)
        return m_rules.noticeText(notice);
    return "Sent by Sotto itself: the messages of " + notice.owner.toString() +
        " were opened in emergency access by " + notice.accessor.toString() +
        ". Reason: " + std::string{toName(notice.reason)} + ".";
}

}  // namespace sotto::engine
