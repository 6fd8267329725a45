// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace sotto::ui {

/// Installs the words of the system's language. English is always there: it holds the
/// plural forms, which tr() alone writes as "message(s)". Call once, before any window.
void loadTranslations(QApplication& app);

}  // namespace sotto::ui
