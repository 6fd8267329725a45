// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tile.h"

#include "ui/avatar.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/mirror.h"
#include "ui/urgency_look.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace sotto::ui {
namespace {

constexpr int kAvatar = 64;
constexpr int kPad = 20;

}  // namespace

Tile::Tile(QWidget* parent) : QAbstractButton(parent), m_person(false)
{
    setObjectName(QStringLiteral("someoneElse"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Someone else: sign in with another address"));
    resize(tileSize(font()));
}

Tile::Tile(TileSnapshot snapshot, QWidget* parent) : Tile(parent)
{
    m_snapshot = std::move(snapshot);
    m_person = true;
    setObjectName(QStringLiteral("tile"));
    QStringList words{m_snapshot.name.string(), stateText()};
    if (m_snapshot.waiting > 0)
        words << tr("%n new", nullptr, m_snapshot.waiting);
    if (m_snapshot.stat > 0)
        words << tr("%n STAT", nullptr, m_snapshot.stat);
    setAccessibleName(words.join(QStringLiteral(", ")));
}

QSize Tile::tileSize(const QFont& font)
{
    const QFontMetrics title(fontFor(TextRole::Title, font));
    const QFontMetrics body(font);
    return {std::max(196, title.averageCharWidth() * 18),
            kPad + kAvatar + 12 + title.height() + 4 + body.height() + 8 + body.height() + 12 +
                kPad};
}

void Tile::setPulse(bool on)
{
    m_pulse = on;
    update();
}

QString Tile::stateText() const
{
    switch (m_snapshot.state) {
    case TileSnapshot::State::SignedOut:
        switch (m_snapshot.signedOutBy) {
        case TileSnapshot::SignedOutBy::ShiftOver:
            return tr("Sign in again");
        case TileSnapshot::SignedOutBy::NoRoom:
            return tr("Signed out to make room");
        case TileSnapshot::SignedOutBy::Person:
            break;
        }
        return tr("Signed out");
    case TileSnapshot::State::Starting:
        return tr("Starting");
    case TileSnapshot::State::Locked:
        return tr("Locked");
    case TileSnapshot::State::Open:
        return tr("Open");
    }
    return {};
}

void Tile::paintEvent(QPaintEvent*)
{
    const auto tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool stat = m_snapshot.stat > 0;
    const QRectF box = QRectF(rect()).adjusted(2, 2, -2, -2);
    painter.setPen(QPen(stat ? tokens.stat : tokens.line, stat ? 2 : 1));
    painter.setBrush(
        isDown() ? tokens.pressed
                 : (m_pulse ? tokens.statWeak : (underMouse() ? tokens.hover : tokens.surface)));
    painter.drawRoundedRect(box, 12, 12);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    }
    if (m_person)
        paintPerson(painter);
    else
        paintOther(painter);
}

void Tile::paintPerson(QPainter& painter)
{
    const auto tokens = tokensFor(palette());
    const QRectF circle((width() - kAvatar) / 2.0, kPad, kAvatar, kAvatar);
    paintAvatar(painter, circle, {m_snapshot.address, m_snapshot.name.string()}, tokens);
    const auto title = fontFor(TextRole::Title, font());
    QRectF line(12, circle.bottom() + 12, width() - 24, QFontMetricsF(title).height() + 2);
    painter.setFont(title);
    painter.setPen(tokens.text);
    painter.drawText(line, Qt::AlignCenter,
                     elided(m_snapshot.name.string(), title, static_cast<int>(line.width())));
    line = {12, line.bottom() + 2, width() - 24.0, QFontMetricsF(font()).height() + 2};
    const bool locked = m_snapshot.state == TileSnapshot::State::Locked;
    const auto state = stateText();
    painter.setFont(font());
    painter.setPen(tokens.textSecondary);
    const Mirror mirror{line, layoutDirection()};
    mirror.write(painter, line.translated(locked ? 10 : 0, 0), state, Qt::AlignCenter);
    if (locked)
        paintIcon(
            painter, Icon::Lock,
            mirror({line.center().x() - QFontMetricsF(font()).horizontalAdvance(state) / 2 - 12,
                    line.center().y() - 8, 16, 16}),
            tokens.textSecondary);
    line.translate(0, line.height() + 6);
    if (m_snapshot.stat > 0) {
        paintStat(painter);
    } else if (m_snapshot.waiting > 0) {
        painter.setFont(fontFor(TextRole::Strong, font()));
        painter.setPen(tokens.accent);
        painter.drawText(line, Qt::AlignCenter, tr("%n new", nullptr, m_snapshot.waiting));
    }
}

void Tile::paintStat(QPainter& painter)
{
    auto look = lookOf(Urgency::Stat, tokensFor(palette()));
    look.word = tr("%n STAT", nullptr, m_snapshot.stat);
    const auto size = urgencyChipSize(look, font());
    paintUrgencyChip(painter,
                     {(width() - size.width()) / 2.0, height() - kPad - size.height() + 4.0}, look,
                     font());
}

void Tile::paintOther(QPainter& painter)
{
    const auto tokens = tokensFor(palette());
    const QRectF circle((width() - kAvatar) / 2.0, kPad, kAvatar, kAvatar);
    painter.setPen(QPen(tokens.edge, 1.5, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    paintIcon(painter, Icon::Plus, circle.adjusted(20, 20, -20, -20), tokens.accent);
    const auto title = fontFor(TextRole::Title, font());
    const QRectF line(12, circle.bottom() + 12, width() - 24, QFontMetricsF(title).height() + 2);
    painter.setFont(title);
    painter.setPen(tokens.text);
    painter.drawText(line, Qt::AlignCenter, tr("Someone else"));
    painter.setFont(font());
    painter.setPen(tokens.textSecondary);
    painter.drawText(line.translated(0, line.height() + 2), Qt::AlignCenter, tr("Sign in"));
}

bool Tile::mayForget() const
{
    return m_person && m_snapshot.state == TileSnapshot::State::SignedOut;
}

void Tile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Delete && mayForget())
        Q_EMIT forgetRequested();
    else
        QAbstractButton::keyPressEvent(event);
}

void Tile::contextMenuEvent(QContextMenuEvent* event)
{
    const bool mayEnter = m_person && m_emergencyAllowed;
    if (!mayForget() && !mayEnter)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (mayEnter)
        connect(menu->addAction(tr("Emergency access…")), &QAction::triggered, this,
                &Tile::emergencyRequested);
    if (mayForget()) {
        auto* forget = menu->addAction(tr("Remove from this workstation"));
        forget->setShortcut(Qt::Key_Delete);
        connect(forget, &QAction::triggered, this, &Tile::forgetRequested);
    }
    menu->popup(event->globalPos());
}

}  // namespace sotto::ui
