// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/record_store.h"
#include "core/store/rows.h"
#include "core/store/search_index.h"
#include "core/store/statement.h"

namespace sotto::store {

struct MessagePage {
    std::vector<MessageRow> oldestFirst;
    bool hasOlder = false;
};

/// The messages. Order is the order of arrival in this vault (the id), not the time that
/// a sender claims: a wrong clock must not bury a message.
/// What happens here to a text is noted for the activity log in the same transaction.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class MessageStore {
public:
    static Result<MessageStore> open(Connection& connection);

    /// Gives the new row's id; row.id is ignored. Errors: Duplicate (I3: this sender's
    /// device has used this origin id before. An Undecryptable card does not take the
    /// place of a genuine message, since nothing in it is proved, nor the other way).
    Result<MessageId> add(const MessageRow& row);

    /// Adds a card for something that belongs before a message: directly before `next`, or at
    /// the end if that place is taken. Without `next` it goes to the end and leaves places
    /// before it, because what is missing may itself name one that is. Errors: as add().
    Result<MessageId> addGap(const MessageRow& card, std::optional<MessageId> next);

    /// The genuine message has come: the card's row becomes it and keeps its place.
    /// Errors: Duplicate (as add()), NotFound (no such card).
    Result<Done> fill(MessageId card, const MessageRow& row);

    /// The origin id of the last text before that one that left this device in the
    /// conversation.
    Result<std::optional<std::string>> textBefore(ConversationId in, MessageId before,
                                                  DeviceId ownDevice);
    /// True if a text of that device stands in the conversation before `before`.
    Result<bool> hasTextOf(const Jid& sender, DeviceId device, ConversationId in, MessageId before);

    Result<std::optional<MessageRow>> get(MessageId id);

    /// The newest one that there ever was; 0 if there was none.
    Result<MessageId> newest();
    /// The highest urgency among later messages that were not read, without what is not urgent
    /// in muted conversations and does not mention `self`. No value: there is none.
    Result<std::optional<Urgency>> topUnreadAfter(MessageId id, const Jid& self);

    /// Cards are not found here: their sender is not proved.
    Result<std::optional<MessageRow>> find(const Jid& sender, DeviceId device,
                                           std::string_view originId);

    /// The newest `limit` messages that are older than `before` (kNewest: the last page).
    Result<MessagePage> page(ConversationId in, MessageId before, int limit);

    /// The oldest `limit` that are newer than `after`. Value: with whether there are newer ones.
    Result<std::pair<std::vector<MessageRow>, bool>> pageAfter(ConversationId in, MessageId after,
                                                               int limit);

    /// As find(), whichever of the sender's devices wrote it; the oldest if several did.
    Result<std::optional<MessageRow>> find(const Jid& sender, std::string_view originId);

    /// Moves an outgoing message on and notes when (I6). False: a late or repeated report
    /// (domain Transition::Late), nothing was changed. Errors: NotFound, Denied (an incoming
    /// message, or Transition::Wrong, which stops a debug build).
    Result<bool> advance(MessageId id, Delivery to, std::int64_t atMs);

    /// Outgoing messages of this delivery, oldest first: what was under way before a
    /// restart. Only deliveries before Relayed are found.
    Result<std::vector<MessageRow>> withDelivery(Delivery delivery);

    /// Marks incoming messages up to and including `upTo` as read. Gives those whose
    /// sender is now owed a receipt.
    Result<std::vector<MessageRef>> markRead(ConversationId in, MessageId upTo, std::int64_t atMs);

    /// One of ours says on another device that it was read. False: it was not unread.
    Result<bool> markOneRead(MessageId id, std::int64_t atMs);

    /// Notes what we answered to an incoming message; every answer acknowledges it, too.
    /// Errors: NotFound, Denied (outgoing, a card, answered so before, or done).
    Result<Done> markAnswered(MessageId id, Answer answer, std::int64_t atMs);

    /// Nobody must act on it any more. False: nobody had to.
    Result<bool> close(MessageId id);
    /// How many of that urgency we have written since then.
    Result<int> countSent(Urgency urgency, std::int64_t sinceMs);
    /// What somebody must act on, newest first.
    Result<std::vector<MessageRow>> openItems(int limit);

    /// Of a message whose file was uploaded: its body is the link to it. Errors: NotFound.
    Result<Done> setBody(MessageId id, std::string_view body);

    /// How far an urgent one goes, once somebody chose.
    Result<Done> setReach(MessageId id, Reach reach);
    Result<std::optional<Reach>> reachOf(MessageId id);

    /// The archive's id, once known. Errors: NotFound.
    Result<Done> setStanzaId(MessageId id, std::string_view stanzaId);

private:
    MessageStore() = default;

    Result<MessageId> addAt(const MessageRow& row, std::optional<MessageId> place);
    Result<Done> noteArrival(const MessageRow& row);

    std::optional<Statement> m_add, m_get, m_find, m_findAny, m_page, m_after, m_advance,
        m_withDelivery;
    std::optional<Statement> m_unread, m_markRead, m_markOne, m_answer, m_setStanzaId;
    std::optional<Statement> m_last, m_topUnread, m_fill, m_textBefore, m_hasTextOf;
    std::optional<Statement> m_setBody, m_close, m_open, m_sent;
    std::optional<Statement> m_setReach, m_reach;
    std::optional<RecordStore> m_records;
    std::optional<SearchIndex> m_search;
};

}  // namespace sotto::store
