// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/search_desk.h"

#include "core/base/log.h"

#include <QDateTime>

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr int kInPage = 50;
constexpr int kInSlice = 400;  // messages looked at where days narrow: some 10 ms
constexpr int kMostNames = 6;
constexpr std::size_t kMostPeople = 50;          // whom a filter may mean
constexpr std::size_t kMostConversations = 200;  // the same
constexpr qsizetype kBefore = 48;                // characters shown before what was found
constexpr qsizetype kShown = 240;

std::int64_t startOf(QDate day)
{
    return day.startOfDay().toMSecsSinceEpoch();
}

/// The part of the text around what was found, beginning with a word.
QString around(const QString& text, int found)
{
    if (found <= kBefore)
        return text.left(kShown);
    auto from = static_cast<qsizetype>(found) - kBefore;
    const auto space = text.indexOf(u' ', from);
    if (space >= 0 && space < found)
        from = space + 1;
    else if (text.at(from).isLowSurrogate())
        ++from;
    return QStringLiteral("… ") + text.mid(from, kShown);
}

}  // namespace

SearchDesk::SearchDesk(VaultContext& context, const Directory& directory)
    : m_context(context),
      m_directory(directory),
      m_names(context, directory)
{
}

void SearchDesk::search(const QString& typed, quint32 ticket)
{
    const auto now = QDateTime::fromMSecsSinceEpoch(m_context.nowMs());
    m_next.reset();
    m_query = SearchQuery::parse(typed, now.date());
    m_page = {.ticket = ticket};
    m_before.reset();
    if (!m_isReady || m_query.isEmpty()) {
        const auto read = m_names.refresh();
        m_isReady = read.has_value();
        if (!read)
            log::warning("engine", "the search read no names", {{"why", read.error().code}});
    }
    m_page.unclear = m_query.unclear;
    if (m_query.isEmpty()) {
        if (!typed.trimmed().isEmpty())
            Q_EMIT answered(m_page);  // nothing can be found by it
        return;
    }
    narrow();
    m_page.hits = namesFound();
    m_before = store::kNewest;
    m_wanted = kInPage;
    look();
}

void SearchDesk::older(quint32 ticket)
{
    if (ticket != m_page.ticket || !m_before || m_next)
        return;
    m_wanted = kInPage;
    look();
}

/// Names in filters become people and conversations.
void SearchDesk::narrow()
{
    m_for = {.terms = m_query.terms, .hasFile = m_query.hasFile};
    if (m_query.after)
        m_for.sentFromMs = startOf(*m_query.after);
    if (m_query.before)
        m_for.sentBeforeMs = startOf(*m_query.before);
    for (const auto& value : m_query.from) {
        auto& people = m_for.from ? *m_for.from : m_for.from.emplace();
        if (value.compare(u"me", Qt::CaseInsensitive) == 0)
            people.push_back(m_context.self);
        for (const auto& name : m_names.find(value))
            if (!name.isRoom && people.size() <= kMostPeople)
                people.push_back(name.address);
        if (people.size() > kMostPeople)  // what is left out must not look like nothing found
            m_page.unclear << QStringLiteral("from:") + value;
    }
    for (const auto& value : m_query.in) {
        auto& conversations = m_for.in ? *m_for.in : m_for.in.emplace();
        for (const auto& name : m_names.find(value))
            if (name.conversation.value != 0 && conversations.size() < kMostConversations)
                conversations.push_back(name.conversation);
    }
}

/// A filter is about messages: then nobody is looked for by name.
QList<SearchHit> SearchDesk::namesFound() const
{
    QList<SearchHit> hits;
    if (m_query.hasFilters())
        return hits;
    QStringList words;
    for (const auto& term : m_query.terms) {
        const bool areLetters =
            std::ranges::all_of(term, [](const auto& w) { return w.size() == 1; });
        words << term.join(areLetters ? QString() : QStringLiteral(" "));
    }
    for (const auto& name : m_names.find(words.join(u' '))) {
        if (name.address == m_context.self)
            continue;
        SearchHit hit;
        hit.kind = name.isRoom ? SearchHit::Kind::Conversation : SearchHit::Kind::Person;
        hit.address = QString::fromStdString(name.address.toString());
        hit.conversation = name.conversation;
        hit.isRoom = name.isRoom;
        hit.title = name.title;
        hit.titleMarks = marksIn(name.title.string());
        hits << hit;
        if (hits.size() == kMostNames)
            break;
    }
    return hits;
}

void SearchDesk::look()
{
    m_page.hits << lookOnce();
    m_page.isLooking = m_before && m_wanted > 0;
    m_page.hasMore = m_before && m_wanted <= 0;
    // Without anything new it waits for the next slice, but for the first answer nobody waits.
    if (m_page.isFirst || !m_page.hits.isEmpty() || !m_page.isLooking)
        Q_EMIT answered(m_page);
    m_page.isFirst = false;
    m_page.hits.clear();
    m_next.reset();
    if (m_page.isLooking)
        m_next = m_context.time.scheduler.after(std::chrono::milliseconds{0}, [this] { look(); });
}

QList<SearchHit> SearchDesk::lookOnce()
{
    const bool isByDay = m_query.before || m_query.after;
    const auto slice =
        m_context.stores.search.look(m_for, *m_before, isByDay ? kInSlice : m_wanted);
    if (!slice) {
        log::warning("engine", "the search failed", {{"why", slice.error().code}});
        m_before.reset();
        return {};
    }
    m_before = slice->goOnBefore;
    QList<SearchHit> hits;
    for (const auto& row : slice->newestFirst) {
        if (m_wanted == 0) {
            m_before = MessageId{hits.last().message};
            break;
        }
        hits << hitOf(row);
        --m_wanted;
    }
    return hits;
}

SearchHit SearchDesk::hitOf(const store::FoundRow& row)
{
    const auto name = m_names.of(row.conversation);
    SearchHit hit;
    hit.kind = row.isFile ? SearchHit::Kind::File : SearchHit::Kind::Message;
    hit.address = QString::fromStdString(name.address.toString());
    hit.conversation = row.conversation;
    hit.message = row.id;
    hit.isRoom = name.isRoom;
    hit.title = name.title;
    hit.outgoing = row.outgoing;
    if (!row.outgoing)
        hit.author = m_directory.person(row.sender).name;
    if (!row.patient.name.empty() || !row.patient.number.empty())
        hit.patient = SafeText::fromUtf8(shortPatient(row.patient), SafeText::Kind::Name);
    const auto text = QString::fromStdString(row.text);
    const auto found = searchMarks(text, m_query);
    hit.line = SafeText::fromQString(around(text, found.empty() ? 0 : found.front().first),
                                     SafeText::Kind::Line);
    hit.marks = marksIn(hit.line.string());
    hit.sentAtMs = row.sentAtMs;
    hit.urgency = row.urgency;
    return hit;
}

QList<TextMark> SearchDesk::marksIn(const QString& text) const
{
    QList<TextMark> marks;
    for (const auto& [from, length] : searchMarks(text, m_query))
        marks << TextMark{from, length};
    return marks;
}

}  // namespace sotto::engine
