// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/emergency.h"
#include "core/domain/jid.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace sotto::engine {

/// One step of an emergency access, for the activity log.
struct EmergencyRecord {
    /// Persistent only as words (toName of the event and its details).
    enum class What : std::uint8_t {
        Opening,   ///< the codes fit; on the disk before the vault opens
        Refused,   ///< a wrong code, or none that could fit
        CodeMade,  ///< the owner has a new emergency code
        Told,      ///< the owner's client told `count` people of the notified roles
    };

    What what = What::Refused;
    Jid owner;
    Jid accessor;
    EmergencyReason reason = EmergencyReason::Drill;
    EmergencyMethod method = EmergencyMethod::SealedCode;
    int count = 0;
};

/// What the owner's client writes to the notified roles.
struct EmergencyNotice {
    Jid owner;
    Jid accessor;
    EmergencyReason reason = EmergencyReason::Drill;
    std::int64_t atMs = 0;  ///< wall clock, UTC
};

/// What policy says of emergency access (emergency.*).
struct EmergencyRules {
    bool enabled = false;
    EmergencyMethod method = EmergencyMethod::SealedCode;
    /// X25519, emergency.admin_keys: two, or the method opens nothing.
    std::vector<Bytes> adminKeys{};
    std::chrono::seconds sessionMax{3600};
    std::vector<std::string> notifyRoles{};
    bool hasCollector = false;

    /// Puts it into the activity log, and returns when it is on the disk; absent: there is none,
    /// and nothing opens.
    std::function<Result<Done>(const EmergencyRecord&)> record{};
    /// In the words of this installation; absent: in English.
    std::function<std::string(const EmergencyNotice&)> noticeText{};
};

}  // namespace sotto::engine
