// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What policy keeps and removes, and who gets a copy of each message. Plain values.

#include "core/domain/safe_text.h"

#include <QMetaType>
#include <QString>

#include <cstdint>

namespace sotto {

/// Whether the clinic's archive gets a copy of what is written in a conversation.
struct ArchivedBy {
    enum class State : std::uint8_t {
        Off,   ///< policy names no archive
        On,    ///< it gets everything
        Late,  ///< none of its devices can be sealed for now: what is said follows later
        Held,  ///< the same, and policy lets nothing be sent until then
    };

    State state = State::Off;
    SafeText clinic{};  ///< whose archive it is

    friend bool operator==(const ArchivedBy&, const ArchivedBy&) = default;
};

/// What was removed from a conversation because it was old.
struct RemovedOlder {
    std::int64_t untilMs = 0;  ///< when the newest of it was written; 0: nothing was
    int afterDays = 0;         ///< retention.local_days

    friend bool operator==(const RemovedOlder&, const RemovedOlder&) = default;
};

/// How retention stands on this workstation.
struct RetentionSnapshot {
    int localDays = 0;              ///< 0: nothing is ever removed
    int held = 0;                   ///< old messages that stay: legal hold
    int waiting = 0;                ///< the same: the archive has not confirmed them
    int needed = 0;                 ///< the same: unread, open, or still under way
    std::int64_t lastAtMs = 0;      ///< when a round last went through; 0: not yet
    int lastRemoved = 0;            ///< messages that it removed
    bool clockDoubted = false;      ///< nothing is removed while the clock cannot be right
    bool isEverythingHeld = false;  ///< legal hold of all

    friend bool operator==(const RetentionSnapshot&, const RetentionSnapshot&) = default;
};

/// What one round removed, for the activity log: counts only.
struct RemovalReport {
    int messages = 0;
    int files = 0;
    int conversations = 0;
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::RetentionSnapshot)
Q_DECLARE_METATYPE(sotto::RemovalReport)
