// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_layout.h"

#include "ui/card_text.h"
#include "ui/evidence.h"
#include "ui/file_card.h"
#include "ui/mirror.h"
#include "ui/order_words.h"
#include "ui/patient_words.h"
#include "ui/talk_words.h"
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
constexpr double kFileWidth = 320;
constexpr double kPictureHeight = 200;
constexpr double kFileIcon = 32;
constexpr double kProgress = 4;
constexpr qsizetype kCollapsed = 2000;  // characters before a long text is folded

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::MessageLayout)
};

QString shownText(const MessageRow& row, bool expanded)
{
    const auto& m = row.message;
    if (m.kind == Kind::Undecryptable)
        return cardText(m);
    if (m.attachment)
        return row.fileNote;
    if (m.kind == Kind::System)
        return noticeText(m);
    if (m.recalledAtMs > 0)
        return recalledText(m);
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
            if (m_row.message.attachment)
                placeFile();
            else
                placeBubble();
            placeBelow();
        }
        m_out.height = std::ceil(m_y + 2);
        if (m_in.direction == Qt::RightToLeft)
            mirror();
        return std::move(m_out);
    }

private:
    void mirror();
    void placeSeparators();
    void placeNotice();
    void placeBubble();
    void placeFile();

    double innerWidth() const
    {
        const double room = m_in.width - 2 * kMargin;
        return std::min(kWidest, std::max(200.0, room * 0.74)) - 2 * kPadX;
    }

    /// Height and width of what stands above a message's content; sets the chip.
    QSizeF placeChip();
    /// The first lines: whom it is about, and what holds for sensitive records.
    QSizeF placePatient();

    double chipRoom() const
    {
        return m_row.message.attachment ? std::min(kFileWidth, m_in.width - 2 * kMargin - 2 * kPadX)
                                        : innerWidth();
    }

    /// The bubble of that content, and the time in its corner.
    void placeAround(QSizeF content, double timeWidth);
    void placeBelow();
    void placeReactions();
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
    const bool notice = m_row.message.kind == Kind::System || m_row.message.attachment ||
        m_row.message.recalledAtMs > 0;
    auto font = notice ? m_caption : m_in.font;
    font.setStrikeOut(m_row.message.order && m_row.message.order->cancelledAtMs > 0);
    m_out.text = std::make_unique<QTextLayout>(shownText(m_row, m_in.expanded), font);
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
    // A text from right to left ends at the right of its lines: they are as wide as it is.
    if (m_row.message.kind != Kind::System && m_out.text->text().isRightToLeft() &&
        std::ceil(widest) < width)
        return breakText(std::ceil(widest), align);
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
    const double inner = innerWidth();
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
    } else if (const auto chip = placeChip(); chip.height() > 0) {
        width = std::max(width, chip.width());
        top += chip.height();
    }
    if (m.quotation) {
        const auto quote = quoteSize(*m.quotation, m_in.font, inner);
        m_out.quote = {0, top, quote.width(), quote.height()};
        width = std::max(width, quote.width());
        top += quote.height() + 6;
    }
    double height = top + size.height();
    // The time goes behind the last line if there is room, else below it.
    const bool onward = m_out.text->text().isRightToLeft() == (m_in.direction == Qt::RightToLeft);
    const bool beside = last + 12 + timeWidth <= inner && onward;
    width = beside ? std::max(width, last + 12 + timeWidth) : std::max(width, timeWidth);
    if (!beside)
        height += m_captionHeight;
    if (m.quotation)
        m_out.quote.setWidth(width);
    placeAround({width, height}, timeWidth);
    m_out.textAt = m_out.bubble.topLeft() + QPointF(kPadX, top);
}

QSizeF Layouter::placeChip()
{
    const auto above = placePatient();
    const double top = kPadY + above.height();
    const auto urgency = m_row.message.urgency;
    QSizeF size;
    if (urgency > Urgency::Fyi && m_row.message.recalledAtMs == 0) {
        const auto chip = urgencyChipSize(lookOf(m_row.message, {}), m_in.font);
        m_out.chip = {0, top, double(chip.width()), double(chip.height())};
        size = chip;
    }
    if (!m_row.headline.isEmpty()) {
        const double left = size.isEmpty() ? 0 : size.width() + 8;
        const double height = std::max(size.height(), m_captionHeight + 2);
        const double width =
            std::min(std::ceil(QFontMetricsF(m_caption).horizontalAdvance(m_row.headline)) + 2,
                     std::max(40.0, innerWidth() - left));
        m_out.headline = {left, top, width, height};
        size = {left + width, height};
    }
    if (!size.isEmpty())
        size.rheight() += 6.0;
    return {std::max(size.width(), above.width()), size.height() + above.height()};
}

QSizeF Layouter::placePatient()
{
    const auto& about = m_row.message.patient;
    if (!about)
        return {0, 0};
    const QFontMetricsF bold(fontFor(TextRole::Strong, m_caption));
    const double icon = bold.height() + 14;  // and what is around it
    const double room = chipRoom();
    m_out.patientText = elidedPatient(*about, bold, room - icon - 8);
    const double width =
        std::min(room, std::ceil(bold.horizontalAdvance(m_out.patientText)) + icon + 8);
    m_out.patient = {0, kPadY, width, bold.height() + 6};
    QSizeF size(width, m_out.patient.height() + 5);
    m_out.sensitiveText = sensitiveNotice(about->labels);
    if (m_out.sensitiveText.isEmpty())
        return size;
    const auto notice = QFontMetricsF(m_caption).boundingRect(
        QRectF(0, 0, room, 1000), static_cast<int>(Qt::TextWordWrap), m_out.sensitiveText);
    m_out.sensitive = {0, kPadY + size.height(), std::ceil(notice.width()) + 1,
                       std::ceil(notice.height())};
    return {std::max(width, m_out.sensitive.width()), size.height() + m_out.sensitive.height() + 5};
}

