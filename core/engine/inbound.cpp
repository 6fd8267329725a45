// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbound.h"

#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/retired_devices.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"

#include <algorithm>

namespace sotto::engine {
namespace {

store::QuarantineReason reasonOf(Errc why)
{
    switch (why) {
    case Errc::Malformed:
        return store::QuarantineReason::Malformed;
    case Errc::Forged:
        return store::QuarantineReason::Forged;
    case Errc::NotFound:
        return store::QuarantineReason::NoSession;
    case Errc::Denied:
        return store::QuarantineReason::Untrusted;
    default:
        return store::QuarantineReason::Other;
    }
}

Delivery deliveryOf(store::ReceiptKind kind)
{
    switch (kind) {
    case store::ReceiptKind::Delivered:
        return Delivery::Delivered;
    case store::ReceiptKind::Read:
        return Delivery::Read;
    case store::ReceiptKind::Acknowledged:
        break;
    }
    return Delivery::Acknowledged;
}

bool isStorage(const Error& error)
{
    return error.code == Errc::Storage || error.code == Errc::StorageFull;
}

}  // namespace

Inbound::Inbound(VaultContext& context, Outbound& outbound)
    : m_context(context),
      m_outbound(outbound)
{
}

Result<bool> Inbound::take(store::Transaction& transaction, const IncomingStanza& stanza,
                           Arrivals& arrivals)
{
    const auto* const encrypted = stanza.message.child("encrypted", omemo::kSealedNs);
    if (!encrypted || xmpp::isErrorStanza(stanza.message))
        return false;  // text in the clear is never shown as if it were secure (D33)
    const auto sender = xmpp::addressOf(stanza.origin, m_context.self).bare();
    const auto to = Jid::parse(stanza.message.attribute("to"));
    const bool fromUs = sender == m_context.self;
    if (sender.local().empty() || !to || to->local().empty() ||
        (!fromUs && to->bare() != m_context.self))
        return false;
    const Incoming in{transaction,
                      stanza.message,
                      *encrypted,
                      sender,
                      fromUs ? to->bare() : sender,
                      std::string{xmpp::originId(stanza.message)},
                      stanza.archiveId};
    const auto sealed = omemo::parseSealed(*encrypted);
    if (!sealed || in.originId.empty())
        return quarantine(in, {}, Errc::Malformed, arrivals);
    if (fromUs && sealed->sender == m_context.device)
        return takeOurs(in, arrivals);

    const store::TakenStanza name{sender, sealed->sender, in.originId,
                                  crypto::sha256(viewOf(xmpp::toXml(*encrypted)))};
    if (stanza.way == IncomingStanza::Way::Archive) {
        SOTTO_TRY_ASSIGN(const bool cameLive, m_context.stores.taken.remove(name));
        if (cameLive)
            return false;
    }
    SOTTO_TRY_ASSIGN(const bool isNew, takeFirstTime(in, *sealed, arrivals));
    if (isNew && stanza.way == IncomingStanza::Way::Live)
        SOTTO_TRY(m_context.stores.taken.add(name));
    return isNew;
}

Result<bool> Inbound::takeFirstTime(const Incoming& in, const omemo::SealedMessage& sealed,
                                    Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto known,
                     m_context.stores.messages.find(in.sender, sealed.sender, in.originId));
    if (known) {
        if (known->outgoing)  // sealed by this device in an earlier session epoch
            SOTTO_TRY(noteRelayed(*known, arrivals));
        return false;  // live and archive overlap
    }
    auto opened = open(in, sealed);
    if (opened) {
        arrivals.usedPreKey = arrivals.usedPreKey || opened->wasPreKey;
        SOTTO_TRY(apply(in, *opened, arrivals));
        return true;
    }
    if (isStorage(opened.error()))
        return opened.error();
    if (opened.error().code == Errc::Duplicate)
        return false;  // a replay (D18): what it said is here or was a receipt
    return quarantine(in, sealed.sender, opened.error().code, arrivals);
}

/// Whatever a failed attempt wrote is undone: libsignal stores an identity before it
/// checks the MAC (I5).
Result<omemo::OpenedMessage> Inbound::open(const Incoming& in, const omemo::SealedMessage& sealed)
{
    auto savepoint = in.transaction.savepoint();
    if (!savepoint)
        return savepoint.error();
    const auto& to = isOwn(in) ? in.peer : m_context.self;
    auto opened = omemo::openSealed(m_context.sessions, sealed, {in.sender, to, in.originId},
                                    m_context.device);
    if (!opened) {
        if (const auto undone = savepoint->rollBack(); !undone)
            return undone.error();
        return opened;
    }
    if (const auto kept = savepoint->release(); !kept)
        return kept.error();
    return opened;
}

