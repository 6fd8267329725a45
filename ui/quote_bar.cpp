// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quote_bar.h"

#include "ui/controls.h"
#include "ui/mirror.h"
#include "ui/talk_view.h"
#include "ui/talk_words.h"

#include <QPainter>
#include <QToolButton>

#include <cmath>

namespace sotto::ui {

QuoteBar::QuoteBar(QWidget* parent)
    : QWidget(parent),
      m_drop(makeIconButton("quoteDrop", Icon::Close, tr("Do not answer that message (Esc)"), this))
{
    setObjectName(QStringLiteral("quoteBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_drop, &QToolButton::clicked, this, &QuoteBar::dropped);
    setQuotation(std::nullopt);
}

void QuoteBar::setQuotation(std::optional<QuotationSnapshot> quotation)
{
    m_quotation = std::move(quotation);
    setVisible(m_quotation.has_value());
    if (!m_quotation)
        return;
    const auto author = quotedAuthor(*m_quotation);
    setAccessibleName(author.isEmpty()
                          ? tr("In answer to: %1").arg(quotedText(*m_quotation))
                          : tr("In answer to %1: %2").arg(author, quotedText(*m_quotation)));
    updateGeometry();
    update();
}

QSize QuoteBar::sizeHint() const
{
    const auto size = m_quotation ? quoteSize(*m_quotation, font(), 4096) : QSizeF();
    return {120, static_cast<int>(std::ceil(size.height()))};
}

QRectF QuoteBar::quoteRect() const
{
    const int end = m_drop->sizeHint().width() + kGrid;
    return Mirror{rect(), layoutDirection()}(QRectF(rect()).adjusted(0, 0, -end, 0));
}

void QuoteBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    if (m_quotation)
        paintQuote(painter, quoteRect(), *m_quotation, font(), tokensFor(palette()));
}

void QuoteBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const auto size = m_drop->sizeHint();
    const QRectF place(width() - size.width(), (height() - size.height()) / 2.0, size.width(),
                       size.height());
    m_drop->setGeometry(Mirror{rect(), layoutDirection()}(place).toRect());
}

}  // namespace sotto::ui
