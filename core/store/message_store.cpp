// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/message_store.h"

#include "core/base/assert.h"
#include "core/store/queries.h"

#include <algorithm>

namespace sotto::store {
namespace {

constexpr std::int64_t kPlacesBeforeGap = 1000;  // a longer gap ends out of order

Result<MessageRow> readMessage(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto sender, row.jid(4));
    return MessageRow{
        .id = row.as<MessageId>(0),
        .conversation = row.as<ConversationId>(1),
        .kind = row.as<MessageKind>(2),
        .outgoing = row.integer(3) != 0,
        .sender = std::move(sender),
        .senderDevice = row.as<DeviceId>(5),
        .originId = row.text(6),
        .stanzaId = row.text(7),
        .body = row.text(8),
        .urgency = row.as<Urgency>(9),
        .sentAtMs = row.integer(10),
        .receivedAtMs = row.integer(11),
        .delivery = row.as<Delivery>(12),
        .relayedAtMs = row.integer(13),
        .deliveredAtMs = row.integer(14),
        .readAtMs = row.integer(15),
        .acknowledgedAtMs = row.integer(16),
        .unread = row.integer(17) != 0,
        .unmanaged = row.integer(18) != 0,
        .acceptedAtMs = row.integer(19),
        .doneAtMs = row.integer(20),
        .declinedAtMs = row.integer(21),
        .dueAtMs = row.integer(22),
        .recalledAtMs = row.integer(24),
        .correctedAtMs = row.integer(25),
        .isOpen = row.integer(23) != 0,
    };
}

struct UnreadRow {
    MessageRef ref;
    MessageKind kind;
};

Result<UnreadRow> readUnread(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto sender, row.jid(1));
    return UnreadRow{{row.as<MessageId>(0), std::move(sender), row.as<DeviceId>(2), row.text(3)},
                     row.as<MessageKind>(4)};
}

std::string select(std::string_view rest)
{
    return "SELECT " + std::string{kMessageColumns} + std::string{rest};
}

}  // namespace