void Layouter::placeAround(QSizeF content, double timeWidth)
{
    const double height = content.height() + kPadY - 1;
    const double full = content.width() + 2 * kPadX;
    const double x = m_row.message.outgoing ? m_in.width - kMargin - full : kMargin;
    m_out.bubble = {x, line(height), full, height};
    for (auto* part :
         {&m_out.chip, &m_out.headline, &m_out.patient, &m_out.sensitive, &m_out.quote})
        part->translate(part->isEmpty() ? QPointF() : m_out.bubble.topLeft() + QPointF(kPadX, 0));
    m_out.time = {m_out.bubble.right() - kPadX - timeWidth,
                  m_out.bubble.bottom() - kPadY - m_captionHeight + 1, timeWidth, m_captionHeight};
}

void Layouter::placeFile()
{
    const auto& file = *m_row.message.attachment;
    const double width = std::min(kFileWidth, m_in.width - 2 * kMargin - 2 * kPadX);
    double y = kPadY + placeChip().height();
    if (m_row.showsPicture) {
        m_out.picture = {0, y, width, kPictureHeight};
        y += kPictureHeight + 8;
    }
    const double name = QFontMetricsF(fontFor(TextRole::Strong, m_in.font)).height();
    m_out.fileIcon = {0, y + (name + m_captionHeight - kFileIcon) / 2, kFileIcon, kFileIcon};
    m_out.fileName = {kFileIcon + 10, y, width - kFileIcon - 10, name};
    m_out.fileDetail = {kFileIcon + 10, y + name, width - kFileIcon - 10, m_captionHeight};
    y += name + m_captionHeight + 4;
    if (isMoving(file)) {
        m_out.progress = {0, y + 2, width, kProgress};
        y += kProgress + 6;
    }
    const auto [note, last] = breakText(width, {});
    const double noteAt = y;
    y += m_row.fileNote.isEmpty() ? 0 : note.height() + 2;
    const double timeWidth =
        std::ceil(QFontMetricsF(m_caption).horizontalAdvance(clockText(m_row.message.sentAtMs)));
    placeAround({width, y + m_captionHeight}, timeWidth);
    const auto origin = m_out.bubble.topLeft() + QPointF(kPadX, 0);
    for (auto* part :
         {&m_out.picture, &m_out.fileIcon, &m_out.fileName, &m_out.fileDetail, &m_out.progress}) {
        if (!part->isEmpty())
            part->translate(origin);
    }
    m_out.textAt = origin + QPointF(0, noteAt);
}

/// At the side of the bubble, from its edge inwards.
void Layouter::placeReactions()
{
    const auto& m = m_row.message;
    if (m.reactions.isEmpty())
        return;
    const double room = std::min(kWidest, m_in.width - 2 * kMargin);
    m_out.reactions = layoutReactions(m.reactions, m_in.font, room);
    QRectF all;
    for (const auto& chip : m_out.reactions)
        all |= chip.where;
    const double x = m.outgoing ? m_in.width - kMargin - all.width() : kMargin;
    const double y = line(all.height() + 6) + 4;
    for (auto& chip : m_out.reactions)
        chip.where.translate(x, y);
}

void Layouter::placeBelow()
{
    const auto& m = m_row.message;
    const auto evidence = evidenceOf(m);
    placeReactions();
    if (m_in.expanded)
        m_out.evidenceLines = fullEvidence(m, std::max(m.sentAtMs, m.relayedAtMs));
    else if (m_row.showsEvidence && evidence)
        m_out.evidenceLines = {evidence->text};
    if (m.order)
        m_out.evidenceLines.prepend(orderSignatureText(m));
    if (m_in.expanded)
        m_out.evidenceLines = reactionLines(m) + m_out.evidenceLines;
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

/// Everything stands at the other side; a text keeps its own lines, which are turned already.
void Layouter::mirror()
{
    const Mirror turn{{0, 0, m_in.width, m_out.height}, m_in.direction};
    const double inset = m_out.textAt.x() - m_out.bubble.left();
    for (auto* part : {&m_out.day, &m_out.unreadLine, &m_out.author, &m_out.bubble, &m_out.chip,
                       &m_out.headline, &m_out.time, &m_out.evidence, &m_out.action, &m_out.patient,
                       &m_out.sensitive, &m_out.picture, &m_out.fileIcon, &m_out.fileName,
                       &m_out.fileDetail, &m_out.progress, &m_out.quote})
        if (!part->isEmpty())
            *part = turn(*part);
    for (auto& chip : m_out.reactions)
        chip.where = turn(chip.where);
    if (m_row.message.kind == Kind::System)
        return;  // in the middle
    const bool rtl = m_out.text->text().isRightToLeft();
    const double width = m_out.text->lineCount() > 0 ? m_out.text->lineAt(0).width() : 0;
    m_out.textAt.setX(rtl ? m_out.bubble.right() - inset - width : m_out.bubble.left() + inset);
}

}  // namespace

MessageLayout layoutMessage(const MessageRow& row, const LayoutInput& input)
{
    return Layouter(row, input).run();
}

}  // namespace sotto::ui
