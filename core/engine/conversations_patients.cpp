// SPDX-License-Identifier: GPL-3.0-or-later
// Whom what is being written is about.
#include "core/engine/conversations.h"
#include "core/engine/patients.h"

namespace sotto::engine {
namespace {

constexpr int kRecentPatients = 12;

}  // namespace

void Conversations::savePatient(ConversationId in, const std::optional<PatientTag>& patient)
{
    const auto saved = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.patients.keepDraft(in, patient));
        return transaction.commit();
    }();
    check(saved);
}

void Conversations::showDraftPatient(ConversationId in)
{
    const auto tag = m_context.stores.patients.draft(in);
    if (check(tag))
        Q_EMIT patientLoaded(
            in, *tag ? std::optional{patientSnapshot(**tag, m_context.patients)} : std::nullopt);
}

void Conversations::openRecentPatients()
{
    const auto tags = m_context.stores.patients.recent(kRecentPatients);
    if (!check(tags))
        return;
    QList<PatientSnapshot> shown;
    for (const auto& tag : *tags)
        shown.append(patientSnapshot(tag, m_context.patients));
    Q_EMIT recentPatientsLoaded(shown);
}

}  // namespace sotto::engine
