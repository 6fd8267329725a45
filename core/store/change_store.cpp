// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/change_store.h"

namespace sotto::store {
namespace {

Result<CarriedChange> readCarried(const Statement& row)
{
    return CarriedChange{row.text(0), row.text(1), patientFromText(row.text(2))};
}

Result<ChangeRow> readEarly(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto author, row.jid(1));
    SOTTO_TRY_ASSIGN(auto peer, row.jid(2));
    return ChangeRow{
        row.text(0), std::move(author),           std::move(peer), row.integer(3), row.integer(4),
        row.text(5), patientFromText(row.text(6))};
}

}  // namespace

Result<ChangeStore> ChangeStore::open(Connection& connection)
{
    ChangeStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO change (message, target, body, patient) VALUES (?1, ?2, ?3, ?4)"},
            {&store.m_carried, "SELECT target, body, patient FROM change WHERE message = ?1"},
            {&store.m_recall,
             "UPDATE message SET body = '', recalled_at = ?2, open_item = 0, unread = 0 "
             "WHERE id = ?1 AND recalled_at = 0"},
            {&store.m_strike,
             "UPDATE message SET recalled_at = ?2, open_item = 0, unread = 0 "
             "WHERE id = ?1 AND recalled_at = 0"},
            {&store.m_dropVersions, "DELETE FROM message_version WHERE message = ?1"},
            {&store.m_dropFile, "DELETE FROM attachment WHERE message = ?1"},
            {&store.m_correct, "UPDATE message SET body = ?2, corrected_at = ?3 WHERE id = ?1"},
            {&store.m_addVersion,
             "INSERT INTO message_version (message, at, body, patient) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT (message, at) DO NOTHING"},
            {&store.m_versions,
             "SELECT at, body, patient FROM message_version WHERE message = ?1 ORDER BY at"},
            {&store.m_countEarly, "SELECT count(*) FROM early_change WHERE author = ?1"},
            {&store.m_addEarly,
             "INSERT INTO early_change (origin_id, author, peer, sealed_at, at, body, patient) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (origin_id, author) DO UPDATE SET "
             "peer = excluded.peer, sealed_at = excluded.sealed_at, at = excluded.at, "
             "body = excluded.body, patient = excluded.patient WHERE early_change.body <> '' AND "
             "(excluded.body = '' OR excluded.sealed_at > early_change.sealed_at)"},
            {&store.m_early,
             "SELECT origin_id, author, peer, sealed_at, at, body, patient FROM early_change "
             "WHERE origin_id = ?1 AND author = ?2"},
            {&store.m_dropEarly, "DELETE FROM early_change WHERE origin_id = ?1 AND author = ?2"},
            {&store.m_keepNumber,
             "UPDATE message_record SET patient = coalesce((SELECT number FROM message_patient "
             "WHERE message = ?1), '') WHERE origin_id = ?2 AND author IN (?3, '')"},
            {&store.m_emptyCarried, "UPDATE change SET body = '', patient = '' WHERE target = ?1"},
            {&store.m_dropPatient, "DELETE FROM message_patient WHERE message = ?1"},
            {&store.m_dropReactions, "DELETE FROM reaction WHERE message = ?1"},
            {&store.m_dropReactionDue, "DELETE FROM reaction_due WHERE message = ?1"},
        }));
    SOTTO_TRY_ASSIGN(store.m_patients, PatientStore::open(connection));
    SOTTO_TRY_ASSIGN(store.m_records, RecordStore::open(connection));
    SOTTO_TRY_ASSIGN(store.m_search, SearchIndex::open(connection));
    return store;
}

Result<Done> ChangeStore::add(MessageId line, const CarriedChange& change)
{
    SOTTO_TRY(m_add->with(line, change.target, change.body, patientText(change.patient)).run());
    return Done{};
}

Result<std::optional<CarriedChange>> ChangeStore::carriedBy(MessageId line)
{
    return m_carried->with(line).first(readCarried);
}

Result<Done> ChangeStore::recall(const MessageRow& message, std::int64_t atMs)
{
    SOTTO_TRY(m_search->forget(message.id));
    SOTTO_TRY(m_recall->with(message.id, atMs).run());
    SOTTO_TRY(m_dropVersions->with(message.id).run());
    SOTTO_TRY(m_dropFile->with(message.id).run());
    SOTTO_TRY(m_dropReactions->with(message.id).run());
    SOTTO_TRY(m_dropReactionDue->with(message.id).run());
    // A correction that still waits, or is asked for again, takes back instead (changeCarriedBy).
    if (message.outgoing)
        SOTTO_TRY(m_emptyCarried->with(message.originId).run());
    SOTTO_TRY(m_records->note(MessageAct::Recalled, message.sender, message.originId,
                              message.sender, atMs));
    SOTTO_TRY(m_keepNumber->with(message.id, message.originId, message.sender.toString()).run());
    SOTTO_TRY(m_dropPatient->with(message.id).run());
    return Done{};
}

/// The search still finds it.
Result<Done> ChangeStore::strike(const MessageRow& message, std::int64_t atMs)
{
    SOTTO_TRY(m_strike->with(message.id, atMs).run());
    return m_records->note(MessageAct::Recalled, message.sender, message.originId, message.sender,
                           atMs);
}

Result<Done> ChangeStore::correct(const MessageRow& message, const VersionRow& version)
{
    SOTTO_TRY(m_records->note(MessageAct::Corrected, message.sender, message.originId,
                              message.sender, version.sinceMs));
    const auto addVersion = [&](std::int64_t since, const std::string& body,
                                const std::optional<PatientTag>& patient) {
        return m_addVersion->with(message.id, since, body, patientText(patient)).run();
    };
    if (message.correctedAtMs >= version.sinceMs) {
        SOTTO_TRY(addVersion(version.sinceMs, version.body, version.patient));
        return Done{};
    }
    SOTTO_TRY_ASSIGN(const auto before, m_patients->find(message.id));
    const auto since = message.correctedAtMs > 0 ? message.correctedAtMs : message.sentAtMs;
    SOTTO_TRY(addVersion(since, message.body, before));
    SOTTO_TRY(m_search->forget(message.id));
    SOTTO_TRY(m_correct->with(message.id, version.body, version.sinceMs).run());
    SOTTO_TRY(m_dropPatient->with(message.id).run());
    SOTTO_TRY(m_search->add(message.id));
    return m_patients->add(message.id, version.patient);
}

Result<std::vector<VersionRow>> ChangeStore::versions(MessageId message)
{
    return m_versions->with(message).all([](const Statement& row) -> Result<VersionRow> {
        return VersionRow{row.integer(0), row.text(1), patientFromText(row.text(2))};
    });
}

Result<Done> ChangeStore::addEarly(const ChangeRow& change)
{
    const auto author = change.author.toString();
    SOTTO_TRY_ASSIGN(const auto kept, m_countEarly->with(author).first(readInteger));
    if (kept.value_or(0) >= kMostEarlyChanges)
        return Done{};
    SOTTO_TRY(m_addEarly
                  ->with(change.target, author, change.peer.toString(), change.sealedAtMs,
                         change.atMs, change.body, patientText(change.patient))
                  .run());
    return Done{};
}

Result<std::optional<ChangeRow>> ChangeStore::takeEarly(const Jid& author, std::string_view target)
{
    const auto address = author.toString();
    SOTTO_TRY_ASSIGN(auto change, m_early->with(target, address).first(readEarly));
    if (change)
        SOTTO_TRY(m_dropEarly->with(target, address).run());
    return change;
}

}  // namespace sotto::store
