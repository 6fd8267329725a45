// SPDX-License-Identifier: GPL-3.0-or-later
// Where a text goes, and what stands in its place while it cannot be read.
#include "core/base/log.h"
#include "core/engine/archive_desk.h"
#include "core/engine/attachments.h"
#include "core/engine/inbound.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/orders.h"
#include "core/engine/passings.h"
#include "core/engine/reactions.h"
#include "core/engine/retired_devices.h"
#include "core/engine/talk.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stream_reader.h"

#include <algorithm>

namespace sotto::engine {

/// What a device sends again, it sends to us alone: it belongs where its card stands, which may
/// be in a room.
Result<ConversationId> Inbound::conversationOf(const Incoming& in, DeviceId device,
                                               const xmpp::TextMessage& text)
{
    auto& stores = m_context.stores;
    if (text.resent) {
        SOTTO_TRY_ASSIGN(const auto card, m_cards.find({in.sender, device, *text.resent}));
        SOTTO_TRY_ASSIGN(const auto row,
                         card ? stores.messages.get(*card)
                              : Result{std::optional<store::MessageRow>{}});
        if (row)
            return row->conversation;
    }
    return stores.conversations.findOrCreate(in.peer, m_context.nowMs());
}

Result<Done> Inbound::applyText(const Incoming& in, const omemo::OpenedMessage& opened,
                                const xmpp::TextMessage& text, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    const auto& originId = text.resent.value_or(in.originId);
    if (text.resent) {
        SOTTO_TRY(m_cards.drop({in.sender, opened.senderDevice, in.originId}, arrivals));
        SOTTO_TRY_ASSIGN(const auto known,
                         stores.messages.find(in.sender, opened.senderDevice, originId));
        if (known)
            return Done{};  // the first copy came after all
    }
    SOTTO_TRY_ASSIGN(const bool counts, isOrderThatHolds(in, text));
    if (text.order && !counts) {
        SOTTO_TRY(quarantine(in, opened.senderDevice, store::QuarantineReason::BadOrder, arrivals));
        return Done{};
    }
    SOTTO_TRY_ASSIGN(const auto conversation, conversationOf(in, opened.senderDevice, text));
    store::MessageRow row{.conversation = conversation, .sender = in.sender};
    row.senderDevice = opened.senderDevice;
    row.originId = originId;
    row.stanzaId = in.archiveId;
    row.body = text.body;
    row.urgency = text.urgency.level;
    row.sentAtMs = toMs(opened.time);
    row.receivedAtMs = now;
    row.unmanaged = isUnmanaged(in);
    row.isOpen = asksForAnswer(row.urgency) && !m_context.archive.weAreIt;
    if (text.urgency.within)  // a sender's clock must not move it into the future
        row.dueAtMs =
            std::min(row.sentAtMs, now) + std::chrono::milliseconds{*text.urgency.within}.count();
    if (text.order)
        asOrder(row, *text.order, m_context.roles.orders, now);
    arrivals.openChanged = arrivals.openChanged || row.isOpen;
    if (isOwn(in)) {
        showAsSent(row);
        SOTTO_TRY(noteAudience(m_context, originId, in.peer));
        SOTTO_TRY_ASSIGN(row.id, m_cards.place(row, arrivals));
        SOTTO_TRY(ArchiveDesk::noteArrival(m_context, row, in.peer, arrivals));
        return noteBesides(row, text, arrivals);
    }
    const bool isForRecord = m_context.archive.weAreIt;  // nobody reads it here, or answers
    row.unread = !isForRecord;
    if (text.previous && *text.previous != originId) {
        SOTTO_TRY_ASSIGN(const auto at, m_cards.find({in.sender, opened.senderDevice, originId}));
        SOTTO_TRY(m_cards.noteGap(row, *text.previous, at, arrivals));
    }
    SOTTO_TRY_ASSIGN(row.id, m_cards.place(row, arrivals));
    SOTTO_TRY(ArchiveDesk::noteArrival(m_context, row, in.peer, arrivals));
    SOTTO_TRY(noteBesides(row, text, arrivals));
    if (isForRecord)
        arrivals.keptForArchive[in.sender].push_back(originId);
    else if (!row.unmanaged)  // a phone has no receipts that the relay cannot read
        SOTTO_TRY(oweDelivered(row.id, conversation, arrivals));
    arrivals.topUrgency = std::max(arrivals.topUrgency, row.urgency);
    arrivals.newMessages += 1;
    return Done{};
}

/// What an envelope says beside a text that is stored.
Result<Done> Inbound::noteBesides(const store::MessageRow& row, const xmpp::TextMessage& text,
                                  Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY(noteFile(stores, row.id, text));
    SOTTO_TRY(notePassing(stores, row.id, text));
    SOTTO_TRY(noteOnCall(stores, row.id, text));
    SOTTO_TRY(noteEscalated(m_context, row.id, text));
    SOTTO_TRY(stores.patients.add(row.id, text.patient));
    SOTTO_TRY(noteOrder(stores, row, text));
    SOTTO_TRY(noteTalk(m_context, row, text, arrivals));
    SOTTO_TRY(applyEarlyReactions(m_context, row));
    return applyEarlyChange(m_context, row.id, arrivals);
}

/// From person to person only: a room has no one recipient.
Result<bool> Inbound::isOrderThatHolds(const Incoming& in, const xmpp::TextMessage& text)
{
    if (!text.order || in.room)
        return false;
    const auto& recipient = isOwn(in) ? in.peer : m_context.self;
    return holds(m_context, {text, text.resent.value_or(in.originId), in.sender, recipient});
}

/// Also in a room it goes to the author alone.
Result<Done> Inbound::oweDelivered(MessageId id, ConversationId conversation, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY(stores.receipts.add(id, store::ReceiptKind::Delivered));
    SOTTO_TRY_ASSIGN(const auto members, stores.rooms.members(conversation));
    if (members.empty())
        arrivals.owesReceipts = true;
    else
        arrivals.owesLater = std::max(arrivals.owesLater, static_cast<int>(members.size()));
    return Done{};
}

/// Keeps what cannot be read, as it came, behind a card that says so. The conversation is
/// only made for somebody whom we know: a stranger cannot fill the list with cards. But what
/// was not even tried may be genuine: it is kept in any case. True: there was no such card yet.
Result<bool> Inbound::quarantine(const Incoming& in, DeviceId device, store::QuarantineReason why,
                                 Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    if (isOwn(in)) {  // what this device sent before a restore is told once, not as cards
        SOTTO_TRY_ASSIGN(const auto retired, retiredDevices(stores.account));
        if (std::ranges::find(retired, device) != retired.end())
            return false;
    }
    const bool isPostponed = why == store::QuarantineReason::Postponed;
    log::warning("engine", "a message was put aside", {{"why", static_cast<int>(why)}});
    SOTTO_TRY_ASSIGN(const auto person, stores.people.find(in.peer));
    SOTTO_TRY_ASSIGN(const auto existing, stores.conversations.find(in.peer));
    if (!person && !existing && !isPostponed)
        return false;
    arrivals.postponed = arrivals.postponed || isPostponed;
    arrivals.phoneRefused = arrivals.phoneRefused || why == store::QuarantineReason::Refused;
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.findOrCreate(in.peer, now));
    store::MessageRow card{.conversation = conversation, .sender = in.sender};
    card.senderDevice = device;
    card.originId = in.originId;
    card.stanzaId = in.archiveId;
    card.sentAtMs = card.receivedAtMs = now;
    if (isOwn(in))
        showAsSent(card);
    else
        card.unread = true;
    store::QuarantineRow row{.from = in.sender};
    row.archiveId = in.archiveId;
    row.reason = why;
    row.stanza = bytesOf(xmpp::toXml(in.stanza, xmpp::kClientNs));
    row.atMs = now;
    return m_cards.putAside(card, row, arrivals);
}

