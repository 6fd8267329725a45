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

ReceiptStore::ReceiptStore(Statement add, Statement due, Statement settle)
    : m_add(std::move(add)),
      m_due(std::move(due)),
      m_settle(std::move(settle))
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
    return ReceiptStore{std::move(add), std::move(due), std::move(settle)};
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

}  // namespace sotto::store
