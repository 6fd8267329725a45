// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>
#include <vector>

namespace sotto {

/// As it is compared in a search: case and diacritics folded, ligatures and stroked letters
/// written out, apostrophes gone.
QString folded(const QString& text);

/// Finds entries by the beginnings of their words, in any order. The words are folded and
/// sorted once, so that a key press costs a binary search for each word typed. A value.
class WordIndex {
public:
    struct Field {
        QString text;
        int weight = 1;  ///< how much a word found here counts, 1 to 100
    };

    void clear();
    /// The words of the next entry; entries are numbered from 0. Call sort() after the last.
    void add(std::span<const Field> fields);
    void sort();
    /// Other words for an entry that is there.
    void replace(int entry, std::span<const Field> fields);

    /// The entries in which each word of the query begins a word, best first, then by number.
    /// A query without a word finds all.
    std::vector<int> find(const QString& query) const;

private:
    struct Posting {
        QString word;
        int entry = 0;
        int weight = 0;
    };

    struct Hit {
        int words = 0;  ///< of the query, found so far
        int score = 0;
        int best = 0;  ///< for the word that is looked up
    };

    static std::vector<Posting> postingsOf(int entry, std::span<const Field> fields);
    void look(const QString& word, int nth, std::vector<Hit>& hits, std::vector<int>& met) const;

    std::vector<Posting> m_postings;
    int m_count = 0;
};

}  // namespace sotto
