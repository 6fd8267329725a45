// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace sotto::ui {

/// Icons, words and looks of the whole program, following the system. Call once, before any
/// window.
void start(QApplication& app);

}  // namespace sotto::ui
