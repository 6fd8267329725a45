// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What of the law can be checked on this workstation, and what came of it.

#include "core/base/task.h"

#include <QList>
#include <QString>

#include <cstdint>

namespace sotto {

struct ComplianceItem {
    enum class State : std::uint8_t {
        Pass,
        Fail,
        NotApplicable,  ///< switched off by the clinic, or this system cannot have it
    };

    QString rule;  ///< "R-5"
    QString law;   ///< "45 CFR 164.312(a)(2)(iv)"
    QString what;  ///< what it asks for
    State state = State::Fail;
    QString evidence;  ///< what was seen here, in a sentence
};

/// Checks this workstation now. UI thread; answers later.
class ComplianceCheck {
public:
    virtual ~ComplianceCheck() = default;

    /// Each requirement once, in their order. Errors: Storage (the files cannot be looked at).
    virtual Task<QList<ComplianceItem>> run() = 0;
};

}  // namespace sotto
