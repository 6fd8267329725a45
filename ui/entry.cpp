// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entry.h"

#include "ui/avatar.h"
#include "ui/label.h"
#include "ui/mirror.h"
#include "ui/urgency_look.h"

#include <QPainter>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kPad = 12;
constexpr int kAvatar = 36;
constexpr int kGap = 12;
constexpr int kSign = 20;  // beside the title

struct RowPainter {
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const Entry& entry;
    Tokens tokens;
    QFont bold, caption;
    Mirror mirror;

    void background() const;
    void person() const;
    void firstLine(const QRect& text) const;
    void secondLine(QRect text) const;
    int badge(const QRect& line) const;
};

void RowPainter::background() const
{
    const QRectF box = QRectF(option.rect).adjusted(6, 1, -6, -1);
    const bool selected = option.state & QStyle::State_Selected;
    painter.setPen(Qt::NoPen);
    if (selected || option.state & QStyle::State_MouseOver) {
        painter.setBrush(selected ? tokens.accentWeak : tokens.hover);
        painter.drawRoundedRect(box, kRadius, kRadius);
    }
    if (selected && option.state & QStyle::State_HasFocus) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), kRadius - 1, kRadius - 1);
    } else if (selected) {
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(mirror(QRectF(box.left(), box.top() + 10, 3, box.height() - 20)),
                                1.5, 1.5);
    }
}

void RowPainter::person() const
{
    const auto circle =
        mirror(QRectF(option.rect.left() + kPad + 4, option.rect.center().y() - kAvatar / 2.0 + 0.5,
                      kAvatar, kAvatar));
    paintAvatar(painter, circle, {entry.address, entry.name.isEmpty() ? entry.title : entry.name},
                tokens);
    paintPresence(painter, {circle.right() - 9, circle.bottom() - 9, 10, 10}, entry.presence,
                  tokens);
}

void RowPainter::firstLine(const QRect& text) const
{
    const QFontMetrics small(caption);
    const int whenWidth = small.horizontalAdvance(entry.when);
    painter.setFont(caption);
    painter.setPen(entry.unread > 0 ? tokens.accent : tokens.textSecondary);
    mirror.write(painter, text, entry.when, Qt::AlignRight | Qt::AlignVCenter);
    const int signs = (entry.verified ? 1 : 0) + (entry.pinned ? 1 : 0) + (entry.muted ? 1 : 0);
    const auto title = elided(entry.title, bold, text.width() - whenWidth - 8 - signs * kSign);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    mirror.write(painter, text, title);
    int at = text.left() + QFontMetrics(bold).horizontalAdvance(title) + 4;
    const auto sign = [&](bool isOn, Icon which, const QColor& color) {
        if (!isOn)
            return;
        paintIcon(painter, which, mirror(QRectF(at, text.center().y() - 7, 16, 16)), color);
        at += kSign;
    };
    sign(entry.verified, Icon::Shield, tokens.accent);
    sign(entry.pinned, Icon::Pin, tokens.textSecondary);
    sign(entry.muted, Icon::Muted, tokens.textSecondary);
}

/// The unread count at the end of the line; returns the width that it took.
int RowPainter::badge(const QRect& line) const
{
    if (entry.unread <= 0)
        return 0;
    auto font = caption;
    font.setWeight(QFont::DemiBold);
    const auto count = entry.unread > 99 ? QStringLiteral("99+") : QString::number(entry.unread);
    const QFontMetrics metrics(font);
    const int height = metrics.height() + 4;
    const int width = std::max(height, metrics.horizontalAdvance(count) + 10);
    const auto box = mirror(
        QRectF(line.right() - width + 1, line.center().y() - height / 2.0 + 1, width, height));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    painter.drawRoundedRect(box, height / 2.0, height / 2.0);
    painter.setFont(font);
    painter.setPen(tokens.onAccent);
    painter.drawText(box, Qt::AlignCenter, count);
    return width + 8;
}

void RowPainter::secondLine(QRect text) const
{
    text.setRight(text.right() - badge(text));
    if (entry.urgency > Urgency::Fyi) {
        const auto look = lookOf(entry.urgency, tokens);
        const auto size = urgencyChipSize(look, option.font);
        const QRectF chip(QPointF(text.left(), text.center().y() - size.height() / 2 + 1), size);
        paintUrgencyChip(painter, mirror(chip).topLeft(), look, option.font);
        text.setLeft(text.left() + size.width() + 8);
    }
    painter.setFont(option.font);
    if (!entry.label.isEmpty()) {
        painter.setPen(entry.late ? tokens.stat : tokens.accent);
        mirror.write(painter, text, elided(entry.label, option.font, text.width()));
        text.setLeft(text.left() + QFontMetrics(option.font).horizontalAdvance(entry.label) + 6);
    }
    painter.setPen(entry.unread > 0 ? tokens.text : tokens.textSecondary);
    mirror.write(painter, text, elided(entry.line, option.font, text.width()));
}

void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const Entry& entry)
{
    painter.save();
    painter.setFont(fontFor(TextRole::Strong, fontFor(TextRole::Caption, option.font)));
    painter.setPen(tokensFor(option.palette).textSecondary);
    Mirror{option.rect, option.direction}.write(painter,
                                                option.rect.adjusted(kPad + 4, 0, -kPad, -4),
                                                entry.title, Qt::AlignLeft | Qt::AlignBottom);
    painter.restore();
}

}  // namespace

void EntryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const auto entry = index.data(kEntryRole).value<Entry>();
    if (entry.heading) {
        paintHeading(*painter, option, entry);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    auto bold = option.font;
    bold.setWeight(entry.unread > 0 ? QFont::Bold : QFont::DemiBold);
    const RowPainter row{*painter,
                         option,
                         entry,
                         tokensFor(option.palette),
                         bold,
                         fontFor(TextRole::Caption, option.font),
                         {option.rect, option.direction}};
    row.background();
    row.person();
    const int line = option.fontMetrics.height() + 4;
    const int left = option.rect.left() + kPad + 4 + kAvatar + kGap;
    const QRect text(left, option.rect.center().y() - line - 1,
                     option.rect.right() - kPad - 4 - left, line);
    row.firstLine(text);
    row.secondLine(text.translated(0, line + 4));
    painter->restore();
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.data(kEntryRole).value<Entry>().heading)
        return {160, option.fontMetrics.height() + 16};
    return {160, std::max(kAvatar, 2 * (option.fontMetrics.height() + 4) + 4) + 20};
}

QString spokenText(const Entry& entry)
{
    QStringList parts{entry.title};
    if (entry.urgency > Urgency::Fyi)
        parts << lookOf(entry.urgency, {}).word;
    if (entry.unread > 0)
        parts << EntryDelegate::tr("%n unread", nullptr, entry.unread);
    parts << presenceText(entry.presence, entry.untilMs);
    if (entry.pinned)
        parts << EntryDelegate::tr("kept at the top");
    if (entry.muted)
        parts << EntryDelegate::tr("muted");
    if (entry.verified)
        parts << EntryDelegate::tr("verified");
    if (!entry.label.isEmpty())
        parts << entry.label;
    if (!entry.line.isEmpty())
        parts << entry.line;
    if (!entry.when.isEmpty())
        parts << entry.when;
    return parts.join(QStringLiteral(", "));
}

}  // namespace sotto::ui
