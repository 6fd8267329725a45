// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is said of orders.

#include "core/api/snapshots.h"
#include "ui/urgency_look.h"

#include <QString>

namespace sotto::ui {

/// Why it cannot be given, and what to do instead; empty for None. `whom`: its recipient.
QString orderHindranceText(OrderHindrance hindrance, const QString& whom);

/// "2026-11-23 04:41:07 UTC-05:00 (09:41:07 UTC)": the author's own time, and everybody's.
QString orderTimeText(std::int64_t atMs, int utcOffsetMin);

/// Below an order: who signed it, and when.
QString orderSignatureText(const MessageSnapshot& order);

/// Beside its chip: by when it shall be in the record, that it is late, or that it is cancelled.
QString orderHeadline(const MessageSnapshot& order, std::int64_t nowMs);

/// The chip of an order, in place of its urgency's.
UrgencyLook orderLook(const MessageSnapshot& order, const Tokens& tokens);
/// Of any message.
UrgencyLook lookOf(const MessageSnapshot& message, const Tokens& tokens);

/// Whether our person may take it back; see Client::recall().
bool mayCancelOrder(const MessageSnapshot& message);

}  // namespace sotto::ui
