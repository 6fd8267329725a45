// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sotto::ui {

/// Copies text as plain text, with the hints that keep it out of clipboard histories and
/// the cloud (hostile.md G21).
void copyText(const QString& text);

/// Empties the clipboard if what it holds was copied here.
void clearOwnClipboard();

}  // namespace sotto::ui
