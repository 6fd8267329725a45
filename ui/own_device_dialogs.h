// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a person does with a device of their own.

#include "core/api/client.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace sotto::ui {

class Label;
class SecretField;

/// Asks for the words that others read for this device.
class RenameDeviceDialog final : public QDialog {
    Q_OBJECT
public:
    RenameDeviceDialog(Client& client, const DeviceSnapshot& device, QWidget* parent);

private:
    void submit();

    Client& m_client;
    QLineEdit* m_label;
};

/// Says what a removal does, and asks for the password again: who passes by an open session must
/// not erase another workstation.
class RemoveDeviceDialog final : public QDialog {
    Q_OBJECT
public:
    RemoveDeviceDialog(Client& client, const DeviceSnapshot& device, QWidget* parent);

private:
    void submit();
    void onAnswer(RemovalAnswer answer);
    void say(const QString& trouble);

    Client& m_client;
    quint32 m_device;
    SecretField* m_password;
    Label* m_trouble;
    QPushButton* m_remove;
};

}  // namespace sotto::ui
