// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/conversation_store.h"

#include "core/store/queries.h"

namespace sotto::store {
namespace {

Result<ConversationRow> readConversation(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto peer, row.jid(1));
    return ConversationRow{
        .id = row.as<ConversationId>(0),
        .peer = std::move(peer),
        .draft = row.text(2),
        .draftAtMs = row.integer(3),
        .lastMessage = row.as<MessageId>(4),
        .lastKind = row.as<MessageKind>(5),
        .lastOutgoing = row.integer(6) != 0,
        .lastBody = row.text(7),
        .lastAtMs = row.integer(8),
        .unread = row.as<int>(9),
        .topUnreadUrgency = row.as<Urgency>(10),
    };
}

Result<ConversationId> readId(const Statement& row)
{
    return row.as<ConversationId>(0);
}

}  // namespace

ConversationStore::ConversationStore(Statement find, Statement create, Statement list,
                                     Statement saveDraft)
    : m_find(std::move(find)),
      m_create(std::move(create)),
      m_list(std::move(list)),
      m_saveDraft(std::move(saveDraft))
{
}

Result<ConversationStore> ConversationStore::open(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto find,
                     Statement::prepare(connection, "SELECT id FROM conversation WHERE peer = ?1"));
    SOTTO_TRY_ASSIGN(
        auto create,
        Statement::prepare(
            connection,
            "INSERT INTO conversation (peer, created_at) VALUES (?1, ?2) RETURNING id"));
    SOTTO_TRY_ASSIGN(auto list, Statement::prepare(connection, kConversationList));
    SOTTO_TRY_ASSIGN(
        auto saveDraft,
        Statement::prepare(connection,
                           "UPDATE conversation SET draft = ?2, draft_at = ?3 WHERE id = ?1"));
    return ConversationStore{std::move(find), std::move(create), std::move(list),
                             std::move(saveDraft)};
}

Result<ConversationId> ConversationStore::findOrCreate(const Jid& peer, std::int64_t nowMs)
{
    SOTTO_TRY_ASSIGN(const auto known, find(peer));
    if (known)
        return *known;
    SOTTO_TRY_ASSIGN(const auto made, m_create.with(peer.toString(), nowMs).first(readId));
    return made.value_or(ConversationId{});
}

Result<std::optional<ConversationId>> ConversationStore::find(const Jid& peer)
{
    return m_find.with(peer.toString()).first(readId);
}

Result<std::vector<ConversationRow>> ConversationStore::list()
{
    return m_list.with(std::optional<ConversationId>{}).all(readConversation);
}

Result<std::optional<ConversationRow>> ConversationStore::get(ConversationId id)
{
    return m_list.with(std::optional{id}).first(readConversation);
}

Result<Done> ConversationStore::saveDraft(ConversationId id, std::string_view text,
                                          std::int64_t nowMs)
{
    SOTTO_TRY_ASSIGN(const int changed, m_saveDraft.with(id, text, text.empty() ? 0 : nowMs).run());
    if (changed == 0)
        return Error{Errc::NotFound, "no such conversation"};
    return Done{};
}

}  // namespace sotto::store
