// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/page.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace sotto::ui {

class CodeField;
class LifeBar;

/// The second factor: six boxes, how long the present code lives, or a recovery code.
class CodePage final : public Page {
    Q_OBJECT
public:
    CodePage(Client& client, Time time, QWidget* parent);
    ~CodePage() override;

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    void tick();
    void submit();
    void useRecovery(bool on);
    QWidget* makeCodeEntry();
    QWidget* makeRecoveryEntry();

    Client& m_client;
    Time m_time;
    CodeField* m_code;
    LifeBar* m_life;
    Label* m_lifeText;
    QLineEdit* m_recovery;
    QStackedWidget* m_entry;
    QPushButton* m_continue;
    QPushButton* m_toggle;
    int m_periodS = 30;
    Scheduler::HandlePtr m_tick;
};

}  // namespace sotto::ui
