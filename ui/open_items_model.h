// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/open_items.h"
#include "core/base/clock.h"
#include "ui/conversation_list_model.h"

#include <QAbstractListModel>

#include <vector>

namespace sotto::ui {

/// The page "Open items": what waits for us, the most urgent first; then conversations with
/// something unread; then what we wait for. A line stands above each of the three.
class OpenItemsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    /// `conversations` outlives this; refresh() after it has changed.
    OpenItemsModel(ConversationListModel& conversations, const Clock& clock);

    void setItems(const QList<OpenItemSnapshot>& items);
    /// Stays in the list although it was just read.
    void setCurrent(ConversationId id);
    void refresh();

    int countForUs() const;  ///< items that wait for us, and conversations with something unread

    /// The first row of that conversation; invalid: not here.
    QModelIndex indexOf(ConversationId id) const;
    /// The next row up or down that can be chosen; invalid: none.
    QModelIndex next(const QModelIndex& from, int rows) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        Entry entry;
        ConversationId conversation{};
        MessageId message{};
    };

    void addSection(const QString& heading, const std::vector<Row>& rows);
    bool isOverdueOrder(const OpenItemSnapshot& item) const;
    std::vector<Row> overdueOrders() const;
    std::vector<Row> itemRows(bool forUs) const;
    std::vector<Row> unreadRows() const;
    Row rowOf(const OpenItemSnapshot& item) const;

    bool isHeading(int row) const { return m_rows[static_cast<std::size_t>(row)].entry.heading; }

    ConversationListModel& m_conversations;
    const Clock& m_clock;
    ConversationFilter m_unread;
    QList<OpenItemSnapshot> m_items;
    std::vector<Row> m_rows;
};

}  // namespace sotto::ui
