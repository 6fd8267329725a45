// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/avatar.h"

#include "ui/time_text.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace sotto::ui {
namespace {

/// The first thing that a person would call a letter, with its marks.
QString firstLetter(const QString& word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const auto end = finder.toNextBoundary();
    return end > 0 ? word.left(std::min<qsizetype>(end, 4)).toUpper() : QString();
}

class PresenceWords {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::PresenceWords)
};

}  // namespace

QString initialsOf(const QString& name)
{
    QStringList words;
    for (const auto& word : name.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.front().isLetterOrNumber() || word.front().isHighSurrogate())
            words << word;
    }
    if (words.isEmpty())
        return QStringLiteral("?");
    return words.size() == 1 ? firstLetter(words.front())
                             : firstLetter(words.front()) + firstLetter(words.back());
}

void paintAvatar(QPainter& painter, const QRectF& where, const AvatarOf& who, const Tokens& tokens)
{
    const auto colors = avatarColorsFor(who.address, tokens);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.back);
    painter.drawEllipse(where);
    auto font = painter.font();
    font.setPixelSize(std::max(8, static_cast<int>(where.height() * 0.38)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(where, Qt::AlignCenter, initialsOf(who.name));
    painter.restore();
}

void paintPresence(QPainter& painter, const QRectF& where, Presence presence, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.surface);
    painter.drawEllipse(where.adjusted(-2, -2, 2, 2));
    const auto ring = where.adjusted(0.75, 0.75, -0.75, -0.75);
    switch (presence) {
    case Presence::Available:
        painter.setBrush(tokens.accent);
        painter.drawEllipse(where);
        break;
    case Presence::Away:
        painter.setPen(QPen(tokens.concern, 1.5));
        painter.drawEllipse(ring);
        painter.drawLine(where.center(), {where.center().x(), where.top() + 2});
        break;
    case Presence::DoNotDisturb:
        painter.setBrush(tokens.stat);
        painter.drawEllipse(where);
        painter.setPen(QPen(tokens.surface, 1.5));
        painter.drawLine(QPointF(where.left() + 2.5, where.center().y()),
                         QPointF(where.right() - 2.5, where.center().y()));
        break;
    case Presence::Busy:
        painter.setBrush(tokens.concern);
        painter.drawEllipse(where);
        painter.setPen(QPen(tokens.surface, 1.5));
        painter.drawLine(where.center(), {where.center().x(), where.top() + 2.5});
        painter.drawLine(where.center(), {where.right() - 2.5, where.center().y()});
        break;
    case Presence::SignedOut:
        painter.setPen(QPen(tokens.edge, 1.5));
        painter.drawEllipse(ring);
        break;
    }
    painter.restore();
}

QString presenceText(Presence presence, std::int64_t untilMs)
{
    switch (presence) {
    case Presence::Available:
        return PresenceWords::tr("Available");
    case Presence::Away:
        return PresenceWords::tr("Away");
    case Presence::DoNotDisturb:
        return untilMs > 0 ? PresenceWords::tr("Do not disturb until %1").arg(clockText(untilMs))
                           : PresenceWords::tr("Do not disturb");
    case Presence::Busy:
        return PresenceWords::tr("Busy");
    case Presence::SignedOut:
        return PresenceWords::tr("Signed out");
    }
    return {};
}

Avatar::Avatar(int size, QWidget* parent) : QWidget(parent)
{
    setFixedSize(size, size);
}

void Avatar::setPerson(AvatarOf who)
{
    m_who = std::move(who);
    update();
}

void Avatar::setPresence(Presence presence)
{
    m_presence = presence;
    update();
}

void Avatar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto tokens = tokensFor(palette());
    paintAvatar(painter, rect(), m_who, tokens);
    if (m_presence != Presence::Available)
        paintPresence(painter, {width() - 11.0, height() - 11.0, 9, 9}, m_presence, tokens);
}

}  // namespace sotto::ui
