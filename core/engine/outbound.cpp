// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/outbound.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/archive_desk.h"
#include "core/engine/attachments.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/orders.h"
#include "core/engine/passings.h"
#include "core/engine/patients.h"
#include "core/engine/problems.h"
#include "core/engine/recalls.h"
#include "core/engine/states.h"
#include "core/engine/talk.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/messages.h"

#include <algorithm>
#include <map>

namespace sotto::engine {
namespace {

constexpr int kReceiptsAtOnce = 10'000;        // a day's archive: a hundred stanzas
constexpr std::size_t kIdsInOneReceipt = 100;  // xmpp::ReceivedReceipt

/// Owed to one person, of one kind.
using ReceiptGroups = std::map<std::pair<Jid, store::ReceiptKind>, std::vector<store::ReceiptDue>>;

xmpp::Content receiptContent(store::ReceiptKind kind, const std::vector<store::ReceiptDue>& due)
{
    std::vector<std::string> ids;
    for (const auto& one : due)
        ids.push_back(one.message.originId);
    if (kind == store::ReceiptKind::Delivered)
        return xmpp::ReceivedReceipt{std::move(ids)};
    if (kind == store::ReceiptKind::Read)
        return xmpp::ReadReceipt{std::move(ids)};
    return xmpp::Acknowledgement{ids.front(), static_cast<Answer>(kind)};
}

std::size_t mostIds(store::ReceiptKind kind)
{
    return kind >= store::ReceiptKind::Acknowledged ? 1 : kIdsInOneReceipt;
}

}  // namespace

Outbound::Outbound(VaultContext& context, RelayLink& link, PeerDevices& devices)
    : m_context(context),
      m_link(link),
      m_devices(devices)
{
}

Result<MessageId> Outbound::queueText(ConversationId in, NewText text)
{
    const auto now = m_context.nowMs();
    const std::chrono::milliseconds wait =
        text.urgency.within.value_or(m_context.loop.escalateAfter);
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto id, addText(in, text.body, text.urgency, std::move(text.originId)));
    if (!text.role.empty())
        SOTTO_TRY(m_context.stores.onCall.add({id, text.role}));
    if (!text.chain.empty())
        SOTTO_TRY(
            m_context.stores.escalations.plan({id, std::move(text.chain), now + wait.count()}));
    SOTTO_TRY(m_context.stores.patients.add(id, text.patient));
    SOTTO_TRY_ASSIGN(const auto answered, answerable(m_context, in, text.answers));
    if (answered)
        SOTTO_TRY(m_context.stores.talk.addReply(id, *answered));
    for (const auto& mention : text.mentions)
        SOTTO_TRY(m_context.stores.talk.addMention(id, mention));
    if (!text.keepsDraft) {
        SOTTO_TRY(m_context.stores.talk.keepDraft(in, std::nullopt));
        SOTTO_TRY(m_context.stores.patients.keepDraft(in, std::nullopt));
        SOTTO_TRY(m_context.stores.conversations.saveDraft(in, {}, {}, now));
    }
    SOTTO_TRY(transaction.commit());
    return id;
}

Result<MessageId> Outbound::addText(ConversationId in, const std::string& body,
                                    const xmpp::ClinicalUrgency& urgency, std::string originId)
{
    if (m_stopped)
        return Error{Errc::Denied, "sending has stopped"};
    const auto now = m_context.nowMs();
    store::MessageRow row{.conversation = in, .outgoing = true, .sender = m_context.self};
    row.senderDevice = m_context.device;
    row.originId = originId.empty() ? crypto::uuidV4() : std::move(originId);
    row.body = body;
    row.urgency = urgency.level;
    row.isOpen = asksForAnswer(urgency.level);
    row.sentAtMs = row.receivedAtMs = now;
    if (urgency.within)
        row.dueAtMs = now + std::chrono::milliseconds{*urgency.within}.count();
    row.delivery = Delivery::Queued;
    return m_context.stores.messages.add(row);
}

void Outbound::pumpAll()
{
    const auto queued = m_context.stores.messages.withDelivery(Delivery::Queued);
    if (!queued) {
        storageTrouble(queued.error());
        return;
    }
    const auto reactions = m_context.stores.talk.dueIn();
    std::set<ConversationId> in;
    for (const auto& row : *queued)
        in.insert(row.conversation);
    if (reactions)
        in.insert(reactions->begin(), reactions->end());
    std::set<Jid> people;
    for (const auto id : in) {
        const auto conversation = m_context.stores.conversations.get(id);
        if (conversation && *conversation)
            people.insert((*conversation)->peer);
    }
    for (const auto& person : people)
        pump(person);
}

