// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_layout.h"

#include "ui/card_text.h"
#include "ui/evidence.h"
#include "ui/time_text.h"
#include "ui/urgency_look.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace sotto::ui {
namespace {

using Kind = MessageSnapshot::Kind;

constexpr double kMargin = 24;
constexpr double kPadX = 12;
constexpr double kPadY = 8;
constexpr double kWidest = 620;
constexpr qsizetype kCollapsed = 2000;  // characters before a long text is folded

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::MessageLayout)
};

QString shownText(const MessageRow& row, bool expanded)
{
    const auto& m = row.message;
    if (m.kind == Kind::Undecryptable)
        return cardText(m);
    if (expanded || m.text.string().size() <= kCollapsed)
        return m.text.string();
    auto cut = m.text.string().left(kCollapsed);
    if (cut.back().isHighSurrogate())
        cut.chop(1);
    return cut + QStringLiteral("…\n") + Words::tr("Long message: select it to read all of it.");
}

class Layouter {
public:
    Layouter(const MessageRow& row, const LayoutInput& input)
        : m_row(row),
          m_in(input),
          m_caption(fontFor(TextRole::Caption, input.font)),
          m_captionHeight(QFontMetricsF(m_caption).height())
    {
    }

    MessageLayout run()
    {
        placeSeparators();
        if (m_row.message.kind == Kind::System) {
            placeNotice();
        } else {
            placeBubble();
            placeBelow();
        }
        m_out.height = std::ceil(m_y + 2);
        return std::move(m_out);
    }

private:
    void placeSeparators();
    void placeNotice();
    void placeBubble();
    void placeBelow();
    /// Breaks the text into lines; returns its size and the width of its last line.
    std::pair<QSizeF, double> breakText(double width, Qt::Alignment align);

    double line(double height)
    {
        const double at = m_y;
        m_y += height;
        return at;
    }

    const MessageRow& m_row;
    const LayoutInput& m_in;
    QFont m_caption;
    double m_captionHeight;
    MessageLayout m_out;
    double m_y = 0;
};

void Layouter::placeSeparators()
{
    if (m_row.startsDay) {
        line(8);
        m_out.day = {kMargin, line(m_captionHeight + 12), m_in.width - 2 * kMargin,
                     m_captionHeight + 12};
    }
    if (m_row.unreadAbove)
        m_out.unreadLine = {kMargin, line(m_captionHeight + 12), m_in.width - 2 * kMargin,
                            m_captionHeight + 12};
    line(m_row.startsGroup ? 10 : 3);
    if (m_row.showsAuthor)
        m_out.author = {kMargin + 2, line(m_captionHeight + 4), m_in.width - 2 * kMargin,
                        m_captionHeight};
}

std::pair<QSizeF, double> Layouter::breakText(double width, Qt::Alignment align)
{
    const bool notice = m_row.message.kind == Kind::System;
    m_out.text = std::make_unique<QTextLayout>(shownText(m_row, m_in.expanded),
                                               notice ? m_caption : m_in.font);
    // QTextLayout breaks lines only at U+2028.
    auto text = m_out.text->text();
    m_out.text->setText(text.replace(QLatin1Char('\n'), QChar(QChar::LineSeparator)));
    QTextOption option(align);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    m_out.text->setTextOption(option);
    double widest = 0;
    double last = 0;
    double y = 0;
    m_out.text->beginLayout();
    for (auto l = m_out.text->createLine(); l.isValid(); l = m_out.text->createLine()) {
        l.setLineWidth(width);
        l.setPosition({0, y});
        y += std::ceil(l.height()) + 1;
        last = l.naturalTextWidth();
        widest = std::max(widest, last);
    }
    m_out.text->endLayout();
    return {QSizeF(std::ceil(widest), y), last};
}

void Layouter::placeNotice()
{
    const double width = std::min(kWidest, m_in.width - 4 * kMargin);
    const auto [size, last] = breakText(width, Qt::AlignHCenter);
    m_out.textAt = {(m_in.width - width) / 2, m_y + 4};
    line(size.height() + 10);
}

void Layouter::placeBubble()
{
    const auto& m = m_row.message;
    const double room = m_in.width - 2 * kMargin;
    const double inner = std::min(kWidest, std::max(200.0, room * 0.74)) - 2 * kPadX;
    const auto [size, last] = breakText(std::min(inner, room - 2 * kPadX), {});
    const double timeWidth =
        std::ceil(QFontMetricsF(m_caption).horizontalAdvance(clockText(m.sentAtMs)));
    double width = size.width();
    double top = kPadY;
    if (m.kind == Kind::Undecryptable) {
        m_out.heading = cardHeading(m);
        auto bold = fontFor(TextRole::Strong, m_in.font);
        const QFontMetricsF metrics(bold);
        width = std::max(width, std::min(inner, metrics.horizontalAdvance(m_out.heading) + 28));
        m_out.chip = {0, top, width, metrics.height()};
        top += metrics.height() + 4;
    } else if (m.urgency > Urgency::Fyi) {
        const auto chip = urgencyChipSize(lookOf(m.urgency, {}), m_in.font);
        m_out.chip = {0, top, double(chip.width()), double(chip.height())};
        width = std::max(width, double(chip.width()));
        top += chip.height() + 6;
    }
    double height = top + size.height();
    // The time goes behind the last line if there is room, else below it.
    const bool beside = last + 12 + timeWidth <= inner && !m_out.text->text().isRightToLeft();
    width = beside ? std::max(width, last + 12 + timeWidth) : std::max(width, timeWidth);
    if (!beside)
        height += m_captionHeight;
    height += kPadY - 1;
    const double full = width + 2 * kPadX;
    const double x = m.outgoing ? m_in.width - kMargin - full : kMargin;
    m_out.bubble = {x, line(height), full, height};
    m_out.chip.translate(m_out.chip.isEmpty() ? QPointF()
                                              : m_out.bubble.topLeft() + QPointF(kPadX, 0));
    m_out.textAt = m_out.bubble.topLeft() + QPointF(kPadX, top);
    m_out.time = {m_out.bubble.right() - kPadX - timeWidth,
                  m_out.bubble.bottom() - kPadY - m_captionHeight + 1, timeWidth, m_captionHeight};
}

void Layouter::placeBelow()
{
    const auto& m = m_row.message;
    const auto evidence = evidenceOf(m);
    if (m_in.expanded)
        m_out.evidenceLines = fullEvidence(m, std::max(m.sentAtMs, m.relayedAtMs));
    else if (m_row.showsEvidence && evidence)
        m_out.evidenceLines = {evidence->text};
    if (!m_out.evidenceLines.isEmpty()) {
        const auto height = static_cast<double>(m_out.evidenceLines.size()) * (m_captionHeight + 2);
        m_out.evidence = {kMargin + 2, line(height + 4) + 3, m_in.width - 2 * kMargin - 4, height};
    }
    if (m_row.action == RowAction::None)
        return;
    const auto bold = fontFor(TextRole::Strong, m_in.font);
    const double width = QFontMetricsF(bold).horizontalAdvance(actionText(m_row.action)) + 52;
    const double height = QFontMetricsF(bold).height() + 14;
    const double x = m.outgoing ? m_in.width - kMargin - width : kMargin;
    line(6);
    m_out.action = {x, line(height + 4), width, height};
}

}  // namespace

MessageLayout layoutMessage(const MessageRow& row, const LayoutInput& input)
{
    return Layouter(row, input).run();
}

}  // namespace sotto::ui
