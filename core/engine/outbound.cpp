// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/outbound.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/problems.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stanza_error.h"

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
    return xmpp::Acknowledgement{ids.front()};
}

std::size_t mostIds(store::ReceiptKind kind)
{
    return kind == store::ReceiptKind::Acknowledged ? 1 : kIdsInOneReceipt;
}

/// A transition that the table forbids is a late or repeated report: nothing to do.
Result<bool> advanced(const Result<Done>& moved)
{
    if (moved)
        return true;
    if (moved.error().code == Errc::Denied || moved.error().code == Errc::NotFound)
        return false;
    return moved.error();
}

}  // namespace

Outbound::Outbound(VaultContext& context, RelayLink& link, PeerDevices& devices)
    : m_context(context),
      m_link(link),
      m_devices(devices)
{
}

Result<MessageId> Outbound::queueText(ConversationId in, const std::string& body, Urgency urgency,
                                      std::string originId)
{
    const auto now = m_context.nowMs();
    store::MessageRow row{.conversation = in, .outgoing = true, .sender = m_context.self};
    row.senderDevice = m_context.device;
    row.originId = originId.empty() ? crypto::uuidV4() : std::move(originId);
    row.body = body;
    row.urgency = urgency;
    row.sentAtMs = row.receivedAtMs = now;
    row.delivery = Delivery::Queued;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto id, m_context.stores.messages.add(row));
    SOTTO_TRY(m_context.stores.conversations.saveDraft(in, {}, now));
    SOTTO_TRY(transaction.commit());
    return id;
}

void Outbound::pumpAll()
{
    const auto queued = m_context.stores.messages.withDelivery(Delivery::Queued);
    if (!queued) {
        storageTrouble(queued.error());
        return;
    }
    std::set<Jid> people;
    for (const auto& row : *queued) {
        const auto conversation = m_context.stores.conversations.get(row.conversation);
        if (conversation && *conversation)
            people.insert((*conversation)->peer);
    }
    for (const auto& person : people)
        pump(person);
}

void Outbound::pump(const Jid& person)
{
    if (!m_ready)
        return;
    if (m_devices.isFresh(person)) {
        sealQueued(person);
        return;
    }
    m_devices.refresh(person).then(this, [this, person](const Result<Done>& refreshed) {
        if (refreshed)
            sealQueued(person);
        else if (refreshed.error().code == Errc::Storage ||
                 refreshed.error().code == Errc::StorageFull)
            storageTrouble(refreshed.error());
    });
}

void Outbound::sealQueued(const Jid& person)
{
    if (!m_ready)
        return;
    const auto batch = sealAll(person);
    if (!batch) {
        const bool nobodyThere = batch.error().code == Errc::NotFound;
        if (nobodyThere && m_told.insert(person).second)
            Q_EMIT problem(ProblemKind::SendRefused);
        else if (!nobodyThere)
            storageTrouble(batch.error());
        return;
    }
    send(*batch);
}

