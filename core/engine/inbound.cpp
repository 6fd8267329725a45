// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbound.h"

#include "core/base/log.h"
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

Result<Done> Inbound::take(store::Transaction& transaction, const xmpp::Element& message,
                           const xmpp::Origin& origin, const std::string& archiveId,
                           Arrivals& arrivals)
{
    const auto* const encrypted = message.child("encrypted", omemo::kSealedNs);
    if (!encrypted || xmpp::isErrorStanza(message))
        return Done{};  // text in the clear is never shown as if it were secure (D33)
    if (!std::holds_alternative<xmpp::Peer>(origin))
        return takeOwn(message, arrivals);
    const auto sender = std::get<xmpp::Peer>(origin).jid().bare();
    const auto to = Jid::parse(message.attribute("to"));
    if (sender.local().empty() || !to || to->bare() != m_context.self)
        return Done{};
    const Incoming in{transaction, message, sender, std::string{xmpp::originId(message)},
                      archiveId};
    return takeSealed(in, *encrypted, arrivals);
}

/// From our own account: our own stanza out of the archive. What another device of ours
/// sent is not for this one to show yet.
Result<Done> Inbound::takeOwn(const xmpp::Element& message, Arrivals& arrivals)
{
    const std::string originId{xmpp::originId(message)};
    if (originId.empty())
        return Done{};
    SOTTO_TRY_ASSIGN(const auto relayed, m_outbound.noteRelayed(originId));
    if (relayed)
        arrivals.changed.push_back(*relayed);
    return Done{};
}

Result<Done> Inbound::takeSealed(const Incoming& in, const xmpp::Element& encrypted,
                                 Arrivals& arrivals)
{
    const auto sealed = omemo::parseSealed(encrypted);
    if (!sealed || in.originId.empty())
        return quarantine(in, {}, Errc::Malformed, arrivals);
    SOTTO_TRY_ASSIGN(const auto known,
                     m_context.stores.messages.find(in.sender, sealed->sender, in.originId));
    if (known)
        return Done{};  // live and archive overlap

    auto opened = open(in, *sealed);
    if (opened) {
        arrivals.usedPreKey = arrivals.usedPreKey || opened->wasPreKey;
        return apply(in, *opened, arrivals);
    }
    if (isStorage(opened.error()))
        return opened.error();
    if (opened.error().code == Errc::Duplicate)
        return Done{};  // a replay (D18): what it said is here or was a receipt
    return quarantine(in, sealed->sender, opened.error().code, arrivals);
}

/// Whatever a failed attempt wrote is undone: libsignal stores an identity before it
/// checks the MAC (I5).
Result<omemo::OpenedMessage> Inbound::open(const Incoming& in, const omemo::SealedMessage& sealed)
{
    auto savepoint = in.transaction.savepoint();
    if (!savepoint)
        return savepoint.error();
    auto opened = omemo::openSealed(m_context.sessions, sealed,
                                    {in.sender, m_context.self, in.originId}, m_context.device);
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
    const auto content = xmpp::parseContent(opened.content);
    if (!content)
        return quarantine(in, opened.senderDevice, content.error().code, arrivals);
    if (const auto* text = std::get_if<xmpp::TextMessage>(&*content))
        return applyText(in, opened, *text, arrivals);
    if (const auto* received = std::get_if<xmpp::ReceivedReceipt>(&*content))
        return applyEvidence(in, received->ids, Delivery::Delivered, arrivals);
    if (const auto* read = std::get_if<xmpp::ReadReceipt>(&*content))
        return applyEvidence(in, read->ids, Delivery::Read, arrivals);
    if (const auto* acknowledged = std::get_if<xmpp::Acknowledgement>(&*content))
        return applyEvidence(in, {acknowledged->id}, Delivery::Acknowledged, arrivals);
    return Done{};
}

Result<Done> Inbound::applyText(const Incoming& in, const omemo::OpenedMessage& opened,
                                const xmpp::TextMessage& text, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.findOrCreate(in.sender, now));
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
    row.unread = true;
    SOTTO_TRY_ASSIGN(const auto id, stores.messages.add(row));
    SOTTO_TRY(stores.receipts.add(id, store::ReceiptKind::Delivered));
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(conversation);
    arrivals.topUrgency = std::max(arrivals.topUrgency, text.urgency.level);
    arrivals.newMessages += 1;
    arrivals.owesReceipts = true;
    return Done{};
}

/// What a recipient says about messages of ours. It counts only from the person whom the
/// message was for (B29, B30).
Result<Done> Inbound::applyEvidence(const Incoming& in, const std::vector<std::string>& ids,
                                    Delivery reached, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.find(in.sender));
    for (const auto& id : ids) {
        SOTTO_TRY_ASSIGN(const auto row,
                         stores.messages.find(m_context.self, m_context.device, id));
        if (!row || !conversation || row->conversation != *conversation)
            continue;
        const auto moved = stores.messages.advance(row->id, reached, m_context.nowMs());
        if (moved) {
            SOTTO_TRY(stores.outbox.remove(id, m_context.nowMs()));  // the relay must have had it
            arrivals.changed.push_back(row->id);
            arrivals.conversations.insert(row->conversation);
        } else if (moved.error().code != Errc::Denied) {
            return moved.error();
        }
    }
    return Done{};
}

/// Keeps what cannot be read, as it came, behind a card that says so. The conversation is
/// only made for somebody whom we know: a stranger cannot fill the list with cards.
Result<Done> Inbound::quarantine(const Incoming& in, DeviceId device, Errc why, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    log::warning("engine", "a message was put aside", {{"why", why}});
    SOTTO_TRY_ASSIGN(const auto person, stores.people.find(in.sender));
    SOTTO_TRY_ASSIGN(const auto existing, stores.conversations.find(in.sender));
    if (!person && !existing)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.findOrCreate(in.sender, now));
    store::MessageRow card{.conversation = conversation,
                           .kind = store::MessageKind::Undecryptable,
                           .sender = in.sender};
    card.senderDevice = device;
    card.originId = in.originId;
    card.stanzaId = in.archiveId;
    card.sentAtMs = card.receivedAtMs = now;
    card.unread = true;
    const auto id = stores.messages.add(card);
    if (!id)
        return id.error().code == Errc::Duplicate ? Result<Done>{Done{}} : Result<Done>{id.error()};
    store::QuarantineRow row{.message = *id, .from = in.sender};
    row.archiveId = in.archiveId;
    row.reason = reasonOf(why);
    row.stanza = bytesOf(xmpp::toXml(in.stanza, xmpp::kClientNs));
    row.atMs = now;
    SOTTO_TRY(stores.quarantine.add(row));
    arrivals.changed.push_back(*id);
    arrivals.conversations.insert(conversation);
    return Done{};
}

}  // namespace sotto::engine
