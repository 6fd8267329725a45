// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/receipt_store.h"

namespace sotto::store {
namespace {

Result<ReceiptDue> readDue(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto sender, row.jid(2));
    return ReceiptDue{
        row.as<ReceiptKind>(0),
        {row.as<MessageId>(1), std::move(sender), row.as<DeviceId>(3), row.text(4)},
    };
}

}  // namespace

Result<ReceiptStore> ReceiptStore::open(Connection& connection)
{
    const std::string furthest =
        "INSERT INTO receipt_due (message, kind) "
        "SELECT id, CASE WHEN done_at > 0 THEN 4 "
        "WHEN declined_at > accepted_at THEN 5 WHEN accepted_at > 0 THEN 3 "
        "WHEN acknowledged_at > 0 THEN 2 WHEN read_at > 0 THEN 1 ELSE 0 END "
        "FROM message WHERE ";
    const std::string once = " ON CONFLICT (message, kind) DO NOTHING";
    ReceiptStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add, "INSERT INTO receipt_due (message, kind) VALUES (?1, ?2)" + once},
            {&store.m_due,
             "SELECT r.kind, r.message, m.sender, m.sender_device, m.origin_id "
             "FROM receipt_due r JOIN message m ON m.id = r.message "
             "ORDER BY r.message, r.kind LIMIT ?1"},
            {&store.m_settle, "DELETE FROM receipt_due WHERE message = ?1 AND kind = ?2"},
            {&store.m_oweAnew,
             furthest +
                 "id > (SELECT coalesce(max(id), 0) - 20000 FROM message) AND outgoing = 0 "
                 "AND sender = ?1 AND sender_device = ?2 AND kind = 0 AND received_at >= ?3 "
                 "ORDER BY id DESC LIMIT ?4" +
                 once},
            {&store.m_oweAllAnew,
             furthest +
                 "outgoing = 0 AND kind = 0 AND received_at >= ?1 ORDER BY id DESC LIMIT ?2" +
                 once},
        }));
    return store;
}

Result<Done> ReceiptStore::add(MessageId message, ReceiptKind kind)
{
    SOTTO_TRY(m_add->with(message, kind).run());
    return Done{};
}

Result<std::vector<ReceiptDue>> ReceiptStore::due(int limit)
{
    return m_due->with(limit).all(readDue);
}

Result<Done> ReceiptStore::settle(MessageId message, ReceiptKind kind)
{
    SOTTO_TRY(m_settle->with(message, kind).run());
    return Done{};
}

Result<Done> ReceiptStore::oweAnew(const Jid& sender, DeviceId device, std::int64_t sinceMs,
                                   int limit)
{
    SOTTO_TRY(m_oweAnew->with(sender.toString(), device, sinceMs, limit).run());
    return Done{};
}

Result<Done> ReceiptStore::oweAllAnew(std::int64_t sinceMs, int limit)
{
    SOTTO_TRY(m_oweAllAnew->with(sinceMs, limit).run());
    return Done{};
}

}  // namespace sotto::store
