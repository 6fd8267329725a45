// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace sotto {

/// What somebody typed into the search: words, and filters that narrow it.
///
/// Reading never fails: what is no filter is looked for as words. Of a word nothing but letters
/// and digits remains, so no query can mean anything else than its words. A value.
struct SearchQuery {
    std::vector<QStringList> terms;  ///< each the words of one place, one after another
    QStringList from;                ///< whose name or address begins so; "me" is ourselves
    QStringList in;                  ///< the same of a conversation
    std::optional<QDate> before;     ///< sent on an earlier day
    std::optional<QDate> after;      ///< sent on that day or later
    bool hasFile = false;
    QStringList unclear;  ///< filters whose value is none, as they were typed

    /// "potassium from:lee in:"ward 4" before:2026-11-03 has:file". Days also as 3.11.2026,
    /// 11/3/2026 (month first), 2026-11, today, yesterday, 7d (days ago).
    static SearchQuery parse(const QString& typed, QDate today);

    /// Nothing to look for.
    bool isEmpty() const;
    bool hasFilters() const;
};

/// The words of a text as the search knows them: runs of letters and digits; in a script that
/// is written without spaces each letter is a word of its own, so that any part is found.
QStringList searchWords(const QString& text);

/// As searchWords(), with a space between each: what is put into the index.
QString spacedForSearch(const QString& text);

/// Where words of the query begin in `text`: first character and length, in order.
std::vector<std::pair<int, int>> searchMarks(const QString& text, const SearchQuery& query);

}  // namespace sotto
