// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace sotto::ui {

/// Icons, words and looks of the whole program, following the system; the words in `language`
/// (loadTranslations()). Call once, before any window.
void start(QApplication& app, const QString& language = {});

}  // namespace sotto::ui
