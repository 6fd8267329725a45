// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/retention_store.h"

#include "core/crypto/digest.h"

namespace sotto::store {
namespace {

/// ?1 after, ?2 how many are looked at, ?3 before when. Urgency 4 is STAT; deliveries before
/// Relayed (4) are under way, 8 is one that failed; an order is done once it was entered in the
/// record.
constexpr std::string_view kLook =
    "SELECT m.id, m.conversation, c.peer, m.kind, m.outgoing, m.sender, m.sender_device, "
    "m.origin_id, min(m.sent_at, m.received_at), "
    "m.unread = 1 OR m.open_item = 1 OR (m.outgoing = 1 AND (m.delivery < 4 OR m.delivery = 8) "
    "AND m.recalled_at = 0) "
    "OR (m.kind = 0 AND m.urgency = 4 AND m.acknowledged_at = 0 AND m.recalled_at = 0) "
    "OR EXISTS (SELECT 1 FROM outbox o WHERE o.message = m.id OR o.origin_id = m.origin_id) "
    "OR EXISTS (SELECT 1 FROM receipt_due d WHERE d.message = m.id) "
    "OR EXISTS (SELECT 1 FROM quarantine q WHERE q.message = m.id) "
    "OR EXISTS (SELECT 1 FROM escalation e WHERE e.message = m.id) "
    "OR EXISTS (SELECT 1 FROM message_passing p WHERE p.message = m.id AND p.told = 0) "
    "OR EXISTS (SELECT 1 FROM message_on_call p WHERE p.message = m.id AND p.told = 0) "
    "OR EXISTS (SELECT 1 FROM message_order o WHERE o.message = m.id AND o.cancelled_at = 0 "
    "AND m.done_at = 0 AND NOT EXISTS (SELECT 1 FROM message_state s "
    "WHERE s.origin_id = m.origin_id AND s.done_at > 0)) "
    "OR EXISTS (SELECT 1 FROM message_record r WHERE r.origin_id = m.origin_id), "
    "EXISTS (SELECT 1 FROM room r WHERE r.conversation = m.conversation), "
    "a.message IS NOT NULL, coalesce(a.kept_at, 0) > 0, coalesce(f.file, '') "
    "FROM (SELECT * FROM message WHERE id > ?1 ORDER BY id LIMIT ?2) m "
    "JOIN conversation c ON c.id = m.conversation "
    "LEFT JOIN archive_copy a ON a.message = m.id LEFT JOIN attachment f ON f.message = m.id "
    "WHERE m.received_at < ?3 ORDER BY m.id";

Result<OldMessage> readOld(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto peer, row.jid(2));
    SOTTO_TRY_ASSIGN(auto sender, row.jid(5));
    OldMessage old{.peer = std::move(peer), .sender = std::move(sender)};
    old.id = row.as<MessageId>(0);
    old.conversation = row.as<ConversationId>(1);
    old.kind = row.as<MessageKind>(3);
    old.outgoing = row.integer(4) != 0;
    old.senderDevice = row.as<DeviceId>(6);
    old.originId = row.text(7);
    old.atMs = row.integer(8);
    old.isNeeded = row.integer(9) != 0;
    old.isInRoom = row.integer(10) != 0;
    old.isCopyDue = row.integer(11) != 0;
    old.isKept = row.integer(12) != 0;
    old.file = row.text(13);
    return old;
}

/// A name that tells nothing: what was removed shall not be listed.
Bytes nameOf(const Jid& sender, DeviceId device, std::string_view originId)
{
    const auto words =
        sender.toString() + '\n' + std::to_string(device.value) + '\n' + std::string{originId};
    return crypto::sha256(viewOf(words));
}

}  // namespace

