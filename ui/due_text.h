// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace sotto::ui {

/// By when an answer is wanted, in words: "Answer by 10:42", "Overdue since 10:42", and "by
/// 10:42" when nobody must act any more. Empty: no time was given.
QString dueText(std::int64_t dueAtMs, bool open, std::int64_t nowMs);

bool isOverdue(std::int64_t dueAtMs, bool open, std::int64_t nowMs);

/// "15 min", "4 h".
QString withinText(int seconds);

}  // namespace sotto::ui
