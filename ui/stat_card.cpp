// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat_card.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScreen>

namespace sotto::ui {

StatCard::StatCard(Place place)
    : QWidget(nullptr, Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint)
{
    setObjectName(QStringLiteral("statCard"));
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_MacAlwaysShowToolWindow);
    setAttribute(Qt::WA_QuitOnClose, false);
    setWindowTitle(tr("Sotto"));
    const auto tokens = tokensFor(palette());
    const bool locked = place == Place::Station;
    auto* picture = new IconView(Icon::Stat, tokens.stat, this);
    picture->setFixedSize(32, 32);
    auto* title = new Label(tr("STAT message waiting"), TextRole::Title, Label::Tone::Danger, this);
    auto* line = new Label(locked ? tr("Unlock to read") : tr("Open it to acknowledge"),
                           TextRole::Body, this);
    auto* button =
        makeButton("openStat", locked ? tr("Unlock") : tr("Open"), ButtonKind::Danger, this);
    auto* words = new QVBoxLayout;
    words->setSpacing(kGrid / 2);
    words->addWidget(title);
    words->addWidget(line);
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 5, 4, 4);
    layout->addWidget(picture);
    layout->addLayout(words);
    layout->addSpacing(2 * kGrid);
    layout->addWidget(button);
    setAccessibleName(title->text());
    connect(button, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT chosen();
    });
}

void StatCard::ring()
{
    adjustSize();
    if (const auto* where = QGuiApplication::primaryScreen())
        move(where->availableGeometry().topRight() - QPoint(width() + 24, -24));
    show();
    raise();
    QApplication::beep();
    announce(*this);
}

void StatCard::paintEvent(QPaintEvent*)
{
    const auto tokens = tokensFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.statWeak);
    painter.setPen(QPen(tokens.stat, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

}  // namespace sotto::ui
