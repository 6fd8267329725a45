// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbound.h"

#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/device_news.h"
#include "core/engine/heartbeat.h"
#include "core/engine/reactions.h"
#include "core/engine/resend_desk.h"
#include "core/engine/retention_job.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using store::QuarantineReason;

QuarantineReason reasonOf(Errc why)
{
    switch (why) {
    case Errc::Malformed:
        return QuarantineReason::Malformed;
    case Errc::Forged:
        return QuarantineReason::Forged;
    case Errc::NotFound:
        return QuarantineReason::NoSession;
    case Errc::Denied:
        return QuarantineReason::Untrusted;
    default:
        return QuarantineReason::Other;
    }
}

/// Some clients that speak OMEMO 0.3 give no origin id, or no id at all: then the archive's copy
/// is known by what it holds.
std::string idOf(const xmpp::Element& message, const xmpp::Element& encrypted)
{
    const auto originId = xmpp::originId(message);
    if (!originId.empty() || encrypted.ns == omemo::kSealedNs)
        return std::string{originId};
    const auto id = message.attribute("id");
    return id.empty() ? toHex(crypto::sha256(viewOf(xmpp::toXml(encrypted)))) : std::string{id};
}

using AnyMessage = std::variant<omemo::SealedMessage, omemo::Omemo03Message>;

/// A key for another device: a repair, or a session that begins.
bool hasNothingForOthers(const xmpp::Element& stanza, const AnyMessage& message)
{
    const auto* const phone = std::get_if<omemo::Omemo03Message>(&message);
    return phone ? !phone->payload : xmpp::isForOneDevice(stanza);
}

bool isStorage(const Error& error)
{
    return error.code == Errc::Storage || error.code == Errc::StorageFull;
}

}  // namespace

Inbound::Inbound(VaultContext& context, Outbound& outbound)
    : m_context(context),
      m_outbound(outbound),
      m_cards(context),
      m_budget(context.time.clock)
{
}

/// No value: nothing encrypted, or neither between us and a person nor of a room of ours.
Result<std::optional<Inbound::Incoming>> Inbound::incomingOf(store::Transaction& transaction,
                                                             const IncomingStanza& stanza) const
{
    const auto& message = stanza.message;
    const auto* const encrypted = partForUs(message);
    if (!encrypted || xmpp::isErrorStanza(message))
        return std::optional<Incoming>{};  // text in the clear is never shown as secure (D33)
    const auto from = xmpp::addressOf(stanza.origin, m_context.self).bare();
    Incoming in{transaction,
                message,
                *encrypted,
                from,
                from,
                idOf(message, *encrypted),
                stanza.archiveId,
                std::nullopt,
                stanza.at.value_or(m_context.time.clock.wallNow())};
    if (stanza.author || xmpp::isForRoom(message))
        return incomingOfRoom(std::move(in), stanza.author);
    const auto to = Jid::parse(message.attribute("to"));
    const bool fromUs = from == m_context.self;
    if (from.local().empty() || !to || to->local().empty() ||
        (!fromUs && to->bare() != m_context.self))
        return std::optional<Incoming>{};
    if (fromUs)
        in.peer = to->bare();
    if (in.peer != m_context.self && !m_context.domains.lets(in.peer, m_context.self)) {
        log::info("engine", "a message from outside the clinic was dropped");
        return std::optional<Incoming>{};
    }
    SOTTO_TRY_ASSIGN(const auto room, m_context.stores.rooms.find(in.peer));
    if (room)  // a private word behind a nick: not from a person
        return std::optional<Incoming>{};
    return std::optional{std::move(in)};
}

