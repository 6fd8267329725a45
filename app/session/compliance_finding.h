// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the rules of the compliance check are made of; for their own source files.

#include "app/session/compliance_facts.h"
#include "core/api/compliance.h"

#include <QCoreApplication>
#include <QString>

namespace sotto::app::compliance {

using State = ComplianceItem::State;

/// What came of one requirement.
struct Finding {
    State state;
    QString evidence;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::app::Compliance)
};

inline Finding passIf(bool isGood, const QString& evidence)
{
    return {isGood ? State::Pass : State::Fail, evidence};
}

inline Finding off(const QString& evidence)
{
    return {State::NotApplicable, evidence};
}

// compliance_patients.cpp
Finding minimum(const ComplianceFacts& f);    ///< R-15
Finding consent(const ComplianceFacts& f);    ///< R-16
Finding sensitive(const ComplianceFacts& f);  ///< R-17

}  // namespace sotto::app::compliance