Result<Done> Inbound::apply(const Incoming& in, const omemo::OpenedMessage& opened,
                            Arrivals& arrivals)
{
    using Kind = store::ReceiptKind;
    const auto content = xmpp::parseContent(opened.content);
    if (!content) {
        SOTTO_TRY(quarantine(in, opened.senderDevice, content.error().code, arrivals));
        return Done{};
    }
    if (const auto* text = std::get_if<xmpp::TextMessage>(&*content))
        return applyText(in, opened, *text, arrivals);
    if (const auto* received = std::get_if<xmpp::ReceivedReceipt>(&*content))
        return applyEvidence(in, received->ids, Kind::Delivered, arrivals);
    if (const auto* read = std::get_if<xmpp::ReadReceipt>(&*content))
        return applyEvidence(in, read->ids, Kind::Read, arrivals);
    if (const auto* acknowledged = std::get_if<xmpp::Acknowledgement>(&*content))
        return applyEvidence(in, {acknowledged->id}, Kind::Acknowledged, arrivals);
    return Done{};
}

Result<Done> Inbound::applyText(const Incoming& in, const omemo::OpenedMessage& opened,
                                const xmpp::TextMessage& text, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.findOrCreate(in.peer, now));
    SOTTO_TRY_ASSIGN(const auto card,
                     stores.quarantine.resolve(in.sender, opened.senderDevice, in.originId));
    if (card)
        arrivals.removed.push_back(*card);
    store::MessageRow row{.conversation = conversation, .sender = in.sender};
    row.senderDevice = opened.senderDevice;
    row.originId = in.originId;
    row.stanzaId = in.archiveId;
    row.body = text.body;
    row.urgency = text.urgency.level;
    row.sentAtMs = toMs(opened.time);
    row.receivedAtMs = now;
    if (isOwn(in))
        showAsSent(row);
    else
        row.unread = true;
    SOTTO_TRY_ASSIGN(const auto id, stores.messages.add(row));
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(conversation);
    if (isOwn(in))
        return Done{};
    SOTTO_TRY(stores.receipts.add(id, store::ReceiptKind::Delivered));
    arrivals.topUrgency = std::max(arrivals.topUrgency, text.urgency.level);
    arrivals.newMessages += 1;
    arrivals.owesReceipts = true;
    return Done{};
}

/// What a recipient says about messages of ours, whichever of our devices sent them. It
/// counts only from the person whom the message was for (B29, B30).
Result<Done> Inbound::applyEvidence(const Incoming& in, const std::vector<std::string>& ids,
                                    store::ReceiptKind kind, Arrivals& arrivals)
{
    if (isOwn(in))
        return applyOwnEvidence(in, ids, kind, arrivals);
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.find(in.sender));
    for (const auto& id : ids) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(m_context.self, id));
        if (!row || !conversation || row->conversation != *conversation)
            continue;
        SOTTO_TRY(stores.outbox.remove(id));  // the relay must have had it
        SOTTO_TRY_ASSIGN(const bool moved,
                         stores.messages.advance(row->id, deliveryOf(kind), m_context.nowMs()));
        if (moved) {
            arrivals.changed.push_back(row->id);
            arrivals.conversations.insert(row->conversation);
        }
    }
    return Done{};
}

/// Keeps what cannot be read, as it came, behind a card that says so. The conversation is
/// only made for somebody whom we know: a stranger cannot fill the list with cards.
/// True: there was no such card yet.
Result<bool> Inbound::quarantine(const Incoming& in, DeviceId device, Errc why, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    if (isOwn(in)) {  // what this device sent before a restore is told once, not as cards
        SOTTO_TRY_ASSIGN(const auto retired, retiredDevices(stores.account));
        if (std::ranges::find(retired, device) != retired.end())
            return false;
    }
    log::warning("engine", "a message was put aside", {{"why", why}});
    SOTTO_TRY_ASSIGN(const auto person, stores.people.find(in.peer));
    SOTTO_TRY_ASSIGN(const auto existing, stores.conversations.find(in.peer));
    if (!person && !existing)
        return false;
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.findOrCreate(in.peer, now));
    store::MessageRow card{.conversation = conversation,
                           .kind = store::MessageKind::Undecryptable,
                           .sender = in.sender};
    card.senderDevice = device;
    card.originId = in.originId;
    card.stanzaId = in.archiveId;
    card.sentAtMs = card.receivedAtMs = now;
    if (isOwn(in))
        showAsSent(card);
    else
        card.unread = true;
    const auto id = stores.messages.add(card);
    if (!id)
        return id.error().code == Errc::Duplicate ? Result<bool>{false} : Result<bool>{id.error()};
    store::QuarantineRow row{.message = *id, .from = in.sender};
    row.archiveId = in.archiveId;
    row.reason = reasonOf(why);
    row.stanza = bytesOf(xmpp::toXml(in.stanza, xmpp::kClientNs));
    row.atMs = now;
    SOTTO_TRY(stores.quarantine.add(row));
    arrivals.changed.push_back(*id);
    arrivals.conversations.insert(conversation);
    return true;
}

}  // namespace sotto::engine
