// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/outbox_store.h"

namespace sotto::store {
namespace {

std::optional<MessageId> messageOf(std::int64_t stored)
{
    return stored == 0 ? std::nullopt : std::optional{MessageId{stored}};  // NULL reads as 0
}

Result<OutboxRow> readOutbox(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto to, row.jid(1));
    return OutboxRow{
        .id = row.as<OutboxId>(0),
        .to = std::move(to),
        .originId = row.text(2),
        .stanza = row.blob(3),
        .purpose = row.as<Purpose>(4),
        .message = messageOf(row.integer(5)),
        .attempts = row.as<int>(6),
        .createdAtMs = row.integer(7),
        .ackedAtMs = row.integer(8),
    };
}

}  // namespace

Result<OutboxStore> OutboxStore::open(Connection& connection)
{
    const std::string columns =
        "id, recipient, origin_id, stanza, purpose, message, attempts, created_at, acked_at";
    OutboxStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO outbox (recipient, origin_id, stanza, purpose, message, created_at) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id"},
            {&store.m_pending, "SELECT " + columns + " FROM outbox ORDER BY id"},
            {&store.m_find, "SELECT " + columns + " FROM outbox WHERE origin_id = ?1"},
            {&store.m_acked, "UPDATE outbox SET acked_at = ?2 WHERE id = ?1"},
            {&store.m_missing,
             "UPDATE outbox SET attempts = attempts + 1, acked_at = 0 WHERE id = ?1"},
            {&store.m_unproved, "SELECT EXISTS (SELECT 1 FROM outbox WHERE acked_at > 0)"},
            {&store.m_remove, "DELETE FROM outbox WHERE id = ?1"},
            {&store.m_noteSent,
             "INSERT INTO sent (origin_id, sent_at, purpose) VALUES (?1, ?2, ?3) "
             "ON CONFLICT (origin_id) DO UPDATE SET sent_at = excluded.sent_at"},
            {&store.m_wasOurs,
             "SELECT EXISTS (SELECT 1 FROM outbox WHERE origin_id = ?1) "
             "OR EXISTS (SELECT 1 FROM sent WHERE origin_id = ?1)"},
            {&store.m_purposeOf, "SELECT purpose FROM sent WHERE origin_id = ?1"},
            {&store.m_forget, "DELETE FROM sent WHERE sent_at < ?1"},
        }));
    return store;
}

Result<OutboxId> OutboxStore::add(const OutboxRow& row)
{
    SOTTO_TRY_ASSIGN(const auto id,
                     m_add
                         ->with(row.to.toString(), row.originId, ByteView{row.stanza}, row.purpose,
                                row.message, row.createdAtMs)
                         .first(readInteger));
    SOTTO_TRY(m_noteSent->with(row.originId, row.createdAtMs, row.purpose).run());
    return OutboxId{id.value_or(0)};
}

Result<std::vector<OutboxRow>> OutboxStore::pending()
{
    return m_pending->with().all(readOutbox);
}

Result<std::optional<OutboxRow>> OutboxStore::find(std::string_view originId)
{
    return m_find->with(originId).first(readOutbox);
}

Result<std::optional<OutboxRow>> OutboxStore::noteAcked(std::string_view originId,
                                                        std::int64_t nowMs)
{
    SOTTO_TRY_ASSIGN(auto row, find(originId));
    if (row && row->ackedAtMs == 0) {
        row->ackedAtMs = nowMs;
        SOTTO_TRY(m_acked->with(row->id, nowMs).run());
    }
    return row;
}

Result<Done> OutboxStore::noteMissing(OutboxId id)
{
    SOTTO_TRY(m_missing->with(id).run());
    return Done{};
}

Result<bool> OutboxStore::hasUnproved()
{
    SOTTO_TRY_ASSIGN(const auto some, m_unproved->with().first(readInteger));
    return some.value_or(0) != 0;
}

Result<std::optional<OutboxRow>> OutboxStore::remove(std::string_view originId)
{
    SOTTO_TRY_ASSIGN(auto row, find(originId));
    if (row)
        SOTTO_TRY(m_remove->with(row->id).run());
    return row;
}

Result<bool> OutboxStore::wasOurs(std::string_view originId)
{
    SOTTO_TRY_ASSIGN(const auto known, m_wasOurs->with(originId).first(readInteger));
    return known.value_or(0) != 0;
}

Result<std::optional<Purpose>> OutboxStore::purposeOf(std::string_view originId)
{
    return m_purposeOf->with(originId).first(
        [](const Statement& row) -> Result<Purpose> { return row.as<Purpose>(0); });
}

Result<Done> OutboxStore::forgetSentBefore(std::int64_t atMs)
{
    SOTTO_TRY(m_forget->with(atMs).run());
    return Done{};
}

}  // namespace sotto::store
