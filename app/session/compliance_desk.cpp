// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/compliance_desk.h"

#include "app/session/compliance_rules.h"

namespace sotto::app {

ComplianceDesk::ComplianceDesk(std::function<ComplianceSubject()> subject)
    : m_subject(std::move(subject))
{
}

Task<QList<ComplianceItem>> ComplianceDesk::run()
{
    return m_aside.run<QList<ComplianceItem>>(
        [subject = m_subject()]() -> Result<QList<ComplianceItem>> {
            SOTTO_TRY_ASSIGN(const auto facts, gatherFacts(subject));
            return assess(facts);
        });
}

}  // namespace sotto::app
