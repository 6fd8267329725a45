// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/entry.h"

#include <QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace sotto::ui {

/// All conversations, newest first.
class ConversationListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    ConversationListModel(const Clock& clock, QObject* parent);

    void load(const QList<ConversationSnapshot>& conversations);
    void change(const ConversationSnapshot& conversation);  ///< new, or moved to its place

    const ConversationSnapshot* find(ConversationId id) const;
    QModelIndex indexOf(ConversationId id) const;
    int openItems() const;  ///< conversations with something unread
    /// The newest conversation in which a STAT message is unread.
    std::optional<ConversationId> firstStat() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    using Rows = std::vector<ConversationSnapshot>;
    Rows::const_iterator rowOf(ConversationId id) const;
    Entry entryOf(const ConversationSnapshot& conversation) const;

    const Clock& m_clock;
    Rows m_rows;
};

/// What the list shows: all, or open items with the most urgent first; both searched.
class ConversationFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Mode : std::uint8_t { All, OpenItems };

    explicit ConversationFilter(QObject* parent);

    void setMode(Mode mode);
    void setSearch(const QString& text);
    /// Stays visible among the open items although it was just read.
    void setCurrent(ConversationId id);

    Mode mode() const { return m_mode; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    Mode m_mode = Mode::All;
    QString m_search;
    ConversationId m_current;
};

}  // namespace sotto::ui
