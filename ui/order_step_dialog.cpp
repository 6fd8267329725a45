// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order_step_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/order_view.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

using Step = OrderStepDialog::Step;

struct StepWords {
    QString title, words, button, back;
};

StepWords wordsOf(Step step, const QString& author)
{
    switch (step) {
    case Step::ReadBack:
        break;
    case Step::Enter:
        return {OrderStepDialog::tr("Entered in the record?"),
                OrderStepDialog::tr("Say so once it stands in the patient\u2019s record, word for "
                                    "word. %1 sees your name and the time.")
                    .arg(author),
                OrderStepDialog::tr("It is in the record"), OrderStepDialog::tr("Not yet")};
    case Step::Cancel:
        return {OrderStepDialog::tr("Cancel this order?"),
                OrderStepDialog::tr("It stays where it is, at both ends, and says that you "
                                    "cancelled it and when. If it may have been carried out, call "
                                    "as well."),
                OrderStepDialog::tr("Cancel the order"), OrderStepDialog::tr("Keep it")};
    }
    return {OrderStepDialog::tr("Read it back"),
            OrderStepDialog::tr("Read all of it aloud, word for word. If anything is unclear, do "
                                "not go on: ask %1. They see your name and the time.")
                .arg(author),
            OrderStepDialog::tr("I have read it back"), OrderStepDialog::tr("Not now")};
}

OrderSheet sheetOf(const MessageSnapshot& m)
{
    OrderSheet sheet;
    sheet.author = m.author;
    sheet.recipient = m.order->recipient;
    sheet.patient = m.patient.value_or(PatientSnapshot{});
    sheet.text = m.text;
    sheet.atMs = m.order->signedAtMs;
    sheet.utcOffsetMin = m.order->utcOffsetMin;
    return sheet;
}

void take(Client& client, MessageId order, Step step)
{
    if (step == Step::Cancel)
        client.recall(order);
    else
        client.answer(order, step == Step::ReadBack ? Answer::Acknowledged : Answer::Completed);
}

}  // namespace

OrderStepDialog::OrderStepDialog(Client& client, const MessageSnapshot& order, Step step,
                                 QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("orderStepDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(560);
    const auto words = wordsOf(step, order.author.isolated());
    auto* view = new OrderView(sheetOf(order), this);
    auto* back = makeButton("orderStepBack", words.back, ButtonKind::Outlined, this);
    auto* go = makeButton("orderStepGo", words.button,
                          step == Step::Cancel ? ButtonKind::Danger : ButtonKind::Primary, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    for (auto* button : {back, go}) {
        button->setAutoDefault(false);  // nobody says it by an Enter that was meant for elsewhere
        row->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(words.title, TextRole::Screen, this));
    layout->addWidget(
        (new Label(words.words, TextRole::Body, Label::Tone::Secondary, this))->wrapped());
    layout->addWidget(view, 1);
    layout->addLayout(row);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, [this, &client, id = order.id, step] {
        take(client, id, step);
        accept();
    });
    // It may be cancelled, or answered on another device, while it is being read.
    connect(&client, &Client::messageChanged, this,
            [this, before = order](const MessageSnapshot& now) {
                const bool isOther = now.id == before.id &&
                    (!now.open || now.acknowledgedAtMs != before.acknowledgedAtMs);
                if (isOther && !before.outgoing)
                    reject();
            });
    view->setFocus();
}

}  // namespace sotto::ui
