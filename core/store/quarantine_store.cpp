// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine_store.h"

#include <algorithm>

namespace sotto::store {
namespace {

Result<QuarantineRow> readQuarantine(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto from, row.jid(1));
    return QuarantineRow{
        .message = row.as<MessageId>(0),
        .from = std::move(from),
        .archiveId = row.text(2),
        .reason = row.as<QuarantineReason>(3),
        .stanza = row.blob(4),
        .atMs = row.integer(5),
    };
}

}  // namespace

Result<QuarantineStore> QuarantineStore::open(Connection& connection)
{
    QuarantineStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO quarantine (message, sender, archive_id, reason, stanza, at) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
            {&store.m_find,
             "SELECT message, sender, archive_id, reason, stanza, at FROM quarantine "
             "WHERE message = ?1"},
            {&store.m_card,
             "SELECT id FROM message WHERE sender = ?1 AND sender_device = ?2 AND origin_id = ?3 "
             "AND kind = 1"},
            {&store.m_remove, "DELETE FROM quarantine WHERE message = ?1"},
            {&store.m_removeCard, "DELETE FROM message WHERE id = ?1"},
            {&store.m_count, "SELECT count(*) FROM quarantine"},
        }));
    return store;
}

Result<Done> QuarantineStore::add(const QuarantineRow& row)
{
    const auto kept =
        ByteView{row.stanza}.first(std::min(row.stanza.size(), kMostQuarantinedBytes));
    SOTTO_TRY(
        m_add->with(row.message, row.from.toString(), row.archiveId, row.reason, kept, row.atMs)
            .run());
    return Done{};
}

Result<std::optional<QuarantineRow>> QuarantineStore::find(MessageId message)
{
    return m_find->with(message).first(readQuarantine);
}

Result<std::optional<MessageId>> QuarantineStore::resolve(const Jid& sender, DeviceId device,
                                                          std::string_view originId)
{
    SOTTO_TRY_ASSIGN(
        const auto card,
        m_card->with(sender.toString(), device, originId)
            .first([](const Statement& row) -> Result<MessageId> { return row.as<MessageId>(0); }));
    if (card) {
        SOTTO_TRY(m_remove->with(*card).run());
        SOTTO_TRY(m_removeCard->with(*card).run());
    }
    return card;
}

Result<int> QuarantineStore::count()
{
    SOTTO_TRY_ASSIGN(const auto count, m_count->with().first(readInteger));
    return static_cast<int>(count.value_or(0));
}

}  // namespace sotto::store