Result<bool> Inbound::take(store::Transaction& transaction, const IncomingStanza& stanza,
                           Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto read, incomingOf(transaction, stanza));
    if (!read)
        return false;
    const auto& in = *read;
    if (stanza.at)
        SOTTO_TRY(RetentionJob::noteRelayTime(m_context, *stanza.at));
    const auto envelope = envelopeOf(in);
    if (!envelope || in.originId.empty())
        return quarantine(in, {}, QuarantineReason::Malformed, arrivals);
    if (isOwn(in) && envelope->sender == m_context.device)
        return takeOurs(in, arrivals);
    if (in.room)  // its archive has no part in `taken`: what was read is known by its name
        return takeFirstTime(in, *envelope, arrivals);

    const store::TakenStanza name{in.sender, envelope->sender, in.originId,
                                  crypto::sha256(viewOf(xmpp::toXml(in.encrypted)))};
    if (stanza.way == IncomingStanza::Way::Archive) {
        SOTTO_TRY_ASSIGN(const bool cameLive, m_context.stores.taken.remove(name));
        if (cameLive)
            return false;
    }
    SOTTO_TRY_ASSIGN(const bool isNew, takeFirstTime(in, *envelope, arrivals));
    if (isNew && stanza.way == IncomingStanza::Way::Live)
        SOTTO_TRY(m_context.stores.taken.add(name));
    return isNew;
}

Result<bool> Inbound::takeFirstTime(const Incoming& in, const Envelope& envelope,
                                    Arrivals& arrivals)
{
    const auto device = envelope.sender;
    const MessageName name{in.sender, device, in.originId};
    SOTTO_TRY_ASSIGN(const auto known,
                     m_context.stores.messages.find(in.sender, device, in.originId));
    if (known) {
        if (known->outgoing)  // sealed by this device in an earlier session epoch
            SOTTO_TRY(noteRelayed(*known, arrivals));
        SOTTO_TRY(m_cards.dropWaiting(name, arrivals));
        return false;  // live and archive overlap
    }
    SOTTO_TRY_ASSIGN(const bool wasRemoved,
                     m_context.stores.retention.wasRemoved(in.sender, device, in.originId));
    if (wasRemoved)  // by policy; the relay's archive keeps it longer
        return false;
    if (!envelope.isForUs && hasNothingForOthers(in.stanza, envelope.message))
        return false;
    // What was said before we came in was not for us.
    if (!envelope.isForUs && in.room && in.room->state != store::RoomState::Open)
        return false;
    SOTTO_TRY_ASSIGN(const bool stranger, isStranger(in));
    if (stranger) {
        arrivals.strangerInRoom = true;
        return quarantine(in, device, QuarantineReason::Untrusted, arrivals);
    }
    if (isRefused(in))
        return quarantine(in, device, QuarantineReason::Refused, arrivals);
    if (!envelope.isForUs)
        return quarantine(in, device, QuarantineReason::NotForThisDevice, arrivals);
    if (!m_budget.mayTry(in.sender))
        return quarantine(in, device, QuarantineReason::Postponed, arrivals);
    auto opened = open(in, envelope);
    if (opened) {
        arrivals.usedPreKey = arrivals.usedPreKey || opened->wasPreKey;
        if (opened->wasPreKey || opened->counter >= kLongChain)
            arrivals.toAnswer.insert({in.sender, device});
        if (opened->wasPreKey)
            SOTTO_TRY(tellOfNewDevices(m_context, in.sender, Known::Some, arrivals));
        SOTTO_TRY(apply(in, *opened, arrivals));
        return true;
    }
    if (isStorage(opened.error()))
        return opened.error();
    if (opened.error().code == Errc::Duplicate) {  // a replay (D18): what it said was taken then
        SOTTO_TRY(m_cards.dropWaiting(name, arrivals));
        return false;
    }
    if (xmpp::isForOneDevice(in.stanza)) {  // what we asked for: its own card still stands
        SOTTO_TRY_ASSIGN(const bool isAwaited, m_cards.isAwaited(in.sender, device));
        if (isAwaited)
            return true;
    }
    if (opened.error().code == Errc::Denied)
        arrivals.distrusted.insert({in.sender, device});
    return quarantine(in, device, reasonOf(opened.error().code), arrivals);
}

