// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace sotto::ui {

/// Installs the words of `language` (BCP 47, as ui.locale of the policy names it) and makes
/// dates and numbers follow it. Empty, or not a language: that of the system. A language
/// without a territory takes the system's. English is always there: it holds the plural
/// forms, which tr() alone writes as "message(s)". Call once, before any window.
void loadTranslations(QApplication& app, const QString& language = {});

}  // namespace sotto::ui
