// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the card in place of a message says, and a notice between messages, for the screen and
// for a screen reader.

#include "core/api/snapshots.h"

#include <QString>

namespace sotto::ui {

QString cardHeading(const MessageSnapshot& card);

/// What is done about it, and what is left to the person.
QString cardText(const MessageSnapshot& card);

/// What became of a device, or who came and went; one paragraph.
QString noticeText(const MessageSnapshot& line);

/// What stands in place of a message that its author took back.
QString recalledText(const MessageSnapshot& message);

/// True if the sender's device can be asked from here.
bool canAskToResend(const MessageSnapshot& card);

}  // namespace sotto::ui
