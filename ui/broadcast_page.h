// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QWidget>

class QBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace sotto::ui {

class PatientBar;

/// What each member of a team gets alone: how urgent it is, and whom it is about. Where it is about
/// a patient it asks first (45 CFR 164.502(b)): nobody knows of all of them that they treat.
class BroadcastPage final : public QWidget {
    Q_OBJECT
public:
    /// `labels`: those of the clinic for sensitive records.
    BroadcastPage(Client& client, ConversationId team, Rights rights, QStringList labels,
                  QWidget* parent);

Q_SIGNALS:
    void left();
    void sent();

private:
    void addUrgencies(QBoxLayout& layout, bool maySendStat);
    void addButtons(QBoxLayout& layout);
    void choosePatient();
    void send();
    void updateState();

    Client& m_client;
    ConversationId m_team;
    QStringList m_labels;
    QPlainTextEdit* m_text;
    PatientBar* m_patientBar;
    QToolButton* m_patient;
    QPushButton* m_send;
    Urgency m_urgency = Urgency::Fyi;
    bool m_asked = false;
};

}  // namespace sotto::ui
