// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/store/rows.h"

#include <optional>
#include <string>

namespace sotto::engine {

/// The body of a System line that tells of a recall, a correction or an escalation.
std::string loopNotice(NoticeSnapshot::Kind kind, std::string_view whom = {});

/// No value: another kind of line.
std::optional<NoticeSnapshot> loopNoticeOf(const store::MessageRow& row);

}  // namespace sotto::engine
