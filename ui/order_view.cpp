// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order_view.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/order_words.h"
#include "ui/patient_words.h"

#include <QFrame>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kTallest = 320;

QString personText(const SafeText& name, const QString& address)
{
    return name.isEmpty() ? address : name.isolated() + QStringLiteral(" · ") + address;
}

}  // namespace

OrderView::OrderView(const OrderSheet& sheet, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("orderView"));
    auto* card = makeSurface("card", this);
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(4 * kGrid, 4 * kGrid, 4 * kGrid, 4 * kGrid);
    grid->setHorizontalSpacing(4 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    grid->setColumnStretch(1, 1);
    QStringList spoken;
    const auto add = [&](const QString& what, const QString& words, TextRole role) {
        const int row = grid->rowCount();
        auto* name = new Label(what, TextRole::Caption, Label::Tone::Secondary, card);
        auto* text = (new Label(words, role, card))->wrapped();
        text->setAccessibleName(what + QStringLiteral(": ") + words);
        grid->addWidget(name, row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(text, row, 1);
        spoken << what + QStringLiteral(": ") + words;
    };
    add(tr("Patient"), patientWords(sheet.patient), TextRole::Strong);
    add(tr("Order"), sheet.text.string(), TextRole::Title);
    add(tr("Given by"), personText(sheet.author, sheet.authorAddress), TextRole::Body);
    add(tr("To"), personText(sheet.recipient, sheet.recipientAddress), TextRole::Body);
    add(tr("At"), orderTimeText(sheet.atMs, sheet.utcOffsetMin), TextRole::Body);
    m_spoken = spoken.join(QStringLiteral(", "));
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("orderScroll"));
    scroll->setAccessibleName(m_spoken);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(card);
    scroll->setMinimumHeight(qMin(kTallest, card->sizeHint().height() + 2 * kGrid));
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(scroll);
    setFocusProxy(scroll);
}

}  // namespace sotto::ui
