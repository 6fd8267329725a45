// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/search.h"
#include "core/base/clock.h"

#include <QAbstractListModel>

#include <vector>

namespace sotto::ui {

/// What a search found: people and teams, then messages and files, the newest first, each below a
/// line that says so.
class SearchModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role : int { HitRole = Qt::UserRole + 1, HeadingRole, WhenRole };

    explicit SearchModel(const Clock& clock) : QAbstractListModel(nullptr), m_clock(clock) { }

    void add(const SearchPage& page);
    void clear();

    /// The next row up or down that is a hit; invalid: none.
    QModelIndex next(const QModelIndex& from, int rows) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void olderWanted();

private:
    struct Row {
        QString heading;  ///< then it is no hit
        SearchHit hit;
    };

    void append(const QList<SearchHit>& hits);
    QString spoken(const SearchHit& hit) const;

    const Clock& m_clock;
    std::vector<Row> m_rows;
    bool m_hasMore = false;
};

/// The name of whom or where a hit is; the address where there is none.
QString titleOf(const SearchHit& hit);
/// Who wrote it, to stand before the text; empty for people, teams, and where the title says it.
QString writerOf(const SearchHit& hit);

}  // namespace sotto::ui
