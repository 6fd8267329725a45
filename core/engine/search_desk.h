// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/search.h"
#include "core/engine/search_names.h"

#include <QObject>

namespace sotto::engine {

/// Answers what a person looks for: people and conversations by their names, messages and files
/// by the index, the newest first, page by page. Where a filter lets few through, it looks in
/// slices, so that nothing else waits; a newer query takes the place of one under way. Nothing of
/// a query is logged or kept. Engine thread only.
class SearchDesk final : public QObject {
    Q_OBJECT
public:
    SearchDesk(VaultContext& context, const Directory& directory);

    /// An empty text only forgets, and gets ready for the next.
    void search(const QString& typed, quint32 ticket);
    void older(quint32 ticket);

Q_SIGNALS:
    void answered(sotto::SearchPage page);

private:
    void narrow();
    QList<SearchHit> namesFound() const;
    void look();
    QList<SearchHit> lookOnce();
    SearchHit hitOf(const store::FoundRow& row);
    QList<TextMark> marksIn(const QString& text) const;

    VaultContext& m_context;
    const Directory& m_directory;
    SearchNames m_names;
    bool m_isReady = false;  ///< m_names were read
    SearchQuery m_query;
    store::SearchFor m_for;
    SearchPage m_page;                  ///< being filled
    std::optional<MessageId> m_before;  ///< where to go on; no value: all was looked at
    int m_wanted = 0;                   ///< of the page, still to be found
    Scheduler::HandlePtr m_next;
};

}  // namespace sotto::engine
