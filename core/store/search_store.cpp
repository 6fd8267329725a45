// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/search_store.h"

#include "core/store/queries.h"

#include <algorithm>

namespace sotto::store {
namespace {

constexpr qsizetype kLastPrefix = 2;  // letters from which a word may be the beginning of one
constexpr qsizetype kPrefix = 3;      // the same where another term follows

/// A string of FTS5: nothing in it means anything but itself.
std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

std::string anyOf(const std::vector<std::string>& facts)
{
    std::string out;
    for (const auto& fact : facts)
        out += (out.empty() ? "" : " OR ") + quoted(fact);
    return out.empty() ? quoted("none") : out;  // nobody of that name: nothing is found
}

std::string termsMatch(const std::vector<QStringList>& terms)
{
    std::string out;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const bool isLast = i + 1 == terms.size();
        const auto letters = terms[i].isEmpty() ? 0 : terms[i].last().size();
        const bool isBeginning = letters >= (isLast ? kLastPrefix : kPrefix);
        out += (i == 0 ? "" : " AND ") + quoted(terms[i].join(u' ').toStdString()) +
            (isBeginning ? " *" : "");
    }
    return out;
}

/// Empty: nothing narrows it.
std::string matchOf(const SearchFor& what)
{
    std::vector<std::string> parts;
    if (!what.terms.empty())
        parts.push_back("{words about} : (" + termsMatch(what.terms) + ")");
    std::vector<std::string> facts;
    if (what.in) {
        for (const auto id : *what.in)
            facts.push_back(SearchIndex::factOf(id));
        parts.push_back("facts : (" + anyOf(std::exchange(facts, {})) + ")");
    }
    if (what.from) {
        for (const auto& person : *what.from)
            facts.push_back(SearchIndex::factOf(person));
        parts.push_back("facts : (" + anyOf(facts) + ")");
    }
    if (what.hasFile)
        parts.push_back("facts : (" + quoted(std::string{kFileFact}) + ")");
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : " AND ") + part;
    return out;
}

Result<FoundRow> readFound(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto sender, row.jid(2));
    return FoundRow{.id = row.as<MessageId>(0),
                    .conversation = row.as<ConversationId>(1),
                    .sender = std::move(sender),
                    .outgoing = row.integer(3) != 0,
                    .urgency = row.as<Urgency>(4),
                    .sentAtMs = row.integer(5),
                    .text = row.text(6),
                    .isFile = row.integer(7) != 0,
                    .patient = {row.text(8), row.text(9), {}}};
}

}  // namespace

Result<SearchStore> SearchStore::open(Connection& connection)
{
    SearchStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_older,
             SearchIndex::selectEntries() +
                 "m.id < (SELECT next FROM search_state) ORDER BY m.id DESC LIMIT ?1"},
            {&store.m_look, std::string{kSearchLook}},
            {&store.m_lookAll, std::string{kSearchLookAll}},
            {&store.m_conversations, "SELECT id, peer FROM conversation ORDER BY id"},
            {&store.m_state,
             "SELECT next, (SELECT coalesce(max(id), 0) FROM message) FROM search_state"},
            {&store.m_version, "SELECT version FROM search_state"},
            {&store.m_setNext, "UPDATE search_state SET next = ?1"},
            {&store.m_clear, "INSERT INTO search (search) VALUES ('delete-all')"},
            {&store.m_reset,
             "UPDATE search_state SET version = ?1, "
             "next = (SELECT iif(max(id) IS NULL, 0, max(id) + 1) FROM message)"},
            {&store.m_oldest,
             "SELECT min(sent_at, received_at) FROM message WHERE kind = 0 ORDER BY id LIMIT 1"},
            {&store.m_firstFrom,
             "SELECT min(sent_at, received_at) FROM message WHERE id >= ?1 ORDER BY id LIMIT 1"},
        }));
    SOTTO_TRY_ASSIGN(store.m_index, SearchIndex::open(connection));
    return store;
}

Result<FoundSlice> SearchStore::look(const SearchFor& what, MessageId before, int most)
{
    const auto match = matchOf(what);
    auto& statement =
        match.empty() ? m_lookAll->with(before, most) : m_look->with(before, most, match);
    SOTTO_TRY_ASSIGN(auto rows, statement.all(readFound));
    FoundSlice slice;
    if (rows.size() == static_cast<std::size_t>(most))
        slice.goOnBefore = rows.back().id;
    std::erase_if(rows, [&](const FoundRow& row) {
        return row.sentAtMs < what.sentFromMs || row.sentAtMs >= what.sentBeforeMs;
    });
    slice.newestFirst = std::move(rows);
    return slice;
}

Result<std::vector<std::pair<ConversationId, Jid>>> SearchStore::conversations()
{
    return m_conversations->with().all(
        [](const Statement& row) -> Result<std::pair<ConversationId, Jid>> {
            SOTTO_TRY_ASSIGN(auto peer, row.jid(1));
            return std::pair{row.as<ConversationId>(0), std::move(peer)};
        });
}

Result<IndexState> SearchStore::state()
{
    std::int64_t newest = 0;
    SOTTO_TRY_ASSIGN(const auto next,
                     m_state->with().first([&](const Statement& row) -> Result<MessageId> {
                         newest = row.integer(1);
                         return row.as<MessageId>(0);
                     }));
    IndexState state;
    state.next = next.value_or(MessageId{});
    SOTTO_TRY_ASSIGN(const auto oldest, m_oldest->with().first(readInteger));
    state.oldestMs = oldest.value_or(0);
    if (state.next.value == 0)
        return state;
    SOTTO_TRY_ASSIGN(const auto from, m_firstFrom->with(state.next).first(readInteger));
    state.indexedFromMs = from.value_or(std::numeric_limits<std::int64_t>::max());
    state.percent = static_cast<int>(std::clamp<std::int64_t>(
        100 * (newest - state.next.value + 1) / std::max<std::int64_t>(newest, 1), 0, 99));
    return state;
}

Result<Done> SearchStore::beginAnewIfOld()
{
    SOTTO_TRY_ASSIGN(const auto version, m_version->with().first(readInteger));
    return version == kSearchIndexVersion ? Result<Done>{Done{}} : beginAnew();
}

Result<Done> SearchStore::beginAnew()
{
    SOTTO_TRY(m_clear->with().run());
    SOTTO_TRY(m_reset->with(kSearchIndexVersion).run());
    return Done{};
}

Result<bool> SearchStore::indexMore(int most)
{
    SOTTO_TRY_ASSIGN(auto entries, m_older->with(most).all(SearchIndex::readEntry));
    const bool areMore = entries.size() == static_cast<std::size_t>(most);
    SOTTO_TRY(m_setNext->with(areMore ? entries.back().id : MessageId{}).run());
    // Rising: FTS5 writes a segment of its own for each row that is not.
    std::ranges::reverse(entries);
    for (const auto& entry : entries)
        SOTTO_TRY(m_index->put(entry));
    return areMore;
}

}  // namespace sotto::store
