// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/record_store.h"

namespace sotto::store {
namespace {

Result<MessageRecord> readRecord(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto person, row.jid(3));
    MessageRecord record{.number = row.integer(0),
                         .act = row.as<MessageAct>(1),
                         .originId = row.text(2),
                         .person = std::move(person),
                         .with = {},
                         .atMs = row.integer(4),
                         .patient = row.text(6)};
    if (!row.text(5).empty()) {
        SOTTO_TRY_ASSIGN(auto with, row.jid(5));
        record.with = std::move(with);
    }
    return record;
}

Result<LoggedMessage> readName(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto author, row.jid(1));
    SOTTO_TRY_ASSIGN(auto with, row.jid(2));
    return LoggedMessage{row.text(0), std::move(author), std::move(with), row.text(3)};
}

std::string textOf(const std::optional<Jid>& person)
{
    return person ? person->toString() : std::string{};
}

}  // namespace

Result<RecordStore> RecordStore::open(Connection& connection)
{
    RecordStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_note,
             "INSERT INTO message_record (act, author, origin_id, person, at) "
             "VALUES (?1, ?2, ?3, ?4, ?5)"},
            {&store.m_oldest,
             "SELECT r.id, r.act, r.origin_id, iif(r.person = '', ?1, r.person), r.at, "
             "coalesce((SELECT c.peer FROM message m JOIN conversation c ON c.id = m.conversation "
             "WHERE m.origin_id = r.origin_id AND m.sender = iif(r.author = '', ?1, r.author) "
             "AND m.kind <> 1 ORDER BY m.id LIMIT 1), ''), "
             "iif(r.patient <> '', r.patient, coalesce((SELECT p.number FROM message m "
             "JOIN message_patient p ON p.message = m.id WHERE m.origin_id = r.origin_id "
             "AND m.sender = iif(r.author = '', ?1, r.author) LIMIT 1), '')) "
             "FROM message_record r ORDER BY r.id LIMIT ?2"},
            {&store.m_remove, "DELETE FROM message_record WHERE id <= ?1"},
            {&store.m_name,
             "SELECT m.origin_id, m.sender, c.peer, coalesce((SELECT p.number "
             "FROM message_patient p WHERE p.message = m.id), '') "
             "FROM message m JOIN conversation c ON c.id = m.conversation WHERE m.id = ?1"},
        }));
    return store;
}

Result<Done> RecordStore::note(MessageAct act, const std::optional<Jid>& author,
                               std::string_view originId, const std::optional<Jid>& person,
                               std::int64_t atMs)
{
    SOTTO_TRY(m_note->with(act, textOf(author), originId, textOf(person), atMs).run());
    return Done{};
}

Result<std::vector<MessageRecord>> RecordStore::oldest(const Jid& self, int limit)
{
    return m_oldest->with(self.toString(), limit).all(readRecord);
}

Result<Done> RecordStore::removeUpTo(std::int64_t number)
{
    SOTTO_TRY(m_remove->with(number).run());
    return Done{};
}

Result<LoggedMessage> RecordStore::nameOf(MessageId id)
{
    SOTTO_TRY_ASSIGN(auto name, m_name->with(id).first(readName));
    if (!name)
        return Error{Errc::NotFound, "message"};
    return *std::move(name);
}

}  // namespace sotto::store
