// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/emergency.h"
#include "core/base/clock.h"

#include <QFrame>

class QPushButton;

namespace sotto::ui {

class Label;

/// Stands over everything while somebody reads another person's messages: whose, until when, that
/// it is recorded. It cannot be closed; its button ends the access.
class EmergencyBanner final : public QFrame {
    Q_OBJECT
public:
    EmergencyBanner(Time time, QWidget* parent);
    ~EmergencyBanner() override;

    void begin(const EmergencySnapshot& emergency);

Q_SIGNALS:
    void endWanted();

private:
    void tick();

    Time m_time;
    EmergencySnapshot m_emergency;
    Label* m_text;
    Label* m_left;
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::ui
