// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/patient_store.h"

namespace sotto::store {
namespace {

Result<PatientTag> readTag(const Statement& row)
{
    return PatientTag{row.text(0), row.text(1), splitLabels(row.text(2))};
}

}  // namespace

Result<PatientStore> PatientStore::open(Connection& connection)
{
    PatientStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO message_patient (message, name, number, labels) VALUES (?1, ?2, ?3, ?4)"},
            {&store.m_find, "SELECT name, number, labels FROM message_patient WHERE message = ?1"},
            {&store.m_keepDraft,
             "INSERT INTO draft_patient (conversation, name, number, labels) "
             "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (conversation) DO UPDATE SET "
             "name = excluded.name, number = excluded.number, labels = excluded.labels"},
            {&store.m_dropDraft, "DELETE FROM draft_patient WHERE conversation = ?1"},
            {&store.m_draft,
             "SELECT name, number, labels FROM draft_patient WHERE conversation = ?1"},
            {&store.m_recent,
             "SELECT name, number, labels FROM (SELECT * FROM message_patient "
             "ORDER BY message DESC LIMIT 2000) GROUP BY name, number "
             "ORDER BY max(message) DESC LIMIT ?1"},
        }));
    SOTTO_TRY_ASSIGN(store.m_search, SearchIndex::open(connection));
    return store;
}

Result<Done> PatientStore::add(MessageId message, const std::optional<PatientTag>& tag)
{
    if (!tag)
        return Done{};
    SOTTO_TRY(m_search->forget(message));
    SOTTO_TRY(m_add->with(message, tag->name, tag->number, joinLabels(tag->labels)).run());
    return m_search->add(message);
}

Result<std::optional<PatientTag>> PatientStore::find(MessageId message)
{
    return m_find->with(message).first(readTag);
}

Result<Done> PatientStore::keepDraft(ConversationId in, const std::optional<PatientTag>& tag)
{
    if (tag)
        SOTTO_TRY(m_keepDraft->with(in, tag->name, tag->number, joinLabels(tag->labels)).run());
    else
        SOTTO_TRY(m_dropDraft->with(in).run());
    return Done{};
}

Result<std::optional<PatientTag>> PatientStore::draft(ConversationId in)
{
    return m_draft->with(in).first(readTag);
}

Result<std::vector<PatientTag>> PatientStore::recent(int limit)
{
    return m_recent->with(limit).all(readTag);
}

}  // namespace sotto::store