Result<MessageStore> MessageStore::open(Connection& connection)
{
    MessageStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO message (conversation, kind, outgoing, sender, sender_device, origin_id, "
             "stanza_id, body, urgency, sent_at, received_at, delivery, relayed_at, delivered_at, "
             "read_at, acknowledged_at, unread, unmanaged, id, due_at, open_item) VALUES (?1, ?2, "
             "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
             "?21) RETURNING id"},
            {&store.m_get, select(" FROM message WHERE id = ?1")},
            {&store.m_find, select(kMessageFind)},
            {&store.m_findAny, select(kMessageFindAnyDevice)},
            {&store.m_page, select(kMessagePage)},
            {&store.m_after, select(kMessagePageAfter)},
            {&store.m_advance,
             "UPDATE message SET delivery = ?2, "
             // Who has it, has it from the relay: its own word may never have come.
             "relayed_at = iif(?2 BETWEEN 4 AND 7 AND relayed_at = 0, ?3, relayed_at), "
             "delivered_at = iif(?2 = 5, ?3, delivered_at), "
             "read_at = iif(?2 = 6, ?3, read_at), "
             "acknowledged_at = iif(?2 = 7, ?3, acknowledged_at) WHERE id = ?1"},
            {&store.m_withDelivery, select(kMessagesWithDelivery)},
            {&store.m_unread, std::string{kUnreadUpTo}},
            {&store.m_markRead,
             "UPDATE message SET unread = 0, read_at = ?3 "
             "WHERE conversation = ?1 AND unread = 1 AND id <= ?2"},
            {&store.m_markOne,
             "UPDATE message SET unread = 0, read_at = ?2 WHERE id = ?1 AND unread = 1"},
            {&store.m_answer,
             "UPDATE message SET "
             "acknowledged_at = iif(acknowledged_at = 0, ?3, acknowledged_at), "
             "accepted_at = iif(?2 = 3, ?3, accepted_at), "
             "done_at = iif(?2 = 4, ?3, done_at), "
             "declined_at = iif(?2 = 5, ?3, declined_at) WHERE id = ?1"},
            {&store.m_close, "UPDATE message SET open_item = 0 WHERE id = ?1 AND open_item = 1"},
            {&store.m_open, select(kOpenItems)},
            {&store.m_sent,
             "SELECT count(*) FROM message WHERE id > (SELECT coalesce(max(id), 0) - 20000 "
             "FROM message) AND outgoing = 1 AND kind = 0 AND urgency = ?1 AND sent_at >= ?2"},
            {&store.m_setStanzaId, "UPDATE message SET stanza_id = ?2 WHERE id = ?1"},
            {&store.m_setBody, "UPDATE message SET body = ?2 WHERE id = ?1"},
            {&store.m_last, "SELECT seq FROM sqlite_sequence WHERE name = 'message'"},
            {&store.m_topUnread,
             "SELECT m.urgency FROM message m JOIN conversation c ON c.id = m.conversation "
             "WHERE m.id > ?1 AND m.unread = 1 AND m.kind = 0 AND (m.urgency > 1 OR c.muted = 0 "
             "OR EXISTS (SELECT 1 FROM message_mention n WHERE n.message = m.id "
             "AND n.person = ?2)) "
             "ORDER BY m.urgency DESC LIMIT 1"},
            {&store.m_fill,
             "UPDATE message SET kind = ?2, stanza_id = ?3, body = ?4, urgency = ?5, sent_at = ?6, "
             "received_at = ?7, unread = ?8, outgoing = ?9, delivery = ?10, relayed_at = ?11, "
             "unmanaged = ?12, due_at = ?13, open_item = ?14 "
             "WHERE id = ?1 AND kind = 1"},
            {&store.m_textBefore, std::string{kTextBefore}},
            {&store.m_hasTextOf, std::string{kHasTextOf}},
            {&store.m_setReach,
             "INSERT INTO urgent_choice (message, reach) VALUES (?1, ?2) "
             "ON CONFLICT (message) DO UPDATE SET reach = excluded.reach"},
            {&store.m_reach, "SELECT reach FROM urgent_choice WHERE message = ?1"},
        }));
    SOTTO_TRY_ASSIGN(store.m_records, RecordStore::open(connection));
    SOTTO_TRY_ASSIGN(store.m_search, SearchIndex::open(connection));
    return store;
}

Result<MessageId> MessageStore::add(const MessageRow& row)
{
    return addAt(row, std::nullopt);
}

Result<MessageId> MessageStore::addGap(const MessageRow& card, std::optional<MessageId> next)
{
    if (next) {
        const MessageId place{next->value - 1};
        SOTTO_TRY_ASSIGN(const auto taken, get(place));
        return addAt(card, place.value > 0 && !taken ? std::optional{place} : std::nullopt);
    }
    SOTTO_TRY_ASSIGN(const auto last, newest());
    return addAt(card, MessageId{last.value + kPlacesBeforeGap});
}

Result<MessageId> MessageStore::newest()
{
    SOTTO_TRY_ASSIGN(const auto last, m_last->with().first(readInteger));
    return MessageId{last.value_or(0)};
}

Result<std::optional<Urgency>> MessageStore::topUnreadAfter(MessageId id, const Jid& self)
{
    const auto address = self.toString();
    return m_topUnread->with(id, address).first([](const Statement& row) -> Result<Urgency> {
        return row.as<Urgency>(0);
    });
}

Result<Done> MessageStore::fill(MessageId card, const MessageRow& row)
{
    SOTTO_TRY_ASSIGN(const int changed,
                     m_fill
                         ->with(card, row.kind, row.stanzaId, row.body, row.urgency, row.sentAtMs,
                                row.receivedAtMs, row.unread, row.outgoing, row.delivery,
                                row.relayedAtMs, row.unmanaged, row.dueAtMs, row.isOpen)
                         .run());
    if (changed == 0)
        return Error{Errc::NotFound, "no such card"};
    SOTTO_TRY(m_search->add(card));
    return noteArrival(row);
}

