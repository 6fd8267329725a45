// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/archive_store.h"

namespace sotto::store {
namespace {

Result<CopyRow> readCopy(const Statement& row)
{
    return CopyRow{row.as<MessageId>(0), row.text(1), row.integer(2), row.integer(3)};
}

Result<ArchivedRow> readArchived(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto author, row.jid(1));
    SOTTO_TRY_ASSIGN(auto peer, row.jid(2));
    SOTTO_TRY_ASSIGN(auto handedBy, row.jid(3));
    return ArchivedRow{row.as<MessageId>(0), std::move(author),   std::move(peer),
                       std::move(handedBy),  row.integer(4) != 0, row.text(5)};
}

/// Rows of `change` are lines of ours; they are few.
constexpr std::string_view kDue =
    "SELECT a.message, a.copy, a.sealed_at, a.kept_at FROM archive_copy a "
    "WHERE a.kept_at = 0 AND a.sealed_at < ?1 "
    "AND NOT EXISTS (SELECT 1 FROM change c JOIN message line ON line.id = c.message "
    "JOIN message t ON t.origin_id = c.target AND t.sender = line.sender AND t.kind <> 1 "
    "JOIN archive_copy b ON b.message = t.id WHERE c.message = a.message AND b.kept_at = 0) "
    "AND NOT EXISTS (SELECT 1 FROM change c JOIN change e ON e.target = c.target "
    "AND e.message < c.message JOIN archive_copy b ON b.message = e.message "
    "WHERE c.message = a.message AND b.kept_at = 0) "
    "ORDER BY a.message LIMIT ?2";

}  // namespace

Result<ArchiveStore> ArchiveStore::open(Connection& connection)
{
    ArchiveStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_addDue,
             "INSERT INTO archive_copy (message, copy, sealed_at, kept_at) VALUES (?1, '', 0, 0) "
             "ON CONFLICT (message) DO NOTHING"},
            {&store.m_due, std::string{kDue}},
            {&store.m_sealed,
             "UPDATE archive_copy SET copy = ?2, sealed_at = ?3 WHERE message = ?1"},
            {&store.m_byCopy,
             "SELECT message FROM archive_copy WHERE copy = ?1 AND copy <> '' AND kept_at = 0"},
            {&store.m_kept, "UPDATE archive_copy SET kept_at = ?2 WHERE message = ?1"},
            {&store.m_find,
             "SELECT message, copy, sealed_at, kept_at FROM archive_copy WHERE message = ?1"},
            {&store.m_count, "SELECT count(*) FROM archive_copy WHERE kept_at = 0"},
            {&store.m_drop, "DELETE FROM archive_copy WHERE message = ?1"},
            {&store.m_addArchived,
             "INSERT INTO archived (message, author, peer, handed_by, received, origin_id) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
            {&store.m_archived,
             "SELECT message, author, peer, handed_by, received, origin_id FROM archived "
             "WHERE message = ?1"},
            {&store.m_keepOriginal,
             "INSERT INTO archive_original (message, copy) VALUES (?1, ?2) "
             "ON CONFLICT (message) DO NOTHING"},
            {&store.m_original, "SELECT copy FROM archive_original WHERE message = ?1"},
            {&store.m_dropOriginal, "DELETE FROM archive_original WHERE message = ?1"},
            {&store.m_changesDue,
             "SELECT c.message FROM change c JOIN archive_copy a ON a.message = c.message "
             "WHERE c.target = ?1 AND a.kept_at = 0 ORDER BY c.message"},
        }));
    return store;
}

Result<Done> ArchiveStore::addDue(MessageId message)
{
    SOTTO_TRY(m_addDue->with(message).run());
    return Done{};
}

Result<std::vector<CopyRow>> ArchiveStore::due(std::int64_t sealedBeforeMs, int limit)
{
    return m_due->with(sealedBeforeMs, limit).all(readCopy);
}

Result<Done> ArchiveStore::noteSealed(MessageId message, std::string_view copy, std::int64_t atMs)
{
    SOTTO_TRY(m_sealed->with(message, copy, atMs).run());
    return Done{};
}

Result<std::optional<MessageId>> ArchiveStore::noteKept(std::string_view copy, std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(const auto message,
                     m_byCopy->with(copy).first([](const Statement& row) -> Result<MessageId> {
                         return row.as<MessageId>(0);
                     }));
    if (message) {
        SOTTO_TRY(m_kept->with(*message, atMs).run());
        SOTTO_TRY(m_dropOriginal->with(*message).run());
    }
    return message;
}

Result<Done> ArchiveStore::drop(MessageId message)
{
    SOTTO_TRY(m_dropOriginal->with(message).run());
    SOTTO_TRY(m_drop->with(message).run());
    return Done{};
}

Result<Done> ArchiveStore::keepOriginal(MessageId message, std::string_view copy)
{
    SOTTO_TRY(m_keepOriginal->with(message, viewOf(copy)).run());
    return Done{};
}

Result<std::optional<std::string>> ArchiveStore::original(MessageId message)
{
    return m_original->with(message).first([](const Statement& row) -> Result<std::string> {
        return std::string{textOf(row.blob(0))};
    });
}

Result<std::vector<MessageId>> ArchiveStore::changesDue(std::string_view target)
{
    return m_changesDue->with(target).all(
        [](const Statement& row) -> Result<MessageId> { return row.as<MessageId>(0); });
}

Result<std::optional<CopyRow>> ArchiveStore::find(MessageId message)
{
    return m_find->with(message).first(readCopy);
}

Result<int> ArchiveStore::countDue()
{
    SOTTO_TRY_ASSIGN(const auto count, m_count->with().first(readInteger));
    return static_cast<int>(count.value_or(0));
}

Result<Done> ArchiveStore::addArchived(const ArchivedRow& row)
{
    SOTTO_TRY(m_addArchived
                  ->with(row.message, row.author.toString(), row.peer.toString(),
                         row.handedBy.toString(), row.received, row.originId)
                  .run());
    return Done{};
}

Result<std::optional<ArchivedRow>> ArchiveStore::archived(MessageId message)
{
    return m_archived->with(message).first(readArchived);
}

}  // namespace sotto::store
