// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_delegate.h"

#include "ui/evidence.h"
#include "ui/file_card.h"
#include "ui/label.h"
#include "ui/message_layout.h"
#include "ui/mirror.h"
#include "ui/order_words.h"
#include "ui/time_text.h"
#include "ui/urgency_look.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sotto::ui {
namespace {

using Kind = MessageSnapshot::Kind;

MessageRow rowAt(const QModelIndex& index)
{
    return static_cast<const MessageListModel*>(index.model())->rowAt(index.row());
}

Icon actionIcon(RowAction action)
{
    switch (action) {
    case RowAction::ReadBack:
    case RowAction::EnterOrder:
    case RowAction::CancelOrder:
    case RowAction::Acknowledge:
    case RowAction::Accept:
    case RowAction::Finish:
        return Icon::Acknowledge;
    case RowAction::Download:
        return Icon::Download;
    case RowAction::CancelTransfer:
        return Icon::Close;
    case RowAction::OpenPicture:
        return Icon::Eye;
    case RowAction::SaveFile:
        return Icon::Save;
    case RowAction::None:
    case RowAction::ShowEvidence:
    case RowAction::AskResend:
    case RowAction::Retry:
        break;
    }
    return Icon::Send;
}

/// Draws one row; the painter stands at the row's upper left corner.
class BubblePainter {
public:
    BubblePainter(QPainter& painter, const QStyleOptionViewItem& option, const MessageRow& row,
                  const MessageLayout& layout)
        : m_p(painter),
          m_option(option),
          m_row(row),
          m_layout(layout),
          m_tokens(tokensFor(option.palette)),
          m_caption(fontFor(TextRole::Caption, option.font))
    {
    }

    void paint(std::int64_t nowMs)
    {
        separators(nowMs);
        if (!m_layout.author.isEmpty())
            write(m_layout.author, m_row.message.author.string(),
                  fontFor(TextRole::Strong, m_caption), m_tokens.textSecondary);
        if (m_row.message.kind != Kind::System)
            bubble();
        if (m_row.message.attachment)
            file();
        if (!m_layout.quote.isEmpty())
            paintQuote(m_p, m_layout.quote, *m_row.message.quotation, m_option.font, m_tokens);
        text();
        for (const auto& chip : m_layout.reactions)
            paintReaction(m_p, chip, m_option.font, m_tokens);
        evidence();
        button();
    }

private:
    void separators(std::int64_t nowMs);
    void rule(const QRectF& where, const QString& word, const QColor& color);
    void bubble();
    void patient();
    void file();
    void picture();
    void text();
    void evidence();
    void button();
    void write(const QRectF& where, const QString& text, const QFont& font, const QColor& color,
               Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter);

    /// Places within that box, which itself is where it belongs already.
    Mirror in(const QRectF& box) const { return {box, m_option.direction}; }

