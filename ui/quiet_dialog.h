// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QDialog>

namespace sotto::ui {

/// "Do not disturb": until when.
class QuietDialog final : public QDialog {
    Q_OBJECT
public:
    QuietDialog(Client& client, const Clock& clock, QWidget* parent);

private:
    void addTimes();
    void go();

    Client& m_client;
    const Clock& m_clock;
    int m_minutes;
};

}  // namespace sotto::ui