Result<std::optional<std::string>> MessageStore::textBefore(ConversationId in, MessageId before,
                                                            DeviceId ownDevice)
{
    return m_textBefore->with(in, before, ownDevice)
        .first([](const Statement& row) -> Result<std::string> { return row.text(0); });
}

Result<bool> MessageStore::hasTextOf(const Jid& sender, DeviceId device, ConversationId in,
                                     MessageId before)
{
    SOTTO_TRY_ASSIGN(const auto some,
                     m_hasTextOf->with(in, before, sender.toString(), device).first(readInteger));
    return some.value_or(0) != 0;
}

/// Without a place: at the end.
Result<MessageId> MessageStore::addAt(const MessageRow& row, std::optional<MessageId> place)
{
    SOTTO_TRY_ASSIGN(const auto id,
                     m_add
                         ->with(row.conversation, row.kind, row.outgoing, row.sender.toString(),
                                row.senderDevice, row.originId, row.stanzaId, row.body, row.urgency,
                                row.sentAtMs, row.receivedAtMs, row.delivery, row.relayedAtMs,
                                row.deliveredAtMs, row.readAtMs, row.acknowledgedAtMs, row.unread,
                                row.unmanaged, place, row.dueAtMs, row.isOpen)
                         .first(readInteger));
    SOTTO_TRY(noteArrival(row));
    const MessageId made{id.value_or(0)};
    SOTTO_TRY(m_search->addNew(made, row));
    return made;
}

Result<Done> MessageStore::noteArrival(const MessageRow& row)
{
    if (row.kind != MessageKind::Text)
        return Done{};
    return m_records->note(row.outgoing ? MessageAct::Sent : MessageAct::Received, row.sender,
                           row.originId, row.outgoing ? std::optional{row.sender} : std::nullopt,
                           row.outgoing ? row.sentAtMs : row.receivedAtMs);
}

Result<std::optional<MessageRow>> MessageStore::get(MessageId id)
{
    return m_get->with(id).first(readMessage);
}

Result<std::optional<MessageRow>> MessageStore::find(const Jid& sender, DeviceId device,
                                                     std::string_view originId)
{
    return m_find->with(sender.toString(), device, originId).first(readMessage);
}

Result<std::optional<MessageRow>> MessageStore::find(const Jid& sender, std::string_view originId)
{
    return m_findAny->with(sender.toString(), originId).first(readMessage);
}

Result<MessagePage> MessageStore::page(ConversationId in, MessageId before, int limit)
{
    const int wanted = std::clamp(limit, 1, 1000);
    SOTTO_TRY_ASSIGN(auto rows, m_page->with(in, before, wanted + 1).all(readMessage));
    MessagePage page;
    page.hasOlder = rows.size() > static_cast<std::size_t>(wanted);
    if (page.hasOlder)
        rows.pop_back();
    std::ranges::reverse(rows);
    page.oldestFirst = std::move(rows);
    return page;
}

Result<std::pair<std::vector<MessageRow>, bool>> MessageStore::pageAfter(ConversationId in,
                                                                         MessageId after, int limit)
{
    const int wanted = std::clamp(limit, 1, 1000);
    SOTTO_TRY_ASSIGN(auto rows, m_after->with(in, after, wanted + 1).all(readMessage));
    const bool areNewer = rows.size() > static_cast<std::size_t>(wanted);
    if (areNewer)
        rows.pop_back();
    return std::pair{std::move(rows), areNewer};
}

