// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_model.h"

#include "ui/time_text.h"
#include "ui/urgency_look.h"

namespace sotto::ui {
namespace {

using Kind = SearchHit::Kind;

bool isName(const SearchHit& hit)
{
    return hit.kind == Kind::Person || hit.kind == Kind::Conversation;
}

}  // namespace

QString titleOf(const SearchHit& hit)
{
    return hit.title.isEmpty() ? hit.address : hit.title.string();
}

QString writerOf(const SearchHit& hit)
{
    if (isName(hit))
        return {};
    if (hit.outgoing)
        return SearchModel::tr("You");
    return hit.isRoom ? hit.author.string() : QString();
}

void SearchModel::add(const SearchPage& page)
{
    if (page.isFirst)
        clear();
    append(page.hits);
    m_hasMore = page.hasMore;
}

void SearchModel::append(const QList<SearchHit>& hits)
{
    std::vector<Row> rows;
    const bool hadAny = !m_rows.empty();
    bool afterName = hadAny && isName(m_rows.back().hit);
    for (const auto& hit : hits) {
        const bool isFirst = rows.empty() && !hadAny;
        if (isFirst || (afterName && !isName(hit)))
            rows.push_back({isName(hit) ? tr("People and teams") : tr("Messages and files"), {}});
        afterName = isName(hit);
        rows.push_back({{}, hit});
    }
    if (rows.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
}

void SearchModel::clear()
{
    beginResetModel();
    m_rows = {};
    m_hasMore = false;
    endResetModel();
}

QModelIndex SearchModel::next(const QModelIndex& from, int rows) const
{
    int row = from.isValid() ? from.row() + rows : 0;
    while (row >= 0 && row < rowCount() && !m_rows[static_cast<std::size_t>(row)].heading.isEmpty())
        row += rows < 0 ? -1 : 1;
    return row >= 0 && row < rowCount() ? index(row) : from;
}

int SearchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString SearchModel::spoken(const SearchHit& hit) const
{
    if (hit.kind == Kind::Person)
        return tr("Person: %1").arg(titleOf(hit));
    if (hit.kind == Kind::Conversation)
        return tr("Team: %1").arg(titleOf(hit));
    QStringList parts{hit.kind == Kind::File ? tr("File") : tr("Message"), titleOf(hit)};
    if (const auto writer = writerOf(hit); !writer.isEmpty())
        parts << writer;
    if (!hit.patient.isEmpty())
        parts << hit.patient.string();
    if (hit.urgency > Urgency::Fyi)
        parts << lookOf(hit.urgency, {}).word;
    parts << whenText(hit.sentAtMs, toMs(m_clock.wallNow()));
    return parts.join(QStringLiteral(", ")) + QStringLiteral(": ") + hit.line.string();
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isHeading = !row.heading.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return isHeading ? row.heading : titleOf(row.hit);
    case Qt::AccessibleTextRole:
        return isHeading ? row.heading : spoken(row.hit);
    case HitRole:
        return QVariant::fromValue(row.hit);
    case HeadingRole:
        return isHeading;
    case WhenRole:
        return isName(row.hit) ? QString() : whenText(row.hit.sentAtMs, toMs(m_clock.wallNow()));
    default:
        return {};
    }
}

Qt::ItemFlags SearchModel::flags(const QModelIndex& index) const
{
    return index.isValid() && !m_rows[static_cast<std::size_t>(index.row())].heading.isEmpty()
        ? Qt::ItemNeverHasChildren
        : QAbstractListModel::flags(index);
}

bool SearchModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_hasMore;
}

void SearchModel::fetchMore(const QModelIndex&)
{
    m_hasMore = false;  // until the next page says otherwise
    Q_EMIT olderWanted();
}

}  // namespace sotto::ui