/// Whatever a failed attempt wrote is forgotten: libsignal stores an identity before it
/// checks the MAC (I5).
Result<omemo::OpenedMessage> Inbound::open(const Incoming& in, const Envelope& envelope)
{
    omemo::Sessions::Attempt attempt{m_context.sessions};
    const auto begun = m_context.time.clock.bootNow();
    auto opened = decrypt(in, envelope);
    const bool failed = !opened && opened.error().code != Errc::Duplicate;
    m_budget.charge(in.sender, m_context.time.clock.bootNow() - begun, failed);
    if (!opened)
        return opened;
    if (const auto kept = attempt.keep(); !kept)
        return kept.error();
    return opened;
}

Result<Done> Inbound::apply(const Incoming& in, const omemo::OpenedMessage& opened,
                            Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const bool isDone, applyArchiveWord(in, opened, arrivals));
    if (isDone)
        return Done{};
    const auto content = xmpp::parseContent(opened.content);
    if (!content) {
        SOTTO_TRY(quarantine(in, opened.senderDevice, reasonOf(content.error().code), arrivals));
        return Done{};
    }
    if (const auto change = changeOf(*content)) {
        SOTTO_TRY(m_cards.drop({in.sender, opened.senderDevice, in.originId}, arrivals));
        return applyChange(m_context,
                           {change->target, in.sender, in.peer, toMs(opened.time), toMs(in.at),
                            change->body, change->patient},
                           arrivals);
    }
    if (const auto* text = std::get_if<xmpp::TextMessage>(&*content))
        return applyText(in, opened, *text, arrivals);
    SOTTO_TRY(m_cards.drop({in.sender, opened.senderDevice, in.originId}, arrivals));
    return applyOther(in, opened, *content, arrivals);
}

Result<Done> Inbound::applyOther(const Incoming& in, const omemo::OpenedMessage& opened,
                                 const xmpp::Content& content, Arrivals& arrivals)
{
    using Kind = store::ReceiptKind;
    const auto device = opened.senderDevice;
    if (const auto* change = std::get_if<xmpp::RoomChange>(&content))
        return applyRoomChange(in, *change, arrivals);
    if (const auto* reactions = std::get_if<xmpp::Reactions>(&content))
        return applyReactions(m_context, {*reactions, in.sender, toMs(opened.time)}, arrivals);
    if (in.room)
        return Done{};  // what is not a text goes from person to person
    if (const auto* passed = std::get_if<xmpp::PassedOn>(&content))
        return applyPassedOn(in, *passed, arrivals);
    if (const auto* invitation = std::get_if<xmpp::RoomInvitation>(&content))
        return applyInvitation(in, *invitation, arrivals);
    if (const auto* received = std::get_if<xmpp::ReceivedReceipt>(&content))
        return applyReport(in, {in.sender, received->ids, Kind::Delivered, opened.time}, arrivals);
    if (const auto* read = std::get_if<xmpp::ReadReceipt>(&content))
        return applyReport(in, {in.sender, read->ids, Kind::Read, opened.time}, arrivals);
    if (const auto* answer = std::get_if<xmpp::Acknowledgement>(&content))
        return applyReport(
            in, {in.sender, {answer->id}, store::receiptOf(answer->answer), opened.time}, arrivals);
    if (isOwn(in))
        return Done{};  // our own devices do not ask each other
    if (const auto* offer = std::get_if<xmpp::OnCallOffer>(&content))
        return applyOffer(in, opened.time, *offer, arrivals);
    if (const auto* answer = std::get_if<xmpp::OnCallAnswer>(&content))
        return applyOfferAnswer(in, opened.time, *answer, arrivals);
    if (const auto* wanted = std::get_if<xmpp::ResendRequest>(&content)) {
        arrivals.resendsDue = true;
        return ResendDesk::note(m_context, {in.sender, device}, wanted->ids);
    }
    if (const auto* answer = std::get_if<xmpp::ResendAnswer>(&content))
        return m_cards.answered({in.sender, device, answer->id}, answer->result, arrivals);
    return Done{};
}

}  // namespace sotto::engine
