// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace sotto::ui {

struct MessageLayout;
struct MessageRow;

/// Paints the rows of a MessageListModel as bubbles, notices and cards.
class MessageDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The row that shows all of its evidence and text; one at a time.
    void setExpanded(const QModelIndex& index);

    /// What there is to press at `at`, from the row's upper left corner.
    struct Spot {
        enum class What : std::uint8_t { Nothing, Action, Quote, Reaction };

        What what = What::Nothing;
        QString emoji{};  ///< of a Reaction

        friend bool operator==(const Spot&, const Spot&) = default;
    };

    Spot spotAt(const QStyleOptionViewItem& option, const QModelIndex& index, QPointF at) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    MessageLayout layoutOf(const QStyleOptionViewItem& option, const QModelIndex& index,
                           const MessageRow& row) const;

    QPersistentModelIndex m_expanded;
};

}  // namespace sotto::ui