/// In what was put aside the relay's marks are as they were: the same rules hold.
Result<Done> Inbound::takeAgain(store::Transaction& transaction, const store::QuarantineRow& row,
                                Arrivals& arrivals)
{
    const auto parsed = xmpp::parseDocument(
        bytesOf("<stream xmlns='jabber:client'>" +
                std::string(row.stanza.begin(), row.stanza.end()) + "</stream>"));
    const auto* const stanza =
        parsed && parsed->children.size() == 1 ? &parsed->children.front() : nullptr;
    const auto origin =
        stanza ? xmpp::classifyOrigin(*stanza, m_context.self) : Error{Errc::Malformed, {}};
    const auto author = stanza && xmpp::isForRoom(*stanza) ? std::optional{row.from} : std::nullopt;
    SOTTO_TRY_ASSIGN(const auto in,
                     origin ? incomingOf(transaction,
                                         {*stanza, *origin, IncomingStanza::Way::Archive,
                                          row.archiveId, author, wallTimeFromMs(row.atMs)})
                            : Result<std::optional<Incoming>>{std::nullopt});
    const auto envelope = in ? envelopeOf(*in) : Error{Errc::Malformed, {}};
    if (envelope) {
        SOTTO_TRY(takeFirstTime(*in, *envelope, arrivals));
        return Done{};
    }
    SOTTO_TRY(
        m_context.stores.quarantine.setReason(row.message, store::QuarantineReason::Malformed));
    arrivals.changed.push_back(row.message);
    return Done{};
}

}  // namespace sotto::engine
