// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/search_index.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/domain/patient.h"
#include "core/domain/search_query.h"

namespace sotto::store {
namespace {

constexpr std::size_t kSenderBytes = 6;

std::string wordsOf(std::string_view text)
{
    return spacedForSearch(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())))
        .toStdString();
}

std::string senderFact(std::string_view address)
{
    const auto digest = crypto::sha256(viewOf(address));
    return "s" + toHex(ByteView{digest}.first(kSenderBytes));
}

std::string factsOf(ConversationId conversation, std::string_view sender, bool isFile)
{
    auto facts = SearchIndex::factOf(conversation) + " " + senderFact(sender);
    if (isFile)
        (facts += ' ') += kFileFact;
    return facts;
}

/// The number as it is written and as one word.
std::string aboutOf(const std::string& name, const std::string& number)
{
    return name.empty() && number.empty() ? std::string{}
                                          : wordsOf(name + " " + number + " " + recordKey(number));
}

}  // namespace

std::string SearchIndex::factOf(ConversationId conversation)
{
    return "c" + std::to_string(conversation.value);
}

std::string SearchIndex::factOf(const Jid& sender)
{
    return senderFact(sender.toString());
}

/// Of a file its name is found: its body is a link.
std::string SearchIndex::selectEntries()
{
    return "SELECT m.id, m.conversation, m.sender, coalesce(a.name, m.body), "
           "a.message IS NOT NULL, p.name, p.number FROM message m "
           "LEFT JOIN attachment a ON a.message = m.id "
           "LEFT JOIN message_patient p ON p.message = m.id "
           "WHERE m.kind = 0 AND m.recalled_at = 0 AND ";
}

Result<SearchIndex::Entry> SearchIndex::readEntry(const Statement& row)
{
    return Entry{row.as<MessageId>(0), wordsOf(row.text(3)), aboutOf(row.text(5), row.text(6)),
                 factsOf(row.as<ConversationId>(1), row.text(2), row.integer(4) != 0)};
}

Result<SearchIndex> SearchIndex::open(Connection& connection)
{
    SearchIndex index;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&index.m_add,
             "INSERT INTO search (rowid, words, about, facts) "
             "SELECT ?1, ?2, ?3, ?4 WHERE ?1 >= (SELECT next FROM search_state)"},
            {&index.m_remove,
             "INSERT INTO search (search, rowid, words, about, facts) "
             "SELECT 'delete', ?1, ?2, ?3, ?4 WHERE ?1 >= (SELECT next FROM search_state)"},
            {&index.m_entry, selectEntries() + "m.id = ?1"},
        }));
    return index;
}

Result<Done> SearchIndex::put(const Entry& entry)
{
    SOTTO_TRY(m_add->with(entry.id, entry.words, entry.about, entry.facts).run());
    return Done{};
}

Result<Done> SearchIndex::addNew(MessageId id, const MessageRow& row)
{
    if (row.kind != MessageKind::Text)
        return Done{};
    return put(
        {id, wordsOf(row.body), {}, factsOf(row.conversation, row.sender.toString(), false)});
}

Result<Done> SearchIndex::add(MessageId id)
{
    SOTTO_TRY_ASSIGN(const auto entry, m_entry->with(id).first(readEntry));
    return entry ? put(*entry) : Result<Done>{Done{}};
}

Result<Done> SearchIndex::forget(MessageId id)
{
    SOTTO_TRY_ASSIGN(const auto entry, m_entry->with(id).first(readEntry));
    if (entry)
        SOTTO_TRY(m_remove->with(id, entry->words, entry->about, entry->facts).run());
    return Done{};
}

}  // namespace sotto::store
