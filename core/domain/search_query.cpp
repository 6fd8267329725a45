// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/search_query.h"

#include "core/domain/word_index.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sotto {
namespace {

constexpr qsizetype kMostTyped = 512;  // characters
constexpr std::size_t kMostTerms = 16;
constexpr qsizetype kMostWords = 16;  // of one term
constexpr qsizetype kMostLetters = 64;

/// Whether words of that script stand without spaces: Thai, Lao, Tibetan, Myanmar, Khmer, kana,
/// Han, and Hangul, where endings hang on to them. The index depends on it: a change here needs
/// another kIndexVersion in core/store/search_store.cpp.
bool standsAlone(char32_t c)
{
    struct Range {
        char32_t first, last;
    };

    static constexpr std::array kRanges{
        Range{0x0E00, 0x0FFF}, Range{0x1000, 0x109F}, Range{0x1780, 0x17FF},
        Range{0x3005, 0x3007}, Range{0x3031, 0x3035}, Range{0x3040, 0x31FF},
        Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF}, Range{0xAC00, 0xD7A3},
        Range{0xF900, 0xFAFF}, Range{0xFF66, 0xFF9F}, Range{0x20000, 0x3FFFF}};
    return std::ranges::any_of(
        kRanges, [c](const Range& range) { return c >= range.first && c <= range.last; });
}

struct Word {
    int from = 0;
    int length = 0;
};

bool isOfWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

/// Where the words of a text stand.
std::vector<Word> placesOf(const QString& text)
{
    std::vector<Word> words;
    bool open = false;  // what follows belongs to the last word
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        const bool isPair =
            c.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        const char32_t letter =
            isPair ? QChar::surrogateToUcs4(c, text.at(at + 1)) : char32_t{c.unicode()};
        const int size = isPair ? 2 : 1;
        const bool alone = standsAlone(letter) && !QChar::isMark(letter);
        if (!isOfWord(letter)) {
            open = false;
        } else if (open && !alone) {
            words.back().length += size;
        } else {
            words.push_back({static_cast<int>(at), size});
            open = true;
        }
        if (alone && open)  // only its marks may follow
            open = at + size < text.size() && text.at(at + size).isMark();
        at += size;
    }
    return words;
}

/// Cut at spaces outside of quotation marks, which are taken away.
QStringList parts(const QString& typed)
{
    QStringList out;
    QString part;
    bool quoted = false;
    for (const QChar c : typed.left(kMostTyped)) {
        if (c == u'"' || c == u'\u201C' || c == u'\u201D') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            out << std::exchange(part, {});
        } else {
            part += c;
        }
    }
    out << part;
    out.removeAll(QString());
    return out;
}

QDate firstOf(std::initializer_list<QDate> dates)
{
    for (const auto& date : dates)
        if (date.isValid())
            return date;
    return {};
}

/// "7d": so many days ago.
QDate daysAgo(const QString& value, QDate today)
{
    bool isNumber = false;
    const int days = value.endsWith(u'd') ? value.chopped(1).toInt(&isNumber) : 0;
    return isNumber && days >= 0 && days < 36'500 ? today.addDays(-days) : QDate();
}

QDate dateOf(const QString& typed, QDate today)
{
    const auto value = typed.toLower();
    if (value == u"today")
        return today;
    if (value == u"yesterday")
        return today.addDays(-1);
    return firstOf({daysAgo(value, today), QDate::fromString(value, QStringLiteral("yyyy-M-d")),
                    QDate::fromString(value, QStringLiteral("yyyy-M")),
                    QDate::fromString(value, QStringLiteral("yyyy")),
                    QDate::fromString(value, QStringLiteral("d.M.yyyy")),
                    QDate::fromString(value, QStringLiteral("M/d/yyyy"))});
}

/// True if it was a filter, whatever its value.
bool takeFilter(SearchQuery& query, const QString& part, QDate today)
{
    const auto colon = part.indexOf(u':');
    const auto name = part.left(colon).toLower();
    if (colon < 0 ||
        (name != u"from" && name != u"in" && name != u"before" && name != u"after" &&
         name != u"has"))
        return false;
    const auto value = part.mid(colon + 1).trimmed();
    if (value.isEmpty())
        return true;  // still being typed
    const auto date = dateOf(value, today);
    const auto kind = value.toLower();
    if (name == u"from")
        query.from << value;
    else if (name == u"in")
        query.in << value;
    else if (name == u"has" && (kind == u"file" || kind == u"files" || kind == u"attachment"))
        query.hasFile = true;
    else if (name == u"before" && date.isValid())
        query.before = date;
    else if (name == u"after" && date.isValid())
        query.after = date;
    else
        query.unclear << part;
    return true;
}

/// How many of the text's words from `nth` on are those of the term; 0: they are not.
std::size_t matches(const QStringList& text, std::size_t nth, const QStringList& term)
{
    const auto count = static_cast<std::size_t>(term.size());
    if (count == 0 || nth + count > static_cast<std::size_t>(text.size()))
        return 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& word = text.at(static_cast<qsizetype>(nth + i));
        const auto& wanted = term.at(static_cast<qsizetype>(i));
        const bool isLast = i + 1 == count;
        if (wanted.isEmpty() || !(isLast ? word.startsWith(wanted) : word == wanted))
            return 0;
    }
    return count;
}

QStringList allFolded(QStringList words)
{
    for (auto& word : words)
        word = folded(word);
    return words;
}

}  // namespace

QStringList searchWords(const QString& text)
{
    QStringList words;
    for (const auto& word : placesOf(text))
        words << text.mid(word.from, word.length);
    return words;
}

QString spacedForSearch(const QString& text)
{
    QString out;
    out.reserve(text.size() + 8);
    for (const auto& word : placesOf(text)) {
        if (!out.isEmpty())
            out += u' ';
        out += QStringView{text}.mid(word.from, word.length);
    }
    return out;
}

SearchQuery SearchQuery::parse(const QString& typed, QDate today)
{
    SearchQuery query;
    for (const auto& part : parts(typed)) {
        if (takeFilter(query, part, today))
            continue;
        auto words = searchWords(part).mid(0, kMostWords);
        for (auto& word : words)
            word.truncate(kMostLetters);
        if (!words.isEmpty() && query.terms.size() < kMostTerms)
            query.terms.push_back(words);
    }
    return query;
}

bool SearchQuery::hasFilters() const
{
    return !from.isEmpty() || !in.isEmpty() || before || after || hasFile;
}

bool SearchQuery::isEmpty() const
{
    return terms.empty() && !hasFilters();
}

std::vector<std::pair<int, int>> searchMarks(const QString& text, const SearchQuery& query)
{
    const auto places = placesOf(text);
    const auto words = allFolded(searchWords(text));
    std::vector<QStringList> terms;
    for (const auto& term : query.terms)
        terms.push_back(allFolded(term));
    std::vector<std::pair<int, int>> marks;
    for (std::size_t nth = 0; nth < places.size(); ++nth) {
        std::size_t most = 0;
        for (const auto& term : terms)
            most = std::max(most, matches(words, nth, term));
        if (most == 0)
            continue;
        const auto& last = places[nth + most - 1];
        marks.emplace_back(places[nth].from, last.from + last.length - places[nth].from);
        nth += most - 1;
    }
    return marks;
}

}  // namespace sotto
