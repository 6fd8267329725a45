// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/aside.h"
#include "app/session/compliance_facts.h"
#include "core/api/compliance.h"

#include <functional>

namespace sotto::app {

/// The compliance check of the Workstation page. UI thread.
class ComplianceDesk final : public ComplianceCheck {
public:
    /// `subject` is asked each time.
    explicit ComplianceDesk(std::function<ComplianceSubject()> subject);

    Task<QList<ComplianceItem>> run() override;

private:
    std::function<ComplianceSubject()> m_subject;
    Aside m_aside;
};

}  // namespace sotto::app
