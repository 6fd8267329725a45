// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "ui/main_menu.h"

#include <QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace sotto::ui {

/// What stands where no conversation is open. Who has none yet sees the three things to do
/// first; nothing is remembered of that, for the first conversation ends it.
class EmptyPane final : public QScrollArea {
    Q_OBJECT
public:
    EmptyPane(Client& client, QWidget* parent);

    bool isFirstRun() const { return m_isFirstRun; }

Q_SIGNALS:
    void commandWanted(sotto::ui::Command command);

private:
    QWidget* makeHint();
    QWidget* makeFirstRun();
    QPushButton* addStep(QVBoxLayout& into, int number, const QString& text, const QString& button,
                         Command command);
    void setFirstRun(bool on);

    QWidget* m_hint;
    QWidget* m_first;
    QPushButton* m_pin = nullptr;
    bool m_isFirstRun = false;
};

}  // namespace sotto::ui