    QPainter& m_p;
    const QStyleOptionViewItem& m_option;
    const MessageRow& m_row;
    const MessageLayout& m_layout;
    Tokens m_tokens;
    QFont m_caption;
};

void BubblePainter::write(const QRectF& where, const QString& text, const QFont& font,
                          const QColor& color, Qt::Alignment align)
{
    m_p.setFont(font);
    m_p.setPen(color);
    m_p.drawText(where, in(where).align(align), text);
}

void BubblePainter::rule(const QRectF& where, const QString& word, const QColor& color)
{
    const double half = QFontMetricsF(m_caption).horizontalAdvance(word) / 2 + 12;
    const double y = std::round(where.center().y()) + 0.5;
    m_p.setPen(QPen(color == m_tokens.textSecondary ? m_tokens.line : color, 1));
    m_p.drawLine(QPointF(where.left(), y), QPointF(where.center().x() - half, y));
    m_p.drawLine(QPointF(where.center().x() + half, y), QPointF(where.right(), y));
    write(where, word, fontFor(TextRole::Strong, m_caption), color, Qt::AlignCenter);
}

void BubblePainter::separators(std::int64_t nowMs)
{
    if (!m_layout.day.isEmpty())
        rule(m_layout.day, dayText(m_row.message.sentAtMs, nowMs), m_tokens.textSecondary);
    if (!m_layout.unreadLine.isEmpty())
        rule(m_layout.unreadLine, MessageDelegate::tr("New"), m_tokens.accent);
}

void BubblePainter::bubble()
{
    const auto& m = m_row.message;
    const bool card = m.kind == Kind::Undecryptable;
    const auto look = lookOf(m, m_tokens);
    const bool loud = !card && m.urgency == Urgency::Stat;
    QPen edge(loud ? look.color : (m.outgoing ? m_tokens.accentWeak : m_tokens.line), 1);
    if (m.mentionsUs && !loud && m.recalledAtMs == 0)
        edge = QPen(m_tokens.accent, 1.5);
    if (card)
        edge = QPen(m_tokens.edge, 1, Qt::DashLine);
    m_p.setPen(edge);
    m_p.setBrush(m.outgoing ? m_tokens.accentWeak : m_tokens.surface);
    m_p.drawRoundedRect(m_layout.bubble.adjusted(0.5, 0.5, -0.5, -0.5), kBubbleRadius,
                        kBubbleRadius);
    if (m_option.state & QStyle::State_Selected) {
        const bool focus = m_option.state & QStyle::State_HasFocus;
        m_p.setPen(QPen(focus ? m_tokens.accent : m_tokens.edge, focus ? 2 : 1));
        m_p.setBrush(Qt::NoBrush);
        m_p.drawRoundedRect(m_layout.bubble.adjusted(-2, -2, 2, 2), kBubbleRadius + 2,
                            kBubbleRadius + 2);
    }
    if (card) {
        const auto& at = m_layout.chip;
        paintIcon(m_p, Icon::Warning, in(at)({at.left(), at.center().y() - 9, 18, 18}),
                  m_tokens.concern);
        const auto bold = fontFor(TextRole::Strong, m_option.font);
        write(in(at)(at.adjusted(26, 0, 0, 0)),
              elided(m_layout.heading, bold, static_cast<int>(at.width() - 24)), bold,
              m_tokens.text);
    } else if (!m_layout.chip.isEmpty()) {
        paintUrgencyChip(m_p, m_layout.chip.topLeft(), look, m_option.font);
    }
    if (!m_layout.headline.isEmpty())
        write(m_layout.headline,
              elided(m_row.headline, m_caption, static_cast<int>(m_layout.headline.width())),
              m_caption, m_row.late ? m_tokens.stat : m_tokens.textSecondary);
    write(m_layout.time, clockText(m.sentAtMs), m_caption, m_tokens.textSecondary);
    if (!m_layout.patient.isEmpty())
        patient();
}

void BubblePainter::patient()
{
    const auto& at = m_layout.patient;
    const bool isSensitive = !m_layout.sensitive.isEmpty();
    m_p.setPen(QPen(isSensitive ? m_tokens.concern : m_tokens.edge, 1));
    m_p.setBrush(m_tokens.surface);
    m_p.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const auto bold = fontFor(TextRole::Strong, m_caption);
    const double side = QFontMetricsF(bold).height();
    paintIcon(m_p, Icon::Person, in(at)({at.left() + 6, at.center().y() - side / 2, side, side}),
              isSensitive ? m_tokens.concern : m_tokens.accent);
    write(in(at)(at.adjusted(side + 12, 0, 0, 0)), m_layout.patientText, bold, m_tokens.text);
    if (!isSensitive)
        return;
    m_p.setFont(m_caption);
    m_p.setPen(m_tokens.concern);
    m_p.drawText(m_layout.sensitive, static_cast<int>(Qt::TextWordWrap), m_layout.sensitiveText);
}

void BubblePainter::file()
{
    const auto& file = *m_row.message.attachment;
    if (!m_layout.picture.isEmpty())
        picture();
    const auto which = fileIcon(file);
    paintIcon(m_p, which, m_layout.fileIcon.adjusted(4, 4, -4, -4),
              which == Icon::Warning ? m_tokens.concern : m_tokens.accent);
    const auto bold = fontFor(TextRole::Strong, m_option.font);
    write(m_layout.fileName,
          QFontMetricsF(bold).elidedText(file.name.string(), Qt::ElideMiddle,
                                         m_layout.fileName.width()),
          bold, m_tokens.text);
    write(m_layout.fileDetail, fileDetail(file), m_caption, m_tokens.textSecondary);
    if (m_layout.progress.isEmpty())
        return;
    auto done = m_layout.progress;
    done.setWidth(done.width() * file.permille / 1000);
    done = in(m_layout.progress)(done);
    m_p.setPen(Qt::NoPen);
    for (const auto& [where, color] :
         {std::pair{m_layout.progress, m_tokens.line}, std::pair{done, m_tokens.accent}}) {
        m_p.setBrush(color);
        m_p.drawRoundedRect(where, 2, 2);
    }
}

void BubblePainter::picture()
{
    const auto& room = m_layout.picture;
    m_p.setPen(Qt::NoPen);
    m_p.setBrush(m_tokens.window);
    m_p.drawRoundedRect(room, kRadius, kRadius);
    if (m_row.picture.isNull()) {
        const QRectF middle(room.center() - QPointF(16, 16), QSizeF(32, 32));
        paintIcon(m_p, Icon::Picture, middle, m_tokens.edge);
        return;
    }
    auto size = QSizeF(m_row.picture.size());
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    QRectF where(QPointF(), size);
    where.moveCenter(room.center());
    m_p.setRenderHint(QPainter::SmoothPixmapTransform);
    m_p.drawImage(where, m_row.picture);
}

void BubblePainter::text()
{
    const bool ours = m_row.message.kind != Kind::Text || m_row.message.attachment ||
        m_row.message.recalledAtMs > 0;
    m_p.setPen(ours ? m_tokens.textSecondary : m_tokens.text);
    m_layout.text->draw(&m_p, m_layout.textAt);
}

void BubblePainter::evidence()
{
    if (m_layout.evidence.isEmpty())
        return;
    const auto known = evidenceOf(m_row.message);
    const auto color = known && known->trouble ? m_tokens.stat : m_tokens.textSecondary;
    const QFontMetricsF metrics(m_caption);
    const double lineHeight =
        m_layout.evidence.height() / static_cast<double>(m_layout.evidenceLines.size());
    auto where = m_layout.evidence;
    where.setHeight(lineHeight);
    for (const auto& lineText : m_layout.evidenceLines) {
        const bool last = &lineText == &m_layout.evidenceLines.back();
        const double icon = last && known ? metrics.height() + 4 : 0;
        const double width = metrics.horizontalAdvance(lineText);
        const double x = m_row.message.outgoing ? where.right() - width : where.left() + icon;
        write(in(where)({x, where.top(), width + 2, lineHeight}), lineText, m_caption, color);
        if (icon > 0)
            paintIcon(m_p, known->icon,
                      in(where)({x - icon, where.center().y() - metrics.height() / 2,
                                 metrics.height(), metrics.height()}),
                      color);
        where.translate(0, lineHeight);
    }
}

void BubblePainter::button()
{
    if (m_layout.action.isEmpty())
        return;
    const bool stat =
        m_row.action == RowAction::Acknowledge && m_row.message.urgency == Urgency::Stat;
    const auto color = stat ? m_tokens.stat : m_tokens.text;
    m_p.setPen(QPen(stat ? m_tokens.stat : m_tokens.edge, 1));
    m_p.setBrush(stat ? m_tokens.statWeak : m_tokens.surface);
    m_p.drawRoundedRect(m_layout.action.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    const auto& at = m_layout.action;
    paintIcon(m_p, actionIcon(m_row.action), in(at)({at.left() + 12, at.center().y() - 9, 18, 18}),
              color);
    write(in(at)(at.adjusted(36, 0, 0, 0)), actionText(m_row.action),
          fontFor(TextRole::Strong, m_option.font), color);
}

}  // namespace

void MessageDelegate::setExpanded(const QModelIndex& index)
{
    const QModelIndex before = m_expanded;
    if (before == index)
        return;
    m_expanded = index;
    for (const auto& changed : {before, index}) {
        if (changed.isValid())
            Q_EMIT sizeHintChanged(changed);
    }
}

MessageLayout MessageDelegate::layoutOf(const QStyleOptionViewItem& option,
                                        const QModelIndex& index, const MessageRow& row) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const double width = view ? view->viewport()->width() : option.rect.width();
    return layoutMessage(row, {option.font, width, m_expanded == index, option.direction});
}

void MessageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto row = rowAt(index);
    const auto layout = layoutOf(option, index, row);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(option.rect.topLeft());
    BubblePainter(*painter, option, row, layout)
        .paint(static_cast<const MessageListModel*>(index.model())->nowMs());
    painter->restore();
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {120, static_cast<int>(layoutOf(option, index, rowAt(index)).height)};
}

/// A picture that the row's button opens is that button, too.
MessageDelegate::Spot MessageDelegate::spotAt(const QStyleOptionViewItem& option,
                                              const QModelIndex& index, QPointF at) const
{
    using What = Spot::What;
    const auto row = rowAt(index);
    const auto layout = layoutOf(option, index, row);
    if (layout.action.contains(at) ||
        (row.action == RowAction::OpenPicture && layout.picture.contains(at)))
        return {What::Action};
    if (layout.quote.contains(at))
        return {What::Quote};
    for (const auto& chip : layout.reactions)
        if (chip.where.contains(at))
            return {What::Reaction, chip.reaction.emoji};
    return {};
}

bool MessageDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                                const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto now = static_cast<const MessageListModel*>(index.model())->nowMs();
    // Words and times of ours only; no character of a peer's: who set a sign stands in the row
    // when it is chosen.
    const auto row = rowAt(index);
    auto lines = fullEvidence(row.message, now);
    if (!row.message.reactions.isEmpty())
        lines << tr("A reaction acknowledges nothing. Choose the message to see who set it.");
    QToolTip::showText(event->globalPos(), lines.join(QLatin1Char('\n')), view);
    return true;
}

}  // namespace sotto::ui
