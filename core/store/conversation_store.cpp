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
        .draftRole = row.text(13),
        .lastMessage = row.as<MessageId>(4),
        .lastKind = row.as<MessageKind>(5),
        .lastOutgoing = row.integer(6) != 0,
        .lastBody = row.text(7),
        .lastAtMs = row.integer(8),
        .unread = row.as<int>(9),
        .topUnreadUrgency = row.as<Urgency>(10),
        .isPinned = row.integer(11) != 0,
        .isMuted = row.integer(12) != 0,
    };
}

Result<Done> changedOne(const Result<int>& changed)
{
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error{Errc::NotFound, "no such conversation"};
    return Done{};
}

Result<ConversationId> readId(const Statement& row)
{
    return row.as<ConversationId>(0);
}

}  // namespace

ConversationStore::ConversationStore(Statement find, Statement create, Statement list,
                                     Statement saveDraft, Statement pin, Statement mute,
                                     Statement isMuted)
    : m_find(std::move(find)),
      m_create(std::move(create)),
      m_list(std::move(list)),
      m_saveDraft(std::move(saveDraft)),
      m_pin(std::move(pin)),
      m_mute(std::move(mute)),
      m_isMuted(std::move(isMuted))
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
                           "UPDATE conversation SET draft = ?2, draft_role = ?3, draft_at = ?4 "
                           "WHERE id = ?1"));
    SOTTO_TRY_ASSIGN(
        auto pin,
        Statement::prepare(connection, "UPDATE conversation SET pinned = ?2 WHERE id = ?1"));
    SOTTO_TRY_ASSIGN(
        auto mute,
        Statement::prepare(connection, "UPDATE conversation SET muted = ?2 WHERE id = ?1"));
    SOTTO_TRY_ASSIGN(
        auto isMuted,
        Statement::prepare(connection, "SELECT muted FROM conversation WHERE id = ?1"));
    return ConversationStore{std::move(find),      std::move(create), std::move(list),
                             std::move(saveDraft), std::move(pin),    std::move(mute),
                             std::move(isMuted)};
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
                                          std::string_view role, std::int64_t nowMs)
{
    const bool isNone = text.empty();
    return changedOne(
        m_saveDraft.with(id, text, isNone ? std::string_view{} : role, isNone ? 0 : nowMs).run());
}

Result<Done> ConversationStore::setPinned(ConversationId id, bool isPinned)
{
    return changedOne(m_pin.with(id, isPinned).run());
}

Result<Done> ConversationStore::setMuted(ConversationId id, bool isMuted)
{
    return changedOne(m_mute.with(id, isMuted).run());
}

Result<bool> ConversationStore::areMuted(const std::set<ConversationId>& ids)
{
    for (const auto id : ids) {
        SOTTO_TRY_ASSIGN(const auto muted,
                         m_isMuted.with(id).first([](const Statement& row) -> Result<bool> {
                             return row.integer(0) != 0;
                         }));
        if (!muted.value_or(false))
            return false;
    }
    return !ids.empty();
}

}  // namespace sotto::store
