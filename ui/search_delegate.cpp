// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_delegate.h"

#include "ui/avatar.h"
#include "ui/icons.h"
#include "ui/label.h"
#include "ui/search_model.h"
#include "ui/urgency_look.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kPad = 16;
constexpr int kAvatar = 36;
constexpr int kGap = 12;
constexpr int kLines = 2;  // of the text

bool isMessage(const SearchHit& hit)
{
    return hit.kind == SearchHit::Kind::Message || hit.kind == SearchHit::Kind::File;
}

struct HitPainter {
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const SearchHit& hit;
    QString when;
    Tokens tokens;

    void background() const;
    void person() const;
    void title(const QRect& line) const;
    void kind(const QRect& line) const;
    void text(QRect area) const;
    QList<QTextLayout::FormatRange> formats(const QList<TextMark>& marks, int shift) const;
    void lines(QTextLayout& layout, const QRect& area, int most) const;
};

void HitPainter::background() const
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
    }
}

void HitPainter::person() const
{
    const bool rtl = option.direction == Qt::RightToLeft;
    const int left = rtl ? option.rect.right() - kPad - kAvatar : option.rect.left() + kPad;
    paintAvatar(painter, QRectF(left, option.rect.top() + 10, kAvatar, kAvatar),
                {hit.address, titleOf(hit)}, tokens);
}

/// What was found: in bold and in the accent, which no other word of a row has both.
QList<QTextLayout::FormatRange> HitPainter::formats(const QList<TextMark>& marks, int shift) const
{
    QList<QTextLayout::FormatRange> out;
    for (const auto& mark : marks) {
        QTextLayout::FormatRange range;
        range.start = mark.from + shift;
        range.length = mark.length;
        range.format.setFontWeight(QFont::Bold);
        range.format.setForeground(tokens.accent);
        out << range;
    }
    return out;
}

void HitPainter::lines(QTextLayout& layout, const QRect& area, int most) const
{
    QTextOption how;
    how.setTextDirection(option.direction);
    how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(how);
    layout.beginLayout();
    double y = 0;
    for (int i = 0; i < most; ++i) {
        auto line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    painter.save();
    painter.setClipRect(area.adjusted(-2, 0, 2, 0));  // some letters lean out
    layout.draw(&painter, area.topLeft());
    painter.restore();
}

void HitPainter::title(const QRect& line) const
{
    const auto small = fontFor(TextRole::Caption, option.font);
    const int whenWidth = when.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(when) + 8;
    painter.setFont(small);
    painter.setPen(tokens.textSecondary);
    const auto atEnd = QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter);
    painter.drawText(line, static_cast<int>(atEnd), when);
    auto bold = option.font;
    bold.setWeight(QFont::DemiBold);
    QRect room = line.adjusted(0, 0, -whenWidth, 0);
    if (option.direction == Qt::RightToLeft)
        room = line.adjusted(whenWidth, 0, 0, 0);
    QTextLayout layout(elided(titleOf(hit), bold, room.width()), bold);
    layout.setFormats(formats(hit.titleMarks, 0));
    painter.setPen(tokens.text);
    lines(layout, room, 1);
}

void HitPainter::kind(const QRect& line) const
{
    const bool rtl = option.direction == Qt::RightToLeft;
    const QRectF mark(rtl ? line.right() - 16 : line.left(), line.center().y() - 8, 16, 16);
    paintIcon(painter, hit.isRoom ? Icon::People : Icon::Person, mark, tokens.textSecondary);
    painter.setFont(option.font);
    painter.setPen(tokens.textSecondary);
    const auto atStart =
        QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(rtl ? line.adjusted(0, 0, -22, 0) : line.adjusted(22, 0, 0, 0),
                     static_cast<int>(atStart),
                     hit.isRoom ? SearchModel::tr("Team") : SearchModel::tr("Person"));
}

void HitPainter::text(QRect area) const
{
    const bool rtl = option.direction == Qt::RightToLeft;
    int used = 0;
    if (hit.urgency > Urgency::Fyi) {
        const auto look = lookOf(hit.urgency, tokens);
        const auto size = urgencyChipSize(look, option.font);
        const double left = rtl ? area.right() - size.width() : area.left();
        paintUrgencyChip(painter, QPointF(left, area.top()), look, option.font);
        used = static_cast<int>(size.height()) + 4;
    }
    area.setTop(area.top() + used);
    if (hit.kind == SearchHit::Kind::File) {
        const QRectF mark(rtl ? area.right() - 16 : area.left(), area.top() + 1, 16, 16);
        paintIcon(painter, Icon::File, mark, tokens.textSecondary);
        area = rtl ? area.adjusted(0, 0, -22, 0) : area.adjusted(22, 0, 0, 0);
    }
    QStringList head{hit.patient.string(), writerOf(hit)};
    head.removeAll(QString());
    const auto before =
        head.isEmpty() ? QString() : head.join(QStringLiteral(" · ")) + QStringLiteral(": ");
    QTextLayout layout(before + hit.line.string(), option.font);
    layout.setFormats(formats(hit.marks, static_cast<int>(before.size())));
    painter.setPen(tokens.textSecondary);
    lines(layout, area, kLines);
}

int lineHeight(const QStyleOptionViewItem& option)
{
    return option.fontMetrics.height() + 4;
}

void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QString& text)
{
    painter.setFont(fontFor(TextRole::Strong, fontFor(TextRole::Caption, option.font)));
    painter.setPen(tokensFor(option.palette).textSecondary);
    const auto atStart = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignBottom);
    painter.drawText(option.rect.adjusted(kPad, 0, -kPad, -4), static_cast<int>(atStart), text);
}

}  // namespace

void SearchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(SearchModel::HeadingRole).toBool()) {
        paintHeading(*painter, option, index.data().toString());
        painter->restore();
        return;
    }
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    const HitPainter row{*painter, option, hit, index.data(SearchModel::WhenRole).toString(),
                         tokensFor(option.palette)};
    row.background();
    row.person();
    const int line = lineHeight(option);
    const int beside = kPad + kAvatar + kGap;
    const bool rtl = option.direction == Qt::RightToLeft;
    const QRect text = option.rect.adjusted(rtl ? kPad : beside, 8, rtl ? -beside : -kPad, -6);
    row.title({text.topLeft(), QSize(text.width(), line)});
    const QRect rest = text.adjusted(0, line, 0, 0);
    if (isMessage(hit))
        row.text(rest);
    else
        row.kind({rest.topLeft(), QSize(rest.width(), line)});
    painter->restore();
}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.data(SearchModel::HeadingRole).toBool())
        return {160, option.fontMetrics.height() + 16};
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    const int line = lineHeight(option);
    if (!isMessage(hit))
        return {160, std::max(kAvatar + 20, 2 * line + 16)};
    int height = 14 + line + kLines * option.fontMetrics.lineSpacing() + 4;
    if (hit.urgency > Urgency::Fyi)
        height += static_cast<int>(
                      urgencyChipSize(lookOf(hit.urgency, tokensFor(option.palette)), option.font)
                          .height()) +
            4;
    return {160, std::max(kAvatar + 20, height)};
}

}  // namespace sotto::ui