Result<RetentionStore> RetentionStore::open(Connection& connection)
{
    RetentionStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_look, std::string{kLook}},
            {&store.m_last,
             "SELECT coalesce(max(id), 0) FROM "
             "(SELECT id FROM message WHERE id > ?1 ORDER BY id LIMIT ?2)"},
            {&store.m_forgetStates, "DELETE FROM message_state WHERE origin_id = ?1"},
            {&store.m_remember,
             "INSERT INTO removed (name, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING"},
            {&store.m_wasRemoved, "SELECT 1 FROM removed WHERE name = ?1"},
            {&store.m_drop, "DELETE FROM message WHERE id = ?1"},
            {&store.m_note,
             "UPDATE conversation SET removed_until = max(removed_until, ?2) WHERE id = ?1"},
            {&store.m_staleStates,
             "DELETE FROM message_state WHERE audience = 0 AND max(delivered_at, read_at, "
             "acknowledged_at, accepted_at, done_at, declined_at) < ?1"},
            {&store.m_staleChanges, "DELETE FROM early_change WHERE at < ?1"},
            {&store.m_staleReactions, "DELETE FROM early_reaction WHERE received_at < ?1"},
            {&store.m_until, "SELECT removed_until FROM conversation WHERE id = ?1"},
        }));
    SOTTO_TRY(store.planDependents(connection));
    SOTTO_TRY_ASSIGN(store.m_search, SearchIndex::open(connection));
    return store;
}

/// From the schema itself, so that a table that comes later is not forgotten here: a row that
/// cannot be without its message goes with it, one that can only loses it.
Result<Done> RetentionStore::planDependents(Connection& connection)
{
    SOTTO_TRY_ASSIGN(
        auto tables,
        Statement::prepare(connection,
                           "SELECT s.name, k.\"from\", c.\"notnull\" OR c.pk "
                           "FROM sqlite_schema s, pragma_foreign_key_list(s.name) k, "
                           "pragma_table_info(s.name) c WHERE s.type = 'table' "
                           "AND k.\"table\" = 'message' AND c.name = k.\"from\" ORDER BY 1"));
    SOTTO_TRY_ASSIGN(const auto steps, tables.all([](const Statement& row) -> Result<std::string> {
        const auto table = row.text(0);
        const auto column = row.text(1);
        return row.integer(2) != 0
            ? "DELETE FROM " + table + " WHERE " + column + " = ?1"
            : "UPDATE " + table + " SET " + column + " = NULL WHERE " + column + " = ?1";
    }));
    for (const auto& sql : steps) {
        SOTTO_TRY_ASSIGN(auto step, Statement::prepare(connection, sql));
        m_dependents.push_back(std::move(step));
    }
    return Done{};
}

Result<OldSlice> RetentionStore::look(MessageId after, int most, std::int64_t beforeMs)
{
    OldSlice slice;
    SOTTO_TRY_ASSIGN(slice.oldestFirst, m_look->with(after, most, beforeMs).all(readOld));
    SOTTO_TRY_ASSIGN(const auto last, m_last->with(after, most).first(readInteger));
    if (last.value_or(0) > 0)
        slice.goOnAfter = MessageId{*last};
    return slice;
}

Result<Done> RetentionStore::remove(const OldMessage& message, std::int64_t nowMs)
{
    SOTTO_TRY(m_search->forget(message.id));
    for (auto& step : m_dependents)
        SOTTO_TRY(step.with(message.id).run());
    if (message.outgoing)
        SOTTO_TRY(m_forgetStates->with(message.originId).run());
    SOTTO_TRY(m_drop->with(message.id).run());
    SOTTO_TRY(remember(message.sender, message.senderDevice, message.originId, nowMs));
    SOTTO_TRY(m_note->with(message.conversation, message.atMs).run());
    return Done{};
}

Result<Done> RetentionStore::dropStale(std::int64_t beforeMs)
{
    SOTTO_TRY(m_staleStates->with(beforeMs).run());
    SOTTO_TRY(m_staleChanges->with(beforeMs).run());
    SOTTO_TRY(m_staleReactions->with(beforeMs).run());
    return Done{};
}

Result<Done> RetentionStore::remember(const Jid& sender, DeviceId device, std::string_view originId,
                                      std::int64_t nowMs)
{
    const auto name = nameOf(sender, device, originId);
    SOTTO_TRY(m_remember->with(ByteView{name}, nowMs).run());
    return Done{};
}

Result<bool> RetentionStore::wasRemoved(const Jid& sender, DeviceId device,
                                        std::string_view originId)
{
    const auto name = nameOf(sender, device, originId);
    SOTTO_TRY_ASSIGN(const auto found, m_wasRemoved->with(ByteView{name}).first(readInteger));
    return found.has_value();
}

Result<std::int64_t> RetentionStore::removedUntil(ConversationId in)
{
    SOTTO_TRY_ASSIGN(const auto until, m_until->with(in).first(readInteger));
    return until.value_or(0);
}

}  // namespace sotto::store
