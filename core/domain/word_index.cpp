// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/word_index.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace sotto {
namespace {

constexpr qsizetype kMostQueryWords = 8;
constexpr int kWholeWord = 1;  // decides between equal weights

/// Letters that Unicode does not take apart; empty: it stays as it is.
QString writtenOut(QChar letter)
{
    switch (letter.unicode()) {
    case u'æ':
        return QStringLiteral("ae");
    case u'œ':
        return QStringLiteral("oe");
    case u'ø':
        return QStringLiteral("o");
    case u'đ':
    case u'ð':
        return QStringLiteral("d");
    case u'ł':
        return QStringLiteral("l");
    case u'ħ':
        return QStringLiteral("h");
    case u'ı':
        return QStringLiteral("i");
    case u'þ':
        return QStringLiteral("th");
    default:
        return {};
    }
}

QStringList wordsOf(const QString& text)
{
    QStringList words;
    QString word;
    for (const QChar c : folded(text)) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            word += c;
        else if (!word.isEmpty())
            words << std::exchange(word, {});
    }
    if (!word.isEmpty())
        words << word;
    return words;
}

}  // namespace

QString folded(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (c.isMark() || c == u'\'' || c == u'\u2019')
            continue;
        const auto letters = writtenOut(c);
        out += letters.isEmpty() ? QString{c} : letters;
    }
    return out;
}

void WordIndex::clear()
{
    m_postings.clear();
    m_count = 0;
}

std::vector<WordIndex::Posting> WordIndex::postingsOf(int entry, std::span<const Field> fields)
{
    std::vector<Posting> postings;
    for (const auto& field : fields)
        for (const auto& word : wordsOf(field.text))
            postings.push_back({word, entry, field.weight});
    return postings;
}

void WordIndex::add(std::span<const Field> fields)
{
    std::ranges::move(postingsOf(m_count, fields), std::back_inserter(m_postings));
    ++m_count;
}

void WordIndex::sort()
{
    std::ranges::sort(m_postings, {}, &Posting::word);
}

void WordIndex::replace(int entry, std::span<const Field> fields)
{
    std::erase_if(m_postings, [&](const Posting& posting) { return posting.entry == entry; });
    for (auto& posting : postingsOf(entry, fields)) {
        const auto place = std::ranges::upper_bound(m_postings, posting.word, {}, &Posting::word);
        m_postings.insert(place, std::move(posting));
    }
}

/// Counts what begins with that word, once for each entry that had all words before it.
void WordIndex::look(const QString& word, int nth, std::vector<Hit>& hits,
                     std::vector<int>& met) const
{
    auto posting = std::ranges::lower_bound(m_postings, word, {}, &Posting::word);
    std::vector<int> touched;
    for (; posting != m_postings.end() && posting->word.startsWith(word); ++posting) {
        auto& hit = hits[static_cast<std::size_t>(posting->entry)];
        if (hit.words < nth)
            continue;
        if (hit.words == nth) {
            hit.words = nth + 1;
            hit.best = 0;
            touched.push_back(posting->entry);
        }
        const int whole = posting->word.size() == word.size() ? kWholeWord : 0;
        hit.best = std::max(hit.best, 2 * posting->weight + whole);
    }
    for (const int entry : touched) {
        auto& hit = hits[static_cast<std::size_t>(entry)];
        hit.score += hit.best;
    }
    met = std::move(touched);
}

std::vector<int> WordIndex::find(const QString& query) const
{
    const auto words = wordsOf(query).mid(0, kMostQueryWords);
    std::vector<int> met;
    if (words.isEmpty()) {
        met.resize(static_cast<std::size_t>(m_count));
        std::iota(met.begin(), met.end(), 0);
        return met;
    }
    std::vector<Hit> hits(static_cast<std::size_t>(m_count));
    int nth = 0;
    for (const auto& word : words)
        look(word, nth++, hits, met);
    std::ranges::sort(met, [&](int a, int b) {
        const int scoreA = hits[static_cast<std::size_t>(a)].score;
        const int scoreB = hits[static_cast<std::size_t>(b)].score;
        return scoreA != scoreB ? scoreA > scoreB : a < b;
    });
    return met;
}

}  // namespace sotto
