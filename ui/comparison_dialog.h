// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace sotto::ui {

class Label;

/// Two people make sure that nobody stands between their devices: they read twelve words to each
/// other, or one scans what the other's screen shows. Nothing is decided but by their word.
class ComparisonDialog final : public QDialog {
    Q_OBJECT
public:
    struct Other {
        QString person;
        DeviceSnapshot device;
    };

    ComparisonDialog(Client& client, ComparisonSnapshot comparison, Other other, QWidget* parent);

private:
    QWidget* makeWords(const char* name, const QString& caption, const QStringList& words);
    QWidget* makeFingerprint();
    QWidget* makeCode();
    QWidget* makeButtons();
    void checkCode();
    void onChecked(const QString& address, quint32 device, CodeVerdict verdict);
    void say(const QString& words);
    void finish(bool isSame);

    Client& m_client;
    ComparisonSnapshot m_comparison;
    Other m_other;
    QLineEdit* m_code = nullptr;
    Label* m_result;
    QPushButton* m_same = nullptr;
};

}  // namespace sotto::ui
