// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pin_dialog.h"

#include "core/domain/pin.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/secret_field.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

PinDialog::PinDialog(Client& client, PinState state, QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_password(nullptr),
      m_pin(nullptr),
      m_again(nullptr),
      m_trouble(nullptr),
      m_set(makeButton("setPin", tr("Set the PIN"), ButtonKind::Primary, this))
{
    setObjectName(QStringLiteral("pinDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(420);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("A PIN for this shift"), TextRole::Screen, this));
    layout->addWidget((new Label(tr("It unlocks this workstation faster than your password, until "
                                    "you sign out. The clinic's server must be within reach."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    m_password = addField("pinPassword", tr("Your password"));
    m_pin =
        addField("newPin", tr("New PIN, %1 to %2 digits").arg(kLeastPinDigits).arg(kMostPinDigits));
    m_again = addField("newPinAgain", tr("The same PIN again"));
    m_trouble = (new Label({}, TextRole::Strong, Label::Tone::Danger, this))->wrapped();
    m_trouble->setObjectName(QStringLiteral("pinTrouble"));
    m_trouble->hide();
    layout->addWidget(m_trouble);
    auto* row = new QHBoxLayout;
    if (state == PinState::Set) {
        auto* remove = makeButton("removePin", tr("Remove the PIN"), ButtonKind::Outlined, this);
        row->addWidget(remove);
        connect(remove, &QPushButton::clicked, this, [this] {
            m_client.removePin();
            accept();
        });
    }
    auto* cancel = makeButton("cancelPin", tr("Cancel"), ButtonKind::Outlined, this);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_set);
    layout->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_set, &QPushButton::clicked, this, &PinDialog::submit);
    connect(&m_client, &Client::pinAnswered, this, &PinDialog::onAnswer);
    m_set->setDefault(true);
    m_password->setFocus();
}

SecretField* PinDialog::addField(const char* name, const QString& caption)
{
    auto* const field = new SecretField(caption, SecretField::Show::Dots, this);
    field->setObjectName(QLatin1String(name));
    auto* const label = new Label(caption, TextRole::Strong, this);
    label->setBuddy(field);
    layout()->addWidget(label);
    layout()->addWidget(field);
    connect(field, &SecretField::submitted, this, &PinDialog::submit);
    return field;
}

void PinDialog::submit()
{
    if (!m_set->isEnabled())
        return;
    const auto pin = m_pin->take();
    const auto again = m_again->take();
    if (!equalInConstantTime(pin.view(), again.view())) {
        say(tr("The two PINs differ. Type the new one twice."));
        m_pin->setFocus();
        return;
    }
    switch (pinFault(pin.text())) {
    case PinFault::Length:
    case PinFault::NoDigit:
        say(tr("A PIN has %1 to %2 digits and nothing else.")
                .arg(kLeastPinDigits)
                .arg(kMostPinDigits));
        m_pin->setFocus();
        return;
    case PinFault::Guessed:
        onAnswer(PinAnswer::TooSimple);
        return;
    case PinFault::None:
        break;
    }
    m_trouble->hide();
    m_set->setEnabled(false);
    m_client.setPin(m_password->take(), pin.clone(SecretBytes::Memory::Locked));
}

void PinDialog::onAnswer(PinAnswer answer)
{
    m_set->setEnabled(true);
    switch (answer) {
    case PinAnswer::Set:
        accept();
        return;
    case PinAnswer::WrongPassword:
        say(tr("That is not your password. No PIN was set."));
        m_password->setFocus();
        return;
    case PinAnswer::TooManyTries:
        say(tr("Too many wrong passwords. Sign out and in again, then set a PIN."));
        return;
    case PinAnswer::TooSimple:
        say(tr("Everybody tries that one first. Take digits that do not follow each other."));
        m_pin->setFocus();
        return;
    case PinAnswer::Offline:
        say(tr("The clinic's server cannot be reached. Set the PIN when you are online."));
        return;
    case PinAnswer::Failed:
        say(tr("The PIN was not set. Your password works as before."));
        return;
    }
}

void PinDialog::say(const QString& trouble)
{
    m_trouble->setText(trouble);
    m_trouble->show();
    announce(*m_trouble);
}

}  // namespace sotto::ui
