// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/talk_view.h"

#include "ui/label.h"
#include "ui/mirror.h"
#include "ui/talk_words.h"
#include "ui/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sotto::ui {
namespace {

constexpr double kBar = 3;
constexpr double kPad = 8;
constexpr double kChipPad = 8;
constexpr double kChipGap = 4;

QFont authorFont(const QFont& font)
{
    return fontFor(TextRole::Strong, fontFor(TextRole::Caption, font));
}

double lineHeight(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

}  // namespace

QSizeF quoteSize(const QuotationSnapshot& quotation, const QFont& font, double room)
{
    const auto caption = fontFor(TextRole::Caption, font);
    const auto author = quotedAuthor(quotation);
    const double widest = std::max(QFontMetricsF(authorFont(font)).horizontalAdvance(author),
                                   QFontMetricsF(caption).horizontalAdvance(quotedText(quotation)));
    const double lines =
        lineHeight(caption) + (author.isEmpty() ? 0 : lineHeight(authorFont(font)));
    return {std::min(room, std::ceil(widest) + kBar + 2 * kPad + 2), lines + kPad};
}

void paintQuote(QPainter& painter, const QRectF& where, const QuotationSnapshot& quotation,
                const QFont& font, const Tokens& tokens)
{
    const bool isHere = quotation.state == QuotationSnapshot::State::Here;
    const bool isSensitive = !quotation.labels.isEmpty();
    const auto mark = isSensitive ? tokens.concern : isHere ? tokens.accent : tokens.edge;
    const Mirror in{where, painter.layoutDirection()};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.window);
    painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark);
    painter.drawRoundedRect(in({where.left() + 1, where.top() + 3, kBar, where.height() - 6}), 1.5,
                            1.5);
    auto line = where.adjusted(kBar + kPad, kPad / 2, -kPad, 0);
    const auto width = static_cast<int>(line.width());
    if (const auto author = quotedAuthor(quotation); !author.isEmpty()) {
        const auto bold = authorFont(font);
        line.setHeight(lineHeight(bold));
        painter.setFont(bold);
        painter.setPen(isSensitive ? tokens.concern : tokens.accent);
        in.write(painter, line, elided(author, bold, width));
        line.translate(0, line.height());
    }
    auto caption = fontFor(TextRole::Caption, font);
    caption.setItalic(!isHere);
    line.setHeight(lineHeight(caption));
    painter.setFont(caption);
    painter.setPen(tokens.textSecondary);
    in.write(painter, line, elided(quotedText(quotation), caption, width));
    painter.restore();
}

QList<ReactionChip> layoutReactions(const QList<ReactionSnapshot>& reactions, const QFont& font,
                                    double room)
{
    const auto bold = authorFont(font);
    const QFontMetricsF metrics(bold);
    const double side = std::ceil(metrics.height()) + 2;
    const double height = side + 6;
    QList<ReactionChip> chips;
    double x = 0;
    double y = 0;
    for (const auto& one : reactions) {
        const double sign =
            reactionIcon(one.emoji) ? side : std::ceil(metrics.horizontalAdvance(one.emoji));
        const double count = std::ceil(metrics.horizontalAdvance(QString::number(one.count())));
        const double width = kChipPad + sign + 4 + count + kChipPad;
        if (x > 0 && x + width > room) {
            x = 0;
            y += height + kChipGap;
        }
        chips << ReactionChip{{x, y, width, height}, one};
        x += width + kChipGap;
    }
    return chips;
}

void paintReaction(QPainter& painter, const ReactionChip& chip, const QFont& font,
                   const Tokens& tokens)
{
    const auto bold = authorFont(font);
    const QFontMetricsF metrics(bold);
    const auto& at = chip.where;
    const Mirror in{at, painter.layoutDirection()};
    const bool ours = chip.reaction.ours;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ours ? tokens.accent : tokens.edge, 1));
    painter.setBrush(ours ? tokens.accentWeak : tokens.surface);
    painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), at.height() / 2, at.height() / 2);
    painter.setFont(bold);
    painter.setPen(ours ? tokens.accent : tokens.text);
    double sign = std::ceil(metrics.height()) + 2;
    if (const auto icon = reactionIcon(chip.reaction.emoji)) {
        paintIcon(painter, *icon,
                  in({at.left() + kChipPad, at.center().y() - sign / 2, sign, sign}),
                  ours ? tokens.accent : tokens.text);
    } else {
        sign = std::ceil(metrics.horizontalAdvance(chip.reaction.emoji));
        in.write(painter, {at.left() + kChipPad, at.top(), sign + 1, at.height()},
                 chip.reaction.emoji);
    }
    in.write(painter, at.adjusted(kChipPad + sign + 4, 0, 0, 0),
             QString::number(chip.reaction.count()));
    painter.restore();
}

}  // namespace sotto::ui
