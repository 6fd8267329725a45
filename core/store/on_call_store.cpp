// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/on_call_store.h"

namespace sotto::store {
namespace {

Result<OnCallWordRow> readWord(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto holder, row.jid(0));
    return OnCallWordRow{std::move(holder), row.integer(1), row.text(2)};
}

Result<OnCallMessageRow> readMessage(const Statement& row)
{
    return OnCallMessageRow{row.as<MessageId>(0), row.text(1), row.text(2),
                            row.text(3),          row.text(4), row.integer(5) != 0};
}

Result<OnCallOfferRow> readOffer(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto person, row.jid(1));
    OnCallOfferRow offer{.id = row.text(0), .person = std::move(person)};
    offer.outgoing = row.integer(2) != 0;
    offer.role = row.text(3);
    offer.items = static_cast<int>(row.integer(4));
    offer.atMs = row.integer(5);
    offer.state = row.as<OnCallOfferState>(6);
    return offer;
}

}  // namespace

Result<OnCallStore> OnCallStore::open(Connection& connection)
{
    const std::string message =
        "SELECT message, role, author, ref, handed_to, told FROM message_on_call ";
    const std::string offer =
        "SELECT id, person, outgoing, role, items, at, state FROM on_call_offer ";
    OnCallStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_saveWord,
             "INSERT INTO on_call_word (holder, serial, word) VALUES (?1, ?2, ?3) ON CONFLICT "
             "(holder) DO UPDATE SET serial = excluded.serial, word = excluded.word "
             "WHERE excluded.serial > on_call_word.serial"},
            {&store.m_words, "SELECT holder, serial, word FROM on_call_word ORDER BY holder"},
            {&store.m_add,
             "INSERT INTO message_on_call (message, role, author, ref, handed_to, told) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (message) DO NOTHING"},
            {&store.m_find, message + "WHERE message = ?1"},
            {&store.m_openItems,
             "SELECT o.message FROM message_on_call o JOIN message m ON m.id = o.message "
             "WHERE o.role = ?1 AND o.handed_to = '' AND m.outgoing = 0 AND m.open_item = 1 "
             "ORDER BY o.message"},
            {&store.m_handOver,
             "UPDATE message_on_call SET handed_to = ?2, told = ?3 WHERE message = ?1"},
            {&store.m_untold, message + "WHERE told = 0 ORDER BY message"},
            {&store.m_setTold, "UPDATE message_on_call SET told = 1 WHERE message = ?1"},
            {&store.m_addOffer,
             "INSERT INTO on_call_offer (id, person, outgoing, role, items, at, state) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id, person) DO NOTHING"},
            {&store.m_offer, offer + "WHERE id = ?1 AND person = ?2"},
            {&store.m_offers, offer + "WHERE state = ?1 ORDER BY at, id"},
            {&store.m_settle, "UPDATE on_call_offer SET state = ?3 WHERE id = ?1 AND person = ?2"},
        }));
    return store;
}

Result<Done> OnCallStore::saveWord(const OnCallWordRow& row)
{
    SOTTO_TRY(m_saveWord->with(row.holder.toString(), row.serial, row.word).run());
    return Done{};
}

Result<std::vector<OnCallWordRow>> OnCallStore::words()
{
    return m_words->with().all(readWord);
}

Result<Done> OnCallStore::add(const OnCallMessageRow& row)
{
    SOTTO_TRY(
        m_add->with(row.message, row.role, row.author, row.ref, row.handedTo, row.told ? 1 : 0)
            .run());
    return Done{};
}

Result<std::optional<OnCallMessageRow>> OnCallStore::find(MessageId message)
{
    return m_find->with(message).first(readMessage);
}

Result<std::vector<MessageId>> OnCallStore::openItems(std::string_view role)
{
    return m_openItems->with(role).all(
        [](const Statement& row) -> Result<MessageId> { return row.as<MessageId>(0); });
}

Result<Done> OnCallStore::handOver(MessageId message, const Jid& to, bool told)
{
    SOTTO_TRY(m_handOver->with(message, to.toString(), told ? 1 : 0).run());
    return Done{};
}

Result<std::vector<OnCallMessageRow>> OnCallStore::untold()
{
    return m_untold->with().all(readMessage);
}

Result<Done> OnCallStore::setTold(MessageId message)
{
    SOTTO_TRY(m_setTold->with(message).run());
    return Done{};
}

Result<Done> OnCallStore::addOffer(const OnCallOfferRow& row)
{
    SOTTO_TRY(m_addOffer
                  ->with(row.id, row.person.toString(), row.outgoing ? 1 : 0, row.role, row.items,
                         row.atMs, row.state)
                  .run());
    return Done{};
}

Result<std::optional<OnCallOfferRow>> OnCallStore::offer(std::string_view id, const Jid& person)
{
    return m_offer->with(id, person.toString()).first(readOffer);
}

Result<std::vector<OnCallOfferRow>> OnCallStore::offers(OnCallOfferState state)
{
    return m_offers->with(state).all(readOffer);
}

Result<Done> OnCallStore::settleOffer(std::string_view id, const Jid& person,
                                      OnCallOfferState state)
{
    SOTTO_TRY(m_settle->with(id, person.toString(), state).run());
    return Done{};
}

}  // namespace sotto::store
