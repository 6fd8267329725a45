// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words for what messages say of other messages, and for what people think of them.

#include "core/api/snapshots.h"
#include "ui/icons.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace sotto::ui {

/// A text that went to somebody, or came, and was not taken back.
bool mayAnswer(const MessageSnapshot& message);
/// The same, but no order: that is read back, and nothing may look like it.
bool mayReact(const MessageSnapshot& message);

/// That message, to be quoted above an answer to it.
QuotationSnapshot quoting(const MessageSnapshot& message);

QString quotedAuthor(const QuotationSnapshot& quotation);  ///< empty: it is not here
QString quotedText(const QuotationSnapshot& quotation);    ///< one line

/// The signs that are offered are drawn as icons: not every system has a font for them.
std::optional<Icon> reactionIcon(const QString& emoji);
/// "Thumbs up"; a sign that is not offered stands for itself.
QString reactionName(const QString& emoji);

/// "Thumbs up: you, Dr Lee", one sign a line.
QStringList reactionLines(const MessageSnapshot& message);

bool isOurs(const MessageSnapshot& message, const QString& emoji);
/// Those of our person, with that one set or taken away.
QStringList toggled(const MessageSnapshot& message, const QString& emoji);

}  // namespace sotto::ui