void Outbound::sealQueued(const Jid& peer)
{
    if (!mayLeave())
        return;
    sendReactions(peer);
    Arrivals arrivals;
    const auto batch = sealAll(peer, arrivals);
    if (!batch && batch.error().code == Errc::Unsupported) {
        tellOfTooMany(peer);
        return;
    }
    if (!batch) {
        const bool nobodyThere = batch.error().code == Errc::NotFound;
        if (nobodyThere)  // the relay does not tell us of everybody's lists
            m_devices.forgetFreshness(peer);
        if (nobodyThere && !isHeldBack(peer) && m_told.insert(peer).second)
            Q_EMIT problem(ProblemKind::SendRefused);
        else if (!nobodyThere)
            storageTrouble(batch.error());
        return;
    }
    Q_EMIT told(arrivals);
    send(*batch);
    if (!batch->empty() && m_openRooms.contains(peer))
        Q_EMIT awaitsEcho(peer);
    if (!batch->empty() && m_context.archive.isOn())
        Q_EMIT archiveDue();
}

/// Errors: NotFound (something is queued, and nobody there can read it yet), Unsupported (more
/// devices of others than one stanza can name).
Result<std::vector<Outbound::Sealed>> Outbound::sealAll(const Jid& peer, Arrivals& arrivals)
{
    std::vector<Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto rows, mayGo(peer, arrivals));
    if (rows.empty())
        return batch;
    SOTTO_TRY_ASSIGN(const bool isHeld, isHeldForArchive(peer, arrivals));
    if (isHeld)
        return batch;
    SOTTO_TRY(tellReaders(peer, arrivals));
    SOTTO_TRY_ASSIGN(const auto audience, audienceOf(peer));
    if (audience.isEmpty())
        return Error{Errc::NotFound, "no device to seal for"};
    for (const auto& row : rows) {
        SOTTO_TRY_ASSIGN(const auto readers, readersOfOne(row, peer, audience));
        SOTTO_TRY_ASSIGN(auto sealed, sealOne(row, peer, readers));
        batch.push_back(std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

Result<Outbound::Sealed> Outbound::sealOne(const store::MessageRow& row, const Jid& peer,
                                           const Audience& audience)
{
    SOTTO_TRY_ASSIGN(auto content, contentOf(row));
    if (changeOf(content))
        return sealChange(row, peer, audience, content);
    auto& text = std::get<xmpp::TextMessage>(content);
    SOTTO_TRY_ASSIGN(
        text.previous,
        m_context.stores.messages.textBefore(row.conversation, row.id, m_context.device));
    const auto input = sealInput(peer, text, row.originId, audience.targets);
    // Of a file the body is its link, which phones open only if it stands alone.
    const auto words = text.file ? row.body : phoneBodyAbout(text.patient, row.body);
    SOTTO_TRY_ASSIGN(const auto answer,
                     phoneBodyAnswering(m_context, row, withRole(words, text.onCall)));
    const auto body = phoneBody(answer, text.passing);
    return sealRow(row, input, omemo::phoneText(body, row.urgency), audience);
}

Result<Outbound::Sealed> Outbound::sealChange(const store::MessageRow& row, const Jid& peer,
                                              const Audience& audience, const xmpp::Content& change)
{
    const auto input = sealInput(peer, change, row.originId, audience.targets);
    return sealRow(row, input, phoneLineOf(change), audience);
}

Result<Outbound::Sealed> Outbound::sealRow(const store::MessageRow& row,
                                           const omemo::SealInput& input,
                                           std::string_view phoneText, const Audience& audience)
{
    const auto& peer = input.to;
    SOTTO_TRY_ASSIGN(const auto stanza, sealBoth(input, phoneText, audience));
    auto sealed = sealedAs(row.originId, stanza);
    sealed.message = row.id;
    SOTTO_TRY(addToOutbox(peer, sealed, store::Purpose::Message));
    SOTTO_TRY(noteAudience(m_context, row.originId, peer));
    SOTTO_TRY(ArchiveDesk::noteSealed(m_context, row, peer));
    SOTTO_TRY(m_context.stores.messages.advance(row.id, Delivery::Sealed, m_context.nowMs()));
    return sealed;
}

omemo::SealInput Outbound::sealInput(const Jid& person, const xmpp::Content& content,
                                     std::string originId,
                                     const std::vector<omemo::SealTarget>& targets) const
{
    return {m_context.self,
            person,
            std::move(originId),
            m_context.device,
            xmpp::alertOf(content),
            m_context.time.clock.wallNow(),
            xmpp::buildContent(content),
            targets};
}

Result<Outbound::Sealed> Outbound::sealContent(const Jid& person, const xmpp::Content& content,
                                               std::string originId,
                                               const std::vector<omemo::SealTarget>& targets)
{
    return seal(sealInput(person, content, std::move(originId), targets), Reach::AllDevices);
}

Result<Outbound::Sealed> Outbound::sealForDevice(const omemo::SealTarget& target,
                                                 const xmpp::Content& content, WallTime time)
{
    auto input = sealInput(target.account, content, crypto::uuidV4(), {target});
    input.time = time;
    SOTTO_TRY_ASSIGN(auto sealed, seal(input, Reach::OneDevice));
    SOTTO_TRY(addToOutbox(target.account, sealed, store::Purpose::Repair));
    return sealed;
}

Result<Outbound::Sealed> Outbound::seal(const omemo::SealInput& input, Reach reach)
{
    SOTTO_TRY_ASSIGN(auto encrypted, omemo::sealMessage(m_context.sessions, input));
    auto stanza = xmpp::buildSealedMessage(input.to, input.originId, std::move(encrypted));
    if (reach == Reach::OneDevice)
        xmpp::markForOneDevice(stanza);
    if (input.urgency == Urgency::None)
        xmpp::dropEncryptionNotice(stanza);
    return sealedAs(input.originId, stanza);
}

Outbound::Sealed Outbound::sealedAs(const std::string& originId, const xmpp::Element& stanza)
{
    return {originId, bytesOf(xmpp::toXml(stanza, xmpp::kClientNs)), std::nullopt};
}

Result<Done> Outbound::addToOutbox(const Jid& person, const Sealed& sealed, store::Purpose purpose)
{
    store::OutboxRow row{.to = person};
    row.originId = sealed.originId;
    row.stanza = sealed.stanza;
    row.purpose = purpose;
    row.message = sealed.message;
    row.createdAtMs = m_context.nowMs();
    SOTTO_TRY(m_context.stores.outbox.add(row));
    return Done{};
}

void Outbound::send(const std::vector<Sealed>& batch)
{
    std::vector<Sealed> gone;
    for (const auto& one : batch)
        if (m_link.stream().sendRaw(one.originId, one.stanza))
            gone.push_back(one);
    if (const auto noted = noteSent(gone); !noted)
        storageTrouble(noted.error());
    for (const auto& one : batch)
        if (one.message)
            Q_EMIT messageChanged(*one.message);
}

Result<Done> Outbound::noteSent(const std::vector<Sealed>& batch)
{
    if (batch.empty())
        return Done{};
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    for (const auto& one : batch)
        if (one.message)
            SOTTO_TRY(
                m_context.stores.messages.advance(*one.message, Delivery::Sent, m_context.nowMs()));
    return transaction.commit();
}

void Outbound::sendReceipts()
{
    if (!mayLeave())
        return;
    const auto batch = sealReceipts();
    if (!batch) {
        storageTrouble(batch.error());
        return;
    }
    send(batch->sealed);
    for (const auto& person : batch->unknown)
        findDevices(person);
}

/// Every device of a person shall see our receipts, and so shall ours: they are sealed when
/// the lists are known.
void Outbound::findDevices(const Jid& person)
{
    for (const auto& whom : {m_context.self, person}) {
        if (m_devices.isFresh(whom) || !m_asked.insert(whom).second)
            continue;
        m_devices.refresh(whom).then(this, [this, whom](const Result<Done>& refreshed) {
            m_asked.erase(whom);
            if (refreshed)
                sendReceipts();
        });
    }
}

Result<Outbound::Receipts> Outbound::sealReceipts()
{
    Receipts batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto due, m_context.stores.receipts.due(kReceiptsAtOnce));
    ReceiptGroups groups;
    for (auto one = due.begin(); one != due.end(); ++one) {
        const auto next = std::next(one);
        const bool saidByNext = one->kind == store::ReceiptKind::Delivered && next != due.end() &&
            next->message.id == one->message.id;
        if (saidByNext)  // each state says those before it, too
            SOTTO_TRY(m_context.stores.receipts.settle(one->message.id, one->kind));
        else
            groups[{one->message.sender, one->kind}].push_back(*one);
    }
    for (const auto& [key, all] : groups) {
        const auto& [person, kind] = key;
        if (!m_devices.isFresh(m_context.self) || !m_devices.isFresh(person)) {
            batch.unknown.insert(person);
            continue;
        }
        SOTTO_TRY_ASSIGN(const auto audience, audienceOf(person));
        if (audience.targets.empty() && audience.hasPhoneOfPerson)
            SOTTO_TRY(settleAll(all));  // OMEMO 0.3 has no receipts that are not in the clear
        if (audience.targets.empty())
            continue;  // owed until a session is there
        for (std::size_t at = 0; at < all.size(); at += mostIds(kind)) {
            const std::vector<store::ReceiptDue> part(
                all.begin() + static_cast<std::ptrdiff_t>(at),
                all.begin() +
                    static_cast<std::ptrdiff_t>(std::min(all.size(), at + mostIds(kind))));
            SOTTO_TRY_ASSIGN(auto sealed,
                             sealContent(person, receiptContent(kind, part), crypto::uuidV4(),
                                         audience.targets));
            SOTTO_TRY(addToOutbox(person, sealed, store::Purpose::Receipt));
            SOTTO_TRY(settleAll(part));
            batch.sealed.push_back(std::move(sealed));
        }
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

Result<Done> Outbound::settleAll(const std::vector<store::ReceiptDue>& due)
{
    for (const auto& one : due)
        SOTTO_TRY(m_context.stores.receipts.settle(one.message.id, one.kind));
    return Done{};
}

void Outbound::storageTrouble(const Error& error)
{
    log::warning("engine", "sending stopped at the vault", {{"why", error.code}});
    Q_EMIT problem(vaultProblem(error).kind);
}

}  // namespace sotto::engine
