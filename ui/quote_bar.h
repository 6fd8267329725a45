// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/talk.h"

#include <QWidget>

#include <optional>

class QToolButton;

namespace sotto::ui {

/// Above what is written: the message that it answers. Hidden while it answers none.
class QuoteBar final : public QWidget {
    Q_OBJECT
public:
    explicit QuoteBar(QWidget* parent);

    void setQuotation(std::optional<QuotationSnapshot> quotation);

    const std::optional<QuotationSnapshot>& quotation() const { return m_quotation; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void dropped();  ///< by its cross

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRectF quoteRect() const;

    QToolButton* m_drop;
    std::optional<QuotationSnapshot> m_quotation;
};

}  // namespace sotto::ui
