// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/state_store.h"

namespace sotto::store {
namespace {

/// ?3 is the kind, ?4 when. A column takes it once, if its own state or a later one is reported:
/// 0 < 1 < 2 < {3, 4, 5}.
std::string moved(std::string_view column, std::string_view condition)
{
    const std::string name{column};
    return name + " = iif(" + name + " = 0 AND " + std::string{condition} + ", ?4, " + name + ")";
}

std::string update()
{
    return "UPDATE message_state SET " + moved("delivered_at", "?3 >= 0") + ", " +
        moved("read_at", "?3 >= 1") + ", " + moved("acknowledged_at", "?3 >= 2") + ", " +
        moved("accepted_at", "?3 = 3") + ", " + moved("done_at", "?3 = 4") + ", " +
        moved("declined_at", "?3 = 5") +
        " WHERE origin_id = ?1 AND person = ?2 AND CASE ?3 WHEN 0 THEN delivered_at "
        "WHEN 1 THEN read_at WHEN 2 THEN acknowledged_at WHEN 3 THEN accepted_at "
        "WHEN 4 THEN done_at ELSE declined_at END = 0";
}

Result<PersonState> readState(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto person, row.jid(0));
    return PersonState{std::move(person), row.integer(1), row.integer(2), row.integer(3),
                       row.integer(4),    row.integer(5), row.integer(6)};
}

Result<StateCounts> readCounts(const Statement& row)
{
    return StateCounts{row.as<int>(0), row.as<int>(1), row.as<int>(2), row.as<int>(3),
                       row.as<int>(4), row.as<int>(5), row.as<int>(6)};
}

}  // namespace

Result<StateStore> StateStore::open(Connection& connection)
{
    StateStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_addAudience,
             "INSERT INTO message_state (origin_id, person, audience) VALUES (?1, ?2, 1) "
             "ON CONFLICT (origin_id, person) DO UPDATE SET audience = 1"},
            {&store.m_known,
             "SELECT EXISTS (SELECT 1 FROM message_state WHERE origin_id = ?1 AND audience = 1)"},
            {&store.m_note, update() + " AND audience = ?5"},
            {&store.m_early,
             "SELECT count(*) FROM message_state WHERE person = ?1 AND audience = 0"},
            {&store.m_addEarly,
             "INSERT INTO message_state (origin_id, person, audience) VALUES (?1, ?2, 0) "
             "ON CONFLICT (origin_id, person) DO NOTHING"},
            {&store.m_counts,
             "SELECT count(*), coalesce(sum(delivered_at > 0), 0), coalesce(sum(read_at > 0), 0), "
             "coalesce(sum(acknowledged_at > 0), 0), coalesce(sum(accepted_at > 0), 0), "
             "coalesce(sum(done_at > 0), 0), coalesce(sum(declined_at > 0), 0) "
             "FROM message_state WHERE origin_id = ?1 AND audience = 1"},
            {&store.m_people,
             "SELECT person, delivered_at, read_at, acknowledged_at, accepted_at, done_at, "
             "declined_at FROM message_state WHERE origin_id = ?1 AND audience = 1 "
             "ORDER BY person"},
        }));
    SOTTO_TRY_ASSIGN(store.m_records, RecordStore::open(connection));
    return store;
}

Result<Done> StateStore::addAudience(std::string_view originId, const Jid& person)
{
    SOTTO_TRY(m_addAudience->with(originId, person.toString()).run());
    return Done{};
}

Result<bool> StateStore::isKnown(std::string_view originId)
{
    SOTTO_TRY_ASSIGN(const auto known, m_known->with(originId).first(readInteger));
    return known.value_or(0) != 0;
}

Result<bool> StateStore::note(std::string_view originId, const Jid& person, ReceiptKind kind,
                              std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(const int changed,
                     m_note->with(originId, person.toString(), kind, atMs, 1).run());
    if (changed > 0)
        SOTTO_TRY(m_records->note(actOf(kind), {}, originId, person, atMs));
    return changed > 0;
}

Result<Done> StateStore::noteEarly(std::string_view originId, const Jid& person, ReceiptKind kind,
                                   std::int64_t atMs)
{
    const auto address = person.toString();
    SOTTO_TRY_ASSIGN(const auto kept, m_early->with(address).first(readInteger));
    if (kept.value_or(0) < kMostEarlyStates)
        SOTTO_TRY(m_addEarly->with(originId, address).run());
    SOTTO_TRY(m_note->with(originId, address, kind, atMs, 0).run());
    return Done{};
}

Result<StateCounts> StateStore::counts(std::string_view originId)
{
    SOTTO_TRY_ASSIGN(const auto counts, m_counts->with(originId).first(readCounts));
    return counts.value_or(StateCounts{});
}

Result<std::vector<PersonState>> StateStore::people(std::string_view originId)
{
    return m_people->with(originId).all(readState);
}

}  // namespace sotto::store
