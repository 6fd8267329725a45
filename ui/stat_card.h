// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

namespace sotto::ui {

/// The small window that stays on top while a STAT message waits. It has no text and no
/// sender, so that it may be shown on any screen (ui.md, "Notifications"). UI thread.
///
/// Has no parent: a child window would be minimised together with the window that it calls for.
class StatCard final : public QWidget {
    Q_OBJECT
public:
    enum class Place : std::uint8_t {
        Session,  ///< open: the button opens the message, where it is acknowledged
        Station,  ///< locked: the button goes to the unlock page
    };

    explicit StatCard(Place place);

    /// Shows the card in the upper right corner and rings, without taking the focus.
    void ring();

Q_SIGNALS:
    void chosen();

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace sotto::ui
