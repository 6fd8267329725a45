// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QDialog>

class QCheckBox;

namespace sotto::ui {

class PeoplePicker;

/// "Do not disturb": until when, and who gets what arrives meanwhile.
class QuietDialog final : public QDialog {
    Q_OBJECT
public:
    QuietDialog(Client& client, const Clock& clock, const Availability& now,
                const QList<PersonSnapshot>& people, QWidget* parent);

private:
    void addTimes();
    void addForward(const Availability& now, const QList<PersonSnapshot>& people);
    void go();

    Client& m_client;
    const Clock& m_clock;
    int m_minutes;
    QCheckBox* m_forwards;
    PeoplePicker* m_colleague;
};

}  // namespace sotto::ui
