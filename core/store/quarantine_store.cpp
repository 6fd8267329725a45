// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine_store.h"

#include <algorithm>

namespace sotto::store {
namespace {

constexpr std::string_view kColumns =
    "message, sender, archive_id, reason, stanza, at, repair, asked_at";

/// 0 Malformed, 1 Forged, 2 NoSession, 3 NotForThisDevice, 6 Missing; repair 0 is Due.
constexpr std::string_view kDue =
    "SELECT q.reason, q.message, m.sender, m.sender_device, m.origin_id "
    "FROM quarantine q JOIN message m ON m.id = q.message "
    "WHERE q.reason IN (0, 1, 2, 3, 6) AND q.repair = 0 AND m.sender <> ?1 "
    "AND m.sender_device > 0 AND m.origin_id <> '' ORDER BY q.message";

constexpr std::string_view kOutstanding =
    "SELECT count(*) FROM quarantine q JOIN message m ON m.id = q.message "
    "WHERE q.reason IN (0, 1, 2, 3, 6) AND q.repair = 1 AND q.asked_at >= ?3 "
    "AND m.sender = ?1 AND m.sender_device = ?2";

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
        .repair = row.as<RepairState>(6),
        .askedAtMs = row.integer(7),
    };
}

Result<CardDue> readDue(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto sender, row.jid(2));
    return CardDue{row.as<QuarantineReason>(0),
                   {row.as<MessageId>(1), std::move(sender), row.as<DeviceId>(3), row.text(4)}};
}

}  // namespace

Result<QuarantineStore> QuarantineStore::open(Connection& connection)
{
    const auto select = "SELECT " + std::string{kColumns} + " FROM quarantine ";
    QuarantineStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO quarantine (" + std::string{kColumns} +
                 ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
            {&store.m_find, select + "WHERE message = ?1"},
            {&store.m_card,
             "SELECT id FROM message WHERE sender = ?1 AND sender_device = ?2 AND origin_id = ?3 "
             "AND kind = 1"},
            {&store.m_forget, "DELETE FROM quarantine WHERE message = ?1"},
            {&store.m_removeCard, "DELETE FROM message WHERE id = ?1 AND kind = 1"},
            {&store.m_setReason, "UPDATE quarantine SET reason = ?2 WHERE message = ?1"},
            {&store.m_setRepair,
             "UPDATE quarantine SET repair = ?2, asked_at = ?3 WHERE message = ?1"},
            {&store.m_due, std::string{kDue}},
            {&store.m_outstanding, std::string{kOutstanding}},
            {&store.m_withReason, select + "WHERE reason = ?1 ORDER BY message LIMIT ?2"},
            {&store.m_count, "SELECT count(*) FROM quarantine"},
        }));
    return store;
}

Result<Done> QuarantineStore::add(const QuarantineRow& row)
{
    const auto kept =
        ByteView{row.stanza}.first(std::min(row.stanza.size(), kMostQuarantinedBytes));
    SOTTO_TRY(m_add
                  ->with(row.message, row.from.toString(), row.archiveId, row.reason, kept,
                         row.atMs, row.repair, row.askedAtMs)
                  .run());
    return Done{};
}

Result<std::optional<QuarantineRow>> QuarantineStore::find(MessageId message)
{
    return m_find->with(message).first(readQuarantine);
}

Result<std::optional<MessageId>> QuarantineStore::card(const Jid& sender, DeviceId device,
                                                       std::string_view originId)
{
    return m_card->with(sender.toString(), device, originId)
        .first([](const Statement& row) -> Result<MessageId> { return row.as<MessageId>(0); });
}

Result<Done> QuarantineStore::forget(MessageId message)
{
    SOTTO_TRY(m_forget->with(message).run());
    return Done{};
}

Result<Done> QuarantineStore::removeCard(MessageId message)
{
    SOTTO_TRY(forget(message));
    SOTTO_TRY(m_removeCard->with(message).run());
    return Done{};
}

Result<Done> QuarantineStore::setReason(MessageId message, QuarantineReason reason)
{
    SOTTO_TRY(m_setReason->with(message, reason).run());
    return Done{};
}

Result<Done> QuarantineStore::setRepair(MessageId message, RepairState state,
                                        std::int64_t askedAtMs)
{
    SOTTO_TRY(m_setRepair->with(message, state, askedAtMs).run());
    return Done{};
}

Result<std::vector<CardDue>> QuarantineStore::due(const Jid& self)
{
    return m_due->with(self.toString()).all(readDue);
}

Result<int> QuarantineStore::outstanding(const Jid& sender, DeviceId device, std::int64_t sinceMs)
{
    SOTTO_TRY_ASSIGN(const auto count,
                     m_outstanding->with(sender.toString(), device, sinceMs).first(readInteger));
    return static_cast<int>(count.value_or(0));
}

Result<std::vector<QuarantineRow>> QuarantineStore::withReason(QuarantineReason reason, int limit)
{
    return m_withReason->with(reason, limit).all(readQuarantine);
}

Result<int> QuarantineStore::count()
{
    SOTTO_TRY_ASSIGN(const auto count, m_count->with().first(readInteger));
    return static_cast<int>(count.value_or(0));
}

}  // namespace sotto::store
