// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order_dialog.h"

#include "core/domain/order.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/order_view.h"
#include "ui/order_words.h"
#include "ui/patient_dialog.h"
#include "ui/patient_words.h"
#include "ui/secret_field.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sotto::ui {

OrderDialog::OrderDialog(Client& client, Start start, QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_start(std::move(start)),
      m_steps(new QStackedWidget(this)),
      m_patient(nullptr),
      m_text(nullptr),
      m_next(nullptr),
      m_secretName(nullptr),
      m_secret(nullptr),
      m_sign(nullptr),
      m_trouble((new Label({}, TextRole::Strong, Label::Tone::Danger, this))->wrapped())
{
    setObjectName(QStringLiteral("orderDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(560);
    m_trouble->setObjectName(QStringLiteral("orderTrouble"));
    m_trouble->hide();
    m_steps->addWidget(makeWriting());
    m_steps->addWidget(makeReadBack());
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(m_steps, 1);
    connect(&m_client, &Client::orderPrepared, this, &OrderDialog::onPrepared);
    connect(&m_client, &Client::orderAnswered, this, &OrderDialog::onAnswer);
    toWriting();
    m_client.prepareOrder(m_start.in, {}, {});
}

QWidget* OrderDialog::makeWriting()
{
    auto* page = new QWidget(m_steps);
    auto* layout = new QVBoxLayout(page);
    setGrid(*layout, 0, 0, 3);
    layout->addWidget(new Label(tr("An order for %1").arg(m_start.whom), TextRole::Screen, page));
    layout->addWidget((new Label(tr("You sign it, and it cannot be changed afterwards, only "
                                    "cancelled. It goes to them alone, and never to a phone."),
                                 TextRole::Body, Label::Tone::Secondary, page))
                          ->wrapped());
    m_patient = makeButton("orderPatient", {}, ButtonKind::Outlined, page);
    m_patient->setAutoDefault(false);
    layout->addWidget(new Label(tr("Patient"), TextRole::Strong, page));
    layout->addWidget(m_patient, 0, Qt::AlignLeft);
    m_text = new QPlainTextEdit(m_start.text, page);
    m_text->setObjectName(QStringLiteral("orderText"));
    m_text->setAccessibleName(tr("The order"));
    m_text->setPlaceholderText(tr("What shall be done: medicine, dose, route, how often"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(120);
    auto* name = new Label(tr("The order"), TextRole::Strong, page);
    name->setBuddy(m_text);
    layout->addWidget(name);
    layout->addWidget(m_text, 1);
    auto* cancel = makeButton("orderCancel", tr("Cancel"), ButtonKind::Outlined, page);
    m_next = makeButton("orderNext", tr("Read it back"), ButtonKind::Primary, page);
    addButtons(*layout, *cancel, *m_next);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, &OrderDialog::toReadBack);
    connect(m_patient, &QPushButton::clicked, this, &OrderDialog::choosePatient);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { Q_EMIT edited(m_text->toPlainText()); });
    showPatient();
    return page;
}

QWidget* OrderDialog::makeReadBack()
{
    auto* page = new QWidget(m_steps);
    auto* layout = new QVBoxLayout(page);
    setGrid(*layout, 0, 0, 3);
    layout->addWidget(new Label(tr("Read it back"), TextRole::Screen, page));
    layout->addWidget((new Label(tr("This is what you sign, word for word. Read all of it."),
                                 TextRole::Body, Label::Tone::Secondary, page))
                          ->wrapped());
    m_sheetPlace = new QVBoxLayout;
    layout->addLayout(m_sheetPlace, 1);
    m_secretName = new Label({}, TextRole::Strong, page);
    m_secret = new SecretField(tr("Your password"), SecretField::Show::Dots, page);
    m_secret->setObjectName(QStringLiteral("orderSecret"));
    m_secretName->setBuddy(m_secret);
    layout->addWidget(m_secretName);
    layout->addWidget(m_secret);
    auto* back = makeButton("orderBack", tr("Change it"), ButtonKind::Outlined, page);
    m_sign = makeButton("orderSign", tr("Sign and send"), ButtonKind::Primary, page);
    addButtons(*layout, *back, *m_sign);
    connect(back, &QPushButton::clicked, this, &OrderDialog::toWriting);
    connect(m_sign, &QPushButton::clicked, this, &OrderDialog::sign);
    connect(m_secret, &SecretField::submitted, this, &OrderDialog::sign);
    return page;
}

/// Enter in a text is a new line, and never signs by chance.
void OrderDialog::addButtons(QVBoxLayout& layout, QPushButton& first, QPushButton& last)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    for (auto* button : {&first, &last}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    layout.addLayout(row);
}

void OrderDialog::choosePatient()
{
    auto* dialog = new PatientDialog(m_client, m_start.about, m_start.labels, this);
    connect(dialog, &PatientDialog::chosen, this, [this](const About& about) {
        m_start.about = about;
        showPatient();
        m_text->setFocus();
        Q_EMIT aboutChanged(about);
    });
    dialog->open();
}

void OrderDialog::showPatient()
{
    m_patient->setText(m_start.about ? withoutMnemonic(patientWords(*m_start.about))
                                     : tr("Which patient?"));
    m_patient->setAccessibleName(tr("Patient: %1").arg(m_patient->text()));
}

void OrderDialog::toReadBack()
{
    m_trouble->hide();
    m_client.prepareOrder(m_start.in, m_text->toPlainText(), m_start.about);
}

void OrderDialog::toWriting()
{
    m_trouble->hide();
    static_cast<QVBoxLayout*>(m_steps->widget(0)->layout())->insertWidget(6, m_trouble);
    m_steps->setCurrentIndex(0);
    if (m_start.about)
        m_text->setFocus();
    else
        m_patient->setFocus();
}

void OrderDialog::onPrepared(const OrderPrepared& prepared)
{
    if (prepared.in != m_start.in)
        return;
    const bool isLooking = std::exchange(m_isLooking, false);
    const bool mayGo = prepared.hindrance == OrderHindrance::None;
    if (isLooking) {
        const bool mayWrite = mayGo || prepared.hindrance == OrderHindrance::NotWhole;
        m_next->setEnabled(mayWrite);
        if (!mayWrite)
            say(prepared.hindrance);
        return;
    }
    if (!mayGo) {
        say(prepared.hindrance);
        return;
    }
    m_sheet = prepared.sheet;
    delete m_view;
    m_view = new OrderView(m_sheet, m_steps->widget(1));
    m_sheetPlace->addWidget(m_view);
    m_secretName->setText(m_sheet.takesPin ? tr("Your password or PIN") : tr("Your password"));
    m_secret->clear();
    for (QWidget* part : {static_cast<QWidget*>(m_secretName), static_cast<QWidget*>(m_secret)})
        part->setVisible(m_sheet.asksSecret);
    static_cast<QVBoxLayout*>(m_steps->widget(1)->layout())->insertWidget(5, m_trouble);
    m_sign->setEnabled(true);
    m_steps->setCurrentIndex(1);
    setTabOrder(m_view, m_secret);
    if (m_sheet.asksSecret)
        m_secret->setFocus();
    else
        m_view->setFocus();
    announce(*m_view);
}

void OrderDialog::sign()
{
    if (!m_sign->isEnabled())
        return;
    m_trouble->hide();
    m_sign->setEnabled(false);
    m_client.signOrder(m_sheet.id, m_secret->take());
}

void OrderDialog::onAnswer(const OrderAnswer& answer)
{
    if (answer.id != m_sheet.id || m_steps->currentIndex() != 1)
        return;
    if (answer.hindrance == OrderHindrance::None) {
        Q_EMIT done();
        accept();
        return;
    }
    if (answer.hindrance == OrderHindrance::ReadBackOver)
        toWriting();
    m_sign->setEnabled(true);
    say(answer.hindrance);
    if (m_steps->currentIndex() == 1 && m_sheet.asksSecret)
        m_secret->setFocus();
}

void OrderDialog::say(OrderHindrance hindrance)
{
    m_trouble->setText(orderHindranceText(hindrance, m_start.whom));
    m_trouble->show();
    announce(*m_trouble);
}

}  // namespace sotto::ui
