// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Emergency access, as the screens of a session know it. Plain values, by copy.

#include "core/domain/emergency.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto {

/// Somebody who uses this workstation: who opens a vault in an emergency says who they are.
struct EmergencyStaff {
    QString address;
    SafeText name;
};

/// What holds for an emergency access here, said before anything is opened.
struct EmergencyTerms {
    EmergencyMethod method = EmergencyMethod::SealedCode;
    SafeText owner;  ///< whose messages; may be empty
    QList<EmergencyStaff> staff{};
    int sessionMaxS = 3600;
    QStringList toldRoles{};    ///< emergency.notify_roles: told by the owner's own client
    bool hasCollector = false;  ///< the activity log is passed on at once
};

/// An emergency session that is open: read-only, without the relay.
struct EmergencySnapshot {
    QString owner;  ///< address
    SafeText ownerName;
    QString accessor;  ///< address of who reads, as they said
    EmergencyReason reason = EmergencyReason::Drill;
    std::int64_t endsBootMs = 0;  ///< by the clock that counts sleep
};

/// To the owner: their messages were opened.
struct EmergencyNote {
    std::int64_t atMs = 0;  ///< wall clock, UTC
    SafeText accessor;
    EmergencyReason reason = EmergencyReason::Drill;
    EmergencyMethod method = EmergencyMethod::SealedCode;
};

/// What came of making a new emergency code.
struct EmergencyCodeAnswer {
    enum class Kind : std::uint8_t {
        Made,
        WrongPassword,
        TooManyTries,
        Offline,
        NotAllowed,  ///< by policy, or it wants two administrators
        NotRecorded,
        Failed,
    };

    Kind kind = Kind::Failed;
    QString code{};  ///< to be printed; shown once
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::EmergencySnapshot)
Q_DECLARE_METATYPE(sotto::EmergencyNote)
Q_DECLARE_METATYPE(sotto::EmergencyCodeAnswer)
