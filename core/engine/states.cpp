// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/states.h"

#include "core/engine/trust_view.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using store::ReceiptKind;

/// How far that takes a message to one person.
Delivery deliveryOf(ReceiptKind kind)
{
    switch (kind) {
    case ReceiptKind::Delivered:
        return Delivery::Delivered;
    case ReceiptKind::Read:
        return Delivery::Read;
    case ReceiptKind::Acknowledged:
    case ReceiptKind::Accepted:
    case ReceiptKind::Completed:
    case ReceiptKind::Declined:
        break;
    }
    return Delivery::Acknowledged;
}

/// How far a message to several people is; no value: no further than the relay.
std::optional<Delivery> deliveryOf(const store::StateCounts& counts)
{
    if (counts.acknowledged > counts.declined)
        return Delivery::Acknowledged;
    if (counts.people > 0 && counts.read == counts.people)
        return Delivery::Read;
    if (counts.people > 0 && counts.delivered == counts.people)
        return Delivery::Delivered;
    return std::nullopt;
}

/// A refusal does not end the wait: somebody must still do it.
bool endsWait(ReceiptKind kind, Urgency urgency)
{
    return kind != ReceiptKind::Declined && kind >= ReceiptKind::Acknowledged &&
        closes(static_cast<Answer>(kind), urgency);
}

Result<Done> noteOne(VaultContext& context, const Report& report, const std::string& id,
                     Arrivals& arrivals)
{
    auto& stores = context.stores;
    const auto now = context.nowMs();
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(context.self, id));
    SOTTO_TRY_ASSIGN(const bool known, stores.states.isKnown(id));
    if (!row || !row->outgoing || !known)
        return stores.states.noteEarly(id, report.person, report.kind,
                                       std::min(toMs(report.sealedAt), now));
    SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(row->id));
    if (order && report.kind >= ReceiptKind::Acknowledged &&
        !isOrderAnswer(static_cast<Answer>(report.kind)))
        return Done{};
    // Another clock than ours: never before it was written, never in the future.
    const auto at = std::clamp(toMs(report.sealedAt), std::min(row->sentAtMs, now), now);
    SOTTO_TRY_ASSIGN(const bool isNew, stores.states.note(id, report.person, report.kind, at));
    if (!isNew)
        return Done{};
    arrivals.changed.push_back(row->id);
    if (order && report.kind == ReceiptKind::Completed)
        SOTTO_TRY(stores.orders.noteEntered(*row, report.person, at));
    if (endsWait(report.kind, row->urgency))
        SOTTO_TRY(stores.messages.close(row->id));
    arrivals.openChanged = arrivals.openChanged || row->isOpen;
    SOTTO_TRY_ASSIGN(const auto room, stores.rooms.find(row->conversation));
    if (!room)
        SOTTO_TRY(stores.outbox.remove(id));  // the relay must have had it
    SOTTO_TRY_ASSIGN(const auto counts, stores.states.counts(id));
    const auto to = room ? deliveryOf(counts) : std::optional{deliveryOf(report.kind)};
    if (to)
        SOTTO_TRY(stores.messages.advance(row->id, *to, at));
    return Done{};
}

}  // namespace

xmpp::ClinicalUrgency urgencyOf(const store::MessageRow& row)
{
    xmpp::ClinicalUrgency urgency{row.urgency, std::nullopt};
    if (row.dueAtMs > row.sentAtMs)
        urgency.within =
            std::chrono::seconds{std::max<std::int64_t>(1, (row.dueAtMs - row.sentAtMs) / 1000)};
    return urgency;
}

Result<Done> noteEscalated(VaultContext& context, MessageId message, const xmpp::TextMessage& text)
{
    if (!text.escalated)
        return Done{};
    return context.stores.escalations.label(
        message, {text.escalated->first, toMs(text.escalated->at), std::nullopt});
}

Result<std::optional<xmpp::Escalated>> escalatedOf(VaultContext& context, MessageId message)
{
    SOTTO_TRY_ASSIGN(const auto label, context.stores.escalations.labelOf(message));
    if (!label)
        return std::optional<xmpp::Escalated>{};
    return std::optional{xmpp::Escalated{label->first, wallTimeFromMs(label->firstAtMs)}};
}

Result<Done> noteAudience(VaultContext& context, const std::string& originId, const Jid& peer)
{
    SOTTO_TRY_ASSIGN(const auto readers, readersOf(context, peer));
    for (const auto& person : readers)
        if (person != context.self && person != context.archive.address)  // it reports nothing
            SOTTO_TRY(context.stores.states.addAudience(originId, person));
    return Done{};
}

Result<Done> noteReport(VaultContext& context, const Report& report, Arrivals& arrivals)
{
    for (const auto& id : report.ids)
        SOTTO_TRY(noteOne(context, report, id, arrivals));
    return Done{};
}

Result<StateSummary> stateSummary(VaultContext& context, const store::MessageRow& row)
{
    if (!row.outgoing || row.kind != store::MessageKind::Text)
        return StateSummary{};
    SOTTO_TRY_ASSIGN(const auto counts, context.stores.states.counts(row.originId));
    return StateSummary{counts.people,   counts.delivered, counts.read,    counts.acknowledged,
                        counts.accepted, counts.done,      counts.declined};
}

}  // namespace sotto::engine
