// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the people whom a message was for have reported of it. Plain values.

#include "core/domain/safe_text.h"

#include <QMetaType>
#include <QString>

#include <cstdint>

namespace sotto {

/// How many people a message was for, and how many of them are how far. Each state counts those
/// who are further, too.
struct StateSummary {
    int people = 0;  ///< 0: nobody yet, or not a message of ours
    int delivered = 0;
    int read = 0;
    int acknowledged = 0;
    int accepted = 0;
    int done = 0;
    int declined = 0;

    friend bool operator==(const StateSummary&, const StateSummary&) = default;
};

/// One person of them. Times are wall clock, UTC, by that person's own clock; 0: not yet.
struct PersonEvidence {
    QString address;
    SafeText name;
    std::int64_t deliveredAtMs = 0;
    std::int64_t readAtMs = 0;
    std::int64_t acknowledgedAtMs = 0;
    std::int64_t acceptedAtMs = 0;
    std::int64_t doneAtMs = 0;
    std::int64_t declinedAtMs = 0;
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::PersonEvidence)