/// Errors: NotFound (something is queued, and nobody there can read it yet).
Result<std::vector<Outbound::Sealed>> Outbound::sealAll(const Jid& person)
{
    std::vector<Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto conversation, m_context.stores.conversations.find(person));
    SOTTO_TRY_ASSIGN(auto rows, m_context.stores.messages.withDelivery(Delivery::Queued));
    std::erase_if(rows,
                  [&](const store::MessageRow& row) { return row.conversation != conversation; });
    if (rows.empty())
        return batch;
    SOTTO_TRY_ASSIGN(const auto targets, m_devices.targets(person));
    if (targets.empty())
        return Error{Errc::NotFound, "no device to seal for"};
    for (const auto& row : rows) {
        SOTTO_TRY_ASSIGN(auto sealed, sealOne(row, person, targets));
        batch.push_back(std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

Result<Outbound::Sealed> Outbound::sealOne(const store::MessageRow& row, const Jid& person,
                                           const std::vector<omemo::SealTarget>& targets)
{
    const xmpp::TextMessage text{row.body, {row.urgency, std::nullopt}};
    SOTTO_TRY_ASSIGN(auto sealed, sealContent(person, text, row.originId, targets));
    sealed.message = row.id;
    SOTTO_TRY(addToOutbox(person, sealed, store::Purpose::Message));
    SOTTO_TRY(m_context.stores.messages.advance(row.id, Delivery::Sealed, m_context.nowMs()));
    return sealed;
}

Result<Outbound::Sealed> Outbound::sealContent(const Jid& person, const xmpp::Content& content,
                                               std::string originId,
                                               const std::vector<omemo::SealTarget>& targets)
{
    omemo::SealInput input{m_context.self,
                           person,
                           originId,
                           m_context.device,
                           xmpp::alertOf(content),
                           m_context.time.clock.wallNow(),
                           xmpp::buildContent(content),
                           targets};
    SOTTO_TRY_ASSIGN(auto encrypted, omemo::sealMessage(m_context.sessions, input));
    const auto stanza = xmpp::buildSealedMessage(person, originId, std::move(encrypted));
    return Sealed{std::move(originId), bytesOf(xmpp::toXml(stanza, xmpp::kClientNs)), std::nullopt};
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
    for (const auto& one : batch) {
        SOTTO_TRY_ASSIGN(const auto row, m_context.stores.outbox.find(one.originId));
        if (row)
            SOTTO_TRY(m_context.stores.outbox.noteAttempt(row->id));
        if (one.message)
            SOTTO_TRY(advanced(m_context.stores.messages.advance(*one.message, Delivery::Sent,
                                                                 m_context.nowMs())));
    }
    return transaction.commit();
}

void Outbound::resend()
{
    const auto pending = m_context.stores.outbox.pending();
    if (!pending) {
        storageTrouble(pending.error());
        return;
    }
    std::vector<Sealed> batch;
    for (const auto& row : *pending)
        batch.push_back({row.originId, row.stanza, row.message});
    send(batch);
}

void Outbound::sendReceipts()
{
    if (!m_ready)
        return;
    const auto batch = sealReceipts();
    if (!batch) {
        storageTrouble(batch.error());
        return;
    }
    send(*batch);
}

Result<std::vector<Outbound::Sealed>> Outbound::sealReceipts()
{
    std::vector<Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto due, m_context.stores.receipts.due(kReceiptsAtOnce));
    ReceiptGroups groups;
    for (const auto& one : due)
        groups[{one.message.sender, one.kind}].push_back(one);
    for (const auto& [key, all] : groups) {
        const auto& [person, kind] = key;
        SOTTO_TRY_ASSIGN(const auto targets, m_devices.targets(person));
        if (targets.empty())
            continue;  // owed until a session is there
        for (std::size_t at = 0; at < all.size(); at += mostIds(kind)) {
            const std::vector<store::ReceiptDue> part(
                all.begin() + static_cast<std::ptrdiff_t>(at),
                all.begin() +
                    static_cast<std::ptrdiff_t>(std::min(all.size(), at + mostIds(kind))));
            SOTTO_TRY_ASSIGN(
                auto sealed,
                sealContent(person, receiptContent(kind, part), crypto::uuidV4(), targets));
            SOTTO_TRY(addToOutbox(person, sealed, store::Purpose::Receipt));
            for (const auto& one : part)
                SOTTO_TRY(m_context.stores.receipts.settle(one.message.id, one.kind));
            batch.push_back(std::move(sealed));
        }
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

void Outbound::onAcked(const std::string& originId)
{
    const auto noted = [&]() -> Result<std::optional<MessageId>> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto message, noteRelayed(originId));
        SOTTO_TRY(transaction.commit());
        return message;
    }();
    if (!noted)
        storageTrouble(noted.error());
    else if (*noted)
        Q_EMIT messageChanged(**noted);
}

Result<std::optional<MessageId>> Outbound::noteRelayed(const std::string& originId)
{
    const auto now = m_context.nowMs();
    SOTTO_TRY_ASSIGN(const auto row, m_context.stores.outbox.remove(originId, now));
    if (!row || !row->message)
        return std::optional<MessageId>{};
    SOTTO_TRY_ASSIGN(
        const bool moved,
        advanced(m_context.stores.messages.advance(*row->message, Delivery::Relayed, now)));
    return moved ? row->message : std::optional<MessageId>{};
}

void Outbound::onBounce(const xmpp::Element& message)
{
    const std::string id{message.attribute("id")};
    const auto failed = [&]() -> Result<std::optional<MessageId>> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto row,
                         m_context.stores.messages.find(m_context.self, m_context.device, id));
        if (!row)
            return std::optional<MessageId>{};
        SOTTO_TRY(m_context.stores.outbox.remove(id, m_context.nowMs()));
        SOTTO_TRY_ASSIGN(const bool moved,
                         advanced(m_context.stores.messages.advance(row->id, Delivery::Failed,
                                                                    m_context.nowMs())));
        SOTTO_TRY(transaction.commit());
        return moved ? std::optional{row->id} : std::nullopt;
    }();
    if (!failed)
        storageTrouble(failed.error());
    else if (*failed)
        Q_EMIT messageChanged(**failed);
}

Result<Done> Outbound::retry(MessageId id)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.messages.advance(id, Delivery::Queued, m_context.nowMs()));
    return transaction.commit();
}

void Outbound::storageTrouble(const Error& error)
{
    log::warning("engine", "sending stopped at the vault", {{"why", error.code}});
    Q_EMIT problem(vaultProblem(error).kind);
}

}  // namespace sotto::engine
