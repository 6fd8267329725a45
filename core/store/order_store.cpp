// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/order_store.h"

namespace sotto::store {
namespace {

Result<OrderRow> readOrder(const Statement& row)
{
    return OrderRow{row.as<MessageId>(0), row.integer(1), static_cast<int>(row.integer(2)),
                    row.as<DeviceId>(3),  row.blob(4),    row.integer(5)};
}

}  // namespace

Result<OrderStore> OrderStore::open(Connection& connection)
{
    OrderStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO message_order (message, signed_at, utc_offset, device, signature) "
             "VALUES (?1, ?2, ?3, ?4, ?5)"},
            {&store.m_find,
             "SELECT message, signed_at, utc_offset, device, signature, cancelled_at "
             "FROM message_order WHERE message = ?1"},
            {&store.m_cancel,
             "UPDATE message_order SET cancelled_at = ?2 WHERE message = ?1 AND cancelled_at = 0"},
            {&store.m_close, "UPDATE message SET open_item = 0 WHERE id = ?1"},
        }));
    SOTTO_TRY_ASSIGN(store.m_records, RecordStore::open(connection));
    return store;
}

Result<Done> OrderStore::add(const OrderRow& order, const MessageRow& message)
{
    SOTTO_TRY(
        m_add->with(order.message, order.signedAtMs, order.utcOffsetMin, order.by, order.signature)
            .run());
    if (!message.outgoing)
        return Done{};
    return m_records->note(MessageAct::OrderSigned, message.sender, message.originId,
                           message.sender, order.signedAtMs);
}

Result<std::optional<OrderRow>> OrderStore::find(MessageId message)
{
    return m_find->with(message).first(readOrder);
}

Result<bool> OrderStore::cancel(const MessageRow& message, std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(const int changed, m_cancel->with(message.id, atMs).run());
    if (changed == 0)
        return false;
    SOTTO_TRY(m_close->with(message.id).run());
    SOTTO_TRY(m_records->note(MessageAct::OrderCancelled, message.sender, message.originId,
                              message.sender, atMs));
    return true;
}

Result<Done> OrderStore::noteEntered(const MessageRow& message, const Jid& person,
                                     std::int64_t atMs)
{
    return m_records->note(MessageAct::OrderEntered, message.sender, message.originId, person,
                           atMs);
}

}  // namespace sotto::store
