// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardPaths>

#include <cstdint>

class QFileDialog;
class QWidget;

namespace sotto::ui {

/// What becomes of a file that is there already.
enum class Existing : std::uint8_t {
    Refused,   ///< by whoever writes: nothing has to be confirmed
    Replaced,  ///< once the person has confirmed it
};

/// Asks where a new file goes: connect fileSelected(), then open() it. Our own window, for a
/// system's would stay on the screen after a lock. `name` is its objectName.
QFileDialog* makeSaveDialog(const char* name, const QString& file,
                            QStandardPaths::StandardLocation folder, Existing existing,
                            QWidget* parent);

}  // namespace sotto::ui
