// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of what has left: acknowledged, proved, missing, refused, tried again.
#include "core/base/log.h"
#include "core/engine/outbound.h"
#include "core/omemo/sealed.h"
#include "core/xmpp/stream_reader.h"

#include <algorithm>

namespace sotto::engine {
namespace {

/// So often may the archive lack what the relay has acknowledged. Then this relay keeps no
/// copies of ours, and the acknowledgement must do.
constexpr int kMostMissing = 3;

}  // namespace

void Outbound::onAcked(const std::string& originId)
{
    const auto noted = [&]() -> Result<std::optional<MessageId>> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        const auto now = m_context.nowMs();
        SOTTO_TRY_ASSIGN(const auto waits, m_context.stores.outbox.find(originId));
        SOTTO_TRY_ASSIGN(const bool room, waits ? isRoom(waits->to) : Result<bool>{false});
        if (room)  // a cluster may acknowledge what its room never gets (relay.md, 3.1)
            return std::optional<MessageId>{};
        SOTTO_TRY_ASSIGN(const auto row, m_context.stores.outbox.noteAcked(originId, now));
        bool moved = false;
        if (row && row->message) {
            SOTTO_TRY_ASSIGN(
                moved, m_context.stores.messages.advance(*row->message, Delivery::Relayed, now));
        }
        SOTTO_TRY(transaction.commit());
        return moved ? row->message : std::nullopt;
    }();
    if (!noted)
        storageTrouble(noted.error());
    else if (*noted)
        Q_EMIT messageChanged(**noted);
}

/// A message that failed and was sealed again has the id of its first copy: only the copy
/// that waits is a proof for it.
Result<std::optional<MessageId>> Outbound::takeProof(const std::string& originId,
                                                     const xmpp::Element& encrypted)
{
    SOTTO_TRY_ASSIGN(const auto row, m_context.stores.outbox.find(originId));
    if (!row)
        return std::optional<MessageId>{};
    const auto ours = xmpp::parseDocument(row->stanza);
    const auto* const sealed = ours ? ours->child(encrypted.name, encrypted.ns) : nullptr;
    if (!sealed || !(*sealed == encrypted))
        return std::optional<MessageId>{};
    SOTTO_TRY(m_context.stores.outbox.remove(originId));
    if (!row->message)
        return std::optional<MessageId>{};
    SOTTO_TRY_ASSIGN(
        const bool moved,
        m_context.stores.messages.advance(*row->message, Delivery::Relayed, m_context.nowMs()));
    return moved ? row->message : std::nullopt;
}

void Outbound::beginRound()
{
    endRound();
    const auto pending = m_context.stores.outbox.pending();
    if (!pending)
        return;  // then nothing counts as missing in this round
    for (const auto& row : *pending)
        if (row.ackedAtMs > 0)
            m_acked.insert(row.originId);
}

/// Sends again what `wanted` says of the outbox, in order: of what is for that room, or for
/// people.
template <class Wanted>
void Outbound::resend(const std::optional<Jid>& room, Wanted wanted)
{
    if (m_stopped)
        return;
    const auto batch = [&]() -> Result<std::vector<Sealed>> {
        std::vector<Sealed> rows;
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto pending, m_context.stores.outbox.pending());
        for (const auto& row : pending) {
            SOTTO_TRY_ASSIGN(const bool isForRoom, isRoom(row.to));
            const bool isMeant = room ? row.to == *room : !isForRoom;
            if (!isMeant || !wanted(row))
                continue;
            SOTTO_TRY_ASSIGN(auto sealed, again(row));
            if (sealed)
                rows.push_back(*std::move(sealed));
        }
        SOTTO_TRY(transaction.commit());
        return rows;
    }();
    if (!batch)
        storageTrouble(batch.error());
    else
        send(*batch);
}

/// No value: it has been missing too often. What was never acknowledged is never given up.
Result<std::optional<Outbound::Sealed>> Outbound::again(const store::OutboxRow& row)
{
    if (m_acked.contains(row.originId)) {
        if (row.attempts + 1 >= kMostMissing) {
            log::warning("engine", "the relay keeps no copy of what it acknowledged");
            SOTTO_TRY(m_context.stores.outbox.remove(row.originId));
            return std::optional<Sealed>{};
        }
        SOTTO_TRY(m_context.stores.outbox.noteMissing(row.id));
    }
    return std::optional{Sealed{row.originId, row.stanza, row.message}};
}

void Outbound::resendAll()
{
    resend(std::nullopt, [](const store::OutboxRow&) { return true; });
}

void Outbound::resendMissing()
{
    resend(std::nullopt,
           [this](const store::OutboxRow& row) { return m_acked.contains(row.originId); });
}

void Outbound::resendForgotten()
{
    endRound();
    std::set<std::string> held;
    for (const auto& stanza : m_link.stream().resumeState().unacked)
        held.insert(stanza.id);
    resend(std::nullopt, [&held](const store::OutboxRow& row) {
        return row.ackedAtMs == 0 && !held.contains(row.originId);
    });
}

bool Outbound::resendTo(const Jid& room)
{
    const auto pending = m_context.stores.outbox.pending();
    if (!pending)
        storageTrouble(pending.error());
    if (!pending || !mayLeave() ||
        std::ranges::find(*pending, room, &store::OutboxRow::to) == pending->end())
        return false;
    resend(room, [](const store::OutboxRow&) { return true; });
    Q_EMIT awaitsEcho(room);
    return true;
}

void Outbound::onBounce(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto failed = refused(std::string{message.attribute("id")},
                                xmpp::addressOf(origin, m_context.self).bare());
    if (!failed)
        storageTrouble(failed.error());
    else if (*failed)
        Q_EMIT messageChanged(**failed);
}

/// Gives the message that has failed by it, if one has.
Result<std::optional<MessageId>> Outbound::refused(const std::string& id, const Jid& by)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto waits, stores.outbox.find(id));
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(m_context.self, m_context.device, id));
    std::optional<Jid> to;
    if (waits) {
        to = waits->to;
    } else if (row) {
        SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.get(row->conversation));
        if (conversation)
            to = conversation->peer;
    }
    if (!to || *to != by)
        return std::optional<MessageId>{};
    SOTTO_TRY_ASSIGN(const bool room, isRoom(by));
    if (room && !waits)  // its echo has proved it
        return std::optional<MessageId>{};
    SOTTO_TRY(stores.outbox.remove(id));
    bool moved = false;
    if (row) {
        SOTTO_TRY_ASSIGN(moved,
                         stores.messages.advance(row->id, Delivery::Failed, m_context.nowMs()));
    }
    SOTTO_TRY(transaction.commit());
    return moved ? std::optional{row->id} : std::nullopt;
}

Result<Done> Outbound::retry(MessageId id)
{
    if (m_stopped)
        return Error{Errc::Denied, "sending has stopped"};
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto row, m_context.stores.messages.get(id));
    SOTTO_TRY_ASSIGN(const auto order, m_context.stores.orders.find(id));
    const bool isOver = row && (row->recalledAtMs > 0 || (order && order->cancelledAtMs > 0));
    if (!row || row->delivery != Delivery::Failed || isOver)
        return Error{Errc::Denied, "it has not failed"};
    SOTTO_TRY(m_context.stores.messages.advance(id, Delivery::Queued, m_context.nowMs()));
    return transaction.commit();
}

}  // namespace sotto::engine
