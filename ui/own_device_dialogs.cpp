// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/own_device_dialogs.h"

#include "ui/controls.h"
#include "ui/device_words.h"
#include "ui/label.h"
#include "ui/secret_field.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kMostLabel = 64;  // characters, as the list of devices takes them

QVBoxLayout* prepare(QDialog& dialog, const char* name, const QString& title)
{
    dialog.setObjectName(QLatin1String(name));
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setWindowTitle(QStringLiteral("Sotto"));
    dialog.setMinimumWidth(440);
    auto* layout = new QVBoxLayout(&dialog);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget((new Label(title, TextRole::Screen, &dialog))->wrapped());
    return layout;
}

void addButtons(QDialog& dialog, QPushButton* act)
{
    auto* cancel =
        makeButton("cancelDevice", RenameDeviceDialog::tr("Cancel"), ButtonKind::Outlined, &dialog);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(act);
    static_cast<QVBoxLayout*>(dialog.layout())->addLayout(row);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
}

}  // namespace

RenameDeviceDialog::RenameDeviceDialog(Client& client, const DeviceSnapshot& device,
                                       QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_label(new QLineEdit(device.label.string(), this))
{
    auto* layout = prepare(*this, "renameDialog", tr("Name this device"));
    layout->addWidget((new Label(tr("Your colleagues see this name when they compare, and when "
                                    "this device is new to them."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    m_label->setObjectName(QStringLiteral("deviceLabel"));
    m_label->setMaxLength(kMostLabel);
    m_label->setAccessibleName(tr("Name of this device"));
    m_label->selectAll();
    layout->addWidget(m_label);
    auto* save = makeButton("saveLabel", tr("Save"), ButtonKind::Primary, this);
    save->setDefault(true);
    addButtons(*this, save);
    connect(save, &QPushButton::clicked, this, &RenameDeviceDialog::submit);
    m_label->setFocus();
}

void RenameDeviceDialog::submit()
{
    const auto label = m_label->text().trimmed();
    if (label.isEmpty())
        return;
    m_client.renameDevice(label);
    accept();
}

RemoveDeviceDialog::RemoveDeviceDialog(Client& client, const DeviceSnapshot& device,
                                       QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_device(device.id),
      m_password(new SecretField(tr("Your password"), SecretField::Show::Dots, this)),
      m_trouble((new Label({}, TextRole::Strong, Label::Tone::Danger, this))->wrapped()),
      m_remove(makeButton("confirmRemoval", tr("Remove the device"), ButtonKind::Danger, this))
{
    auto* layout = prepare(*this, "removeDialog", tr("Remove \"%1\"").arg(deviceName(device)));
    const bool isCompared = device.trust == DeviceSnapshot::Trust::Compared ||
        device.trust == DeviceSnapshot::Trust::Listed;
    const auto what = tr("Nothing more is sent to it, and its messages can no longer be opened "
                         "with your password. Your other devices keep everything.");
    const auto erased = isCompared
        ? tr("When it next reaches the clinic's server, it erases the messages it holds.")
        : tr("You have not compared it with this device, so it will not erase what it holds: it "
             "signs out, and its messages open only with its recovery code.");
    for (const auto& words : {what, erased})
        layout->addWidget((new Label(words, TextRole::Body, this))->wrapped());
    auto* caption = new Label(tr("Your password"), TextRole::Strong, this);
    m_password->setObjectName(QStringLiteral("removalPassword"));
    caption->setBuddy(m_password);
    layout->addWidget(caption);
    layout->addWidget(m_password);
    m_trouble->setObjectName(QStringLiteral("removalTrouble"));
    m_trouble->hide();
    layout->addWidget(m_trouble);
    addButtons(*this, m_remove);
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, &RemoveDeviceDialog::submit);
    connect(m_password, &SecretField::submitted, this, &RemoveDeviceDialog::submit);
    connect(&m_client, &Client::removalAnswered, this, &RemoveDeviceDialog::onAnswer);
    m_password->setFocus();
}

void RemoveDeviceDialog::submit()
{
    if (!m_remove->isEnabled() || m_password->length() == 0)
        return;
    m_trouble->hide();
    m_remove->setEnabled(false);
    m_client.removeDevice(m_device, m_password->take());
}

void RemoveDeviceDialog::onAnswer(RemovalAnswer answer)
{
    m_remove->setEnabled(true);
    m_password->setFocus();
    switch (answer) {
    case RemovalAnswer::Begun:
        accept();
        return;
    case RemovalAnswer::WrongPassword:
        say(tr("That is not your password. Nothing was removed."));
        return;
    case RemovalAnswer::TooManyTries:
        say(tr("Too many wrong passwords. Sign out and in again, then remove the device."));
        return;
    case RemovalAnswer::Offline:
        say(tr("The clinic's server cannot be reached. Remove the device when you are online."));
        return;
    case RemovalAnswer::Failed:
        say(tr("The device was not removed. Try again, or tell your administrator."));
        return;
    }
}

void RemoveDeviceDialog::say(const QString& trouble)
{
    m_trouble->setText(trouble);
    m_trouble->show();
    announce(*m_trouble);
}

}  // namespace sotto::ui
