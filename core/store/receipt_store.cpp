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

ReceiptStore::ReceiptStore(Statement add, Statement due, Statement settle, Statement oweAnew)
    : m_add(std::move(add)),
      m_due(std::move(due)),
      m_settle(std::move(settle)),
      m_oweAnew(std::move(oweAnew))
{
}

Result<ReceiptStore> ReceiptStore::open(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto add,
                     Statement::prepare(connection,
                                        "INSERT INTO receipt_due (message, kind) VALUES (?1, ?2) "
                                        "ON CONFLICT (message, kind) DO NOTHING"));
    SOTTO_TRY_ASSIGN(
        auto due,
        Statement::prepare(connection,
                           "SELECT r.kind, r.message, m.sender, m.sender_device, m.origin_id "
                           "FROM receipt_due r JOIN message m ON m.id = r.message "
                           "ORDER BY r.message, r.kind LIMIT ?1"));
    SOTTO_TRY_ASSIGN(
        auto settle,
        Statement::prepare(connection, "DELETE FROM receipt_due WHERE message = ?1 AND kind = ?2"));
    SOTTO_TRY_ASSIGN(
        auto oweAnew,
        Statement::prepare(
            connection,
            "INSERT INTO receipt_due (message, kind) "
            "SELECT id, iif(acknowledged_at > 0, 2, iif(read_at > 0, 1, 0)) FROM message "
            "WHERE conversation = (SELECT id FROM conversation WHERE peer = ?1) "
            "AND sender = ?1 AND sender_device = ?2 AND kind = 0 AND received_at >= ?3 "
            "ORDER BY id DESC LIMIT ?4 ON CONFLICT (message, kind) DO NOTHING"));
    return ReceiptStore{std::move(add), std::move(due), std::move(settle), std::move(oweAnew)};
}

Result<Done> ReceiptStore::add(MessageId message, ReceiptKind kind)
{
    SOTTO_TRY(m_add.with(message, kind).run());
    return Done{};
}

Result<std::vector<ReceiptDue>> ReceiptStore::due(int limit)
{
    return m_due.with(limit).all(readDue);
}

Result<Done> ReceiptStore::settle(MessageId message, ReceiptKind kind)
{
    SOTTO_TRY(m_settle.with(message, kind).run());
    return Done{};
}

Result<Done> ReceiptStore::oweAnew(const Jid& sender, DeviceId device, std::int64_t sinceMs,
                                   int limit)
{
    SOTTO_TRY(m_oweAnew.with(sender.toString(), device, sinceMs, limit).run());
    return Done{};
}

}  // namespace sotto::store