Result<bool> MessageStore::advance(MessageId id, Delivery to, std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(const auto row, get(id));
    if (!row)
        return Error{Errc::NotFound, "no such message"};
    if (!row->outgoing)
        return Error{Errc::Denied, "an incoming message"};
    switch (transition(row->delivery, to)) {
    case Transition::Advance:
        break;
    case Transition::Late:
        return false;
    case Transition::Wrong:
#ifdef SOTTO_STOP_AT_WRONG_TRANSITION
        SOTTO_ASSERT(false);
#endif
        return Error{Errc::Denied, "that state does not follow"};
    }
    SOTTO_TRY(m_advance->with(id, to, atMs).run());
    return true;
}

Result<std::vector<MessageRow>> MessageStore::withDelivery(Delivery delivery)
{
    return m_withDelivery->with(delivery).all(readMessage);
}

Result<std::vector<MessageRef>> MessageStore::markRead(ConversationId in, MessageId upTo,
                                                       std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(auto unread, m_unread->with(in, upTo).all(readUnread));
    SOTTO_TRY(m_markRead->with(in, upTo, atMs).run());
    std::vector<MessageRef> owed;
    for (auto& row : unread) {
        if (row.kind != MessageKind::Text)
            continue;
        SOTTO_TRY(m_records->note(MessageAct::Read, row.ref.sender, row.ref.originId, {}, atMs));
        owed.push_back(std::move(row.ref));
    }
    return owed;
}

Result<bool> MessageStore::markOneRead(MessageId id, std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(const int changed, m_markOne->with(id, atMs).run());
    return changed > 0;
}

Result<Done> MessageStore::markAnswered(MessageId id, Answer answer, std::int64_t atMs)
{
    SOTTO_TRY_ASSIGN(const auto row, get(id));
    if (!row)
        return Error{Errc::NotFound, "no such message"};
    const bool isNew = (answer == Answer::Acknowledged && row->acknowledgedAtMs == 0) ||
        (answer == Answer::Accepted && row->acceptedAtMs == 0) ||
        (answer == Answer::Completed && row->doneAtMs == 0) ||
        (answer == Answer::Declined && row->declinedAtMs == 0);
    if (row->outgoing || row->kind != MessageKind::Text || !isNew || row->doneAtMs != 0)
        return Error{Errc::Denied, "that message takes no such answer"};
    SOTTO_TRY(m_answer->with(id, answer, atMs).run());
    SOTTO_TRY(m_records->note(actOf(receiptOf(answer)), row->sender, row->originId, {}, atMs));
    if (closes(answer, row->urgency))
        SOTTO_TRY(close(id));
    return Done{};
}

Result<bool> MessageStore::close(MessageId id)
{
    SOTTO_TRY_ASSIGN(const int changed, m_close->with(id).run());
    return changed > 0;
}

Result<int> MessageStore::countSent(Urgency urgency, std::int64_t sinceMs)
{
    SOTTO_TRY_ASSIGN(const auto count, m_sent->with(urgency, sinceMs).first(readInteger));
    return static_cast<int>(count.value_or(0));
}

Result<std::vector<MessageRow>> MessageStore::openItems(int limit)
{
    return m_open->with(limit).all(readMessage);
}

Result<Done> MessageStore::setBody(MessageId id, std::string_view body)
{
    SOTTO_TRY_ASSIGN(const int changed, m_setBody->with(id, body).run());
    if (changed == 0)
        return Error{Errc::NotFound, "no such message"};
    return Done{};
}

Result<Done> MessageStore::setReach(MessageId id, Reach reach)
{
    SOTTO_TRY(m_setReach->with(id, reach).run());
    return Done{};
}

Result<std::optional<Reach>> MessageStore::reachOf(MessageId id)
{
    return m_reach->with(id).first(
        [](const Statement& row) -> Result<Reach> { return row.as<Reach>(0); });
}

Result<Done> MessageStore::setStanzaId(MessageId id, std::string_view stanzaId)
{
    SOTTO_TRY_ASSIGN(const int changed, m_setStanzaId->with(id, stanzaId).run());
    if (changed == 0)
        return Error{Errc::NotFound, "no such message"};
    return Done{};
}

}  // namespace sotto::store
