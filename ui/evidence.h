// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "ui/icons.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace sotto::ui {

/// Where a message is, in words; a queued one never reads as if it were sent.
struct Evidence {
    Icon icon;
    QString text;  ///< "Delivered 09:41"
    bool trouble = false;
    bool settled = false;  ///< the relay has it: may be left out where the next row says it
};

/// The one line under a message; nothing for an incoming one that nobody acknowledged.
std::optional<Evidence> evidenceOf(const MessageSnapshot& message);

/// Everything that is known, one step a line, with times.
QStringList fullEvidence(const MessageSnapshot& message, std::int64_t nowMs);

}  // namespace sotto::ui
