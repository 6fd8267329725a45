// SPDX-License-Identifier: GPL-3.0-or-later
// What our own account sent: this device, which the archive only confirms, and our others.
#include "core/base/log.h"
#include "core/engine/inbound.h"

namespace sotto::engine {

/// From this very device. It is a proof that the relay keeps the stanza, or, if this vault
/// never sent it, that somebody else has our keys or that the vault is an old copy (I7).
/// Either way it is nothing to open.
Result<bool> Inbound::takeOurs(const Incoming& in, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const bool ours, stores.outbox.wasOurs(in.originId));
    if (ours) {
        SOTTO_TRY_ASSIGN(const auto message, m_outbound.takeProof(in.originId, in.encrypted));
        if (message)
            arrivals.changed.push_back(*message);
        return false;
    }
    SOTTO_TRY_ASSIGN(const bool stands, stores.account.hasCloneAlarm());
    if (!stands) {
        log::warning("engine", "this device sent what it never sent");
        SOTTO_TRY(stores.account.raiseCloneAlarm());
        arrivals.cloneSeen = true;
    }
    return false;
}

Result<Done> Inbound::noteRelayed(const store::MessageRow& row, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(
        const bool moved,
        m_context.stores.messages.advance(row.id, Delivery::Relayed, m_context.nowMs()));
    if (moved)
        arrivals.changed.push_back(row.id);
    return Done{};
}

/// Another device of ours sent it, and the relay has it, or it would not have come.
void Inbound::showAsSent(store::MessageRow& row) const
{
    row.outgoing = true;
    row.delivery = Delivery::Relayed;
    row.relayedAtMs = m_context.nowMs();
}

/// What a person says of messages of ours, or what ours did with theirs on another device.
Result<Done> Inbound::applyReport(const Incoming& in, Report report, Arrivals& arrivals)
{
    return isOwn(in) ? applyOwnReport(in, report, arrivals)
                     : noteReport(m_context, report, arrivals);
}

/// What our person did on another device: read, answered. That device has told the sender, so
/// this one owes it no longer.
Result<Done> Inbound::applyOwnReport(const Incoming& in, const Report& report, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    for (const auto& id : report.ids) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(in.peer, id));
        if (!row || row->outgoing)
            continue;
        SOTTO_TRY(stores.receipts.settle(row->id, report.kind));
        if (report.kind == store::ReceiptKind::Read)
            SOTTO_TRY(stores.messages.markOneRead(row->id, now));
        else if (report.kind > store::ReceiptKind::Read) {
            const auto answered =
                stores.messages.markAnswered(row->id, static_cast<Answer>(report.kind), now);
            if (!answered && answered.error().code != Errc::Denied)  // answered here as well
                return answered.error();
            arrivals.openChanged = true;
        }
        arrivals.changed.push_back(row->id);
        arrivals.conversations.insert(row->conversation);
    }
    return Done{};
}

}  // namespace sotto::engine
