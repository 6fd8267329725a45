// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Roles on call of Riverside Clinic, invented: held by another, by nobody, by us.

#include "tests/ui/samples.h"

namespace sotto::test {

inline QList<OnCallSnapshot> sampleRoles()
{
    const auto people = samplePeople();
    OnCallSnapshot cardiology{.role = QStringLiteral("cardiology"),
                              .title = name("On-call cardiology")};
    cardiology.goesTo = {people[2]};
    cardiology.goesTo.front().presence = Presence::Available;
    cardiology.goesTo.front().phone = name("555 0100");
    cardiology.untilMs = kNowMs + 8 * 60 * kMinuteMs;
    OnCallSnapshot frontDesk{.role = QStringLiteral("desk"), .title = name("Front desk")};
    frontDesk.byUs = frontDesk.mayClaim = true;
    frontDesk.untilMs = kNowMs + 4 * 60 * kMinuteMs;
    frontDesk.openItems = 3;
    frontDesk.colleagues = {people[0], people[1]};
    frontDesk.longestClaimS = 12 * 3600;
    OnCallSnapshot surgery{.role = QStringLiteral("surgery"), .title = name("On-call surgery")};
    surgery.goesTo = {people[4]};
    surgery.fallsTo = name("Charge nurse");
    surgery.mayClaim = true;
    surgery.longestClaimS = 12 * 3600;
    return {frontDesk, cardiology, surgery};
}

}  // namespace sotto::test
