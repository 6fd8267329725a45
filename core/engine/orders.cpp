// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/orders.h"

#include "core/base/log.h"
#include "core/omemo/order_signature.h"

#include <algorithm>

namespace sotto::engine {
namespace {

OrderWords wordsOf(const OrderClaim& claim)
{
    const auto& mark = *claim.text.order;
    return {claim.originId,  claim.author, claim.recipient,   *claim.text.patient,
            claim.text.body, mark.atMs,    mark.utcOffsetMin, mark.by};
}

/// Empty: none that is trusted.
Result<Bytes> keyOf(VaultContext& context, const omemo::DeviceAddress& device)
{
    if (device.account == context.self && device.device == context.device)
        return context.sessions.ownIdentityKey();
    SOTTO_TRY_ASSIGN(auto known, context.stores.keys->peerIdentity(device));
    return known && omemo::mayTalk(known->trust) ? std::move(known->key) : Bytes{};
}

bool areListed(const VaultContext& context, const OrderClaim& claim)
{
    const auto& roles = context.roles;
    return roles.mayWriteOrders(claim.author, context.groupsOf(claim.author)) &&
        roles.mayGetOrders(claim.recipient, context.groupsOf(claim.recipient));
}

Result<bool> isCancelled(store::Stores& stores, MessageId message)
{
    SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(message));
    return order && order->cancelledAtMs > 0;
}

}  // namespace

Result<bool> holds(VaultContext& context, const OrderClaim& claim)
{
    if (claim.author != context.self && !areListed(context, claim)) {
        log::warning("engine", "an order by or for somebody who is not listed");
        return false;
    }
    SOTTO_TRY_ASSIGN(const auto key, keyOf(context, {claim.author, claim.text.order->by}));
    const auto verified = key.empty()
        ? Result<Done>{Error{Errc::Denied, "no key for it"}}
        : omemo::verifyOrder(wordsOf(claim), claim.text.order->signature, key);
    if (!verified)
        log::warning("engine", "the signature of an order does not hold",
                     {{"why", verified.error().code}});
    return bool{verified};
}

void asOrder(store::MessageRow& row, const xmpp::OrderMark& mark, const OrderRules& rules,
             std::int64_t nowMs)
{
    row.urgency = Urgency::Action;
    row.isOpen = true;
    row.sentAtMs = mark.atMs;
    row.dueAtMs =  // an author's clock must not move it into the future
        std::min(mark.atMs, nowMs) + std::chrono::milliseconds{rules.overdue}.count();
}

Result<Done> noteOrder(store::Stores& stores, const store::MessageRow& row,
                       const xmpp::TextMessage& text)
{
    if (!text.order)
        return Done{};
    const auto& mark = *text.order;
    return stores.orders.add({row.id, mark.atMs, mark.utcOffsetMin, mark.by, mark.signature}, row);
}

Result<std::optional<xmpp::OrderMark>> orderMarkOf(store::Stores& stores, MessageId message)
{
    SOTTO_TRY_ASSIGN(auto order, stores.orders.find(message));
    if (!order)
        return std::optional<xmpp::OrderMark>{};
    return std::optional{xmpp::OrderMark{order->signedAtMs, order->utcOffsetMin, order->by,
                                         std::move(order->signature)}};
}

Result<bool> concernsOrder(VaultContext& context, const store::MessageRow& row)
{
    auto& stores = context.stores;
    SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(row.id));
    if (order || row.kind != store::MessageKind::System)
        return order.has_value();
    SOTTO_TRY_ASSIGN(const auto change, stores.changes.carriedBy(row.id));
    if (!change)
        return false;
    SOTTO_TRY_ASSIGN(const auto target, stores.messages.find(context.self, change->target));
    if (!target)
        return false;
    SOTTO_TRY_ASSIGN(const auto cancelled, stores.orders.find(target->id));
    return cancelled.has_value();
}

Result<Done> cancelOrder(VaultContext& context, const store::MessageRow& row, std::int64_t atMs,
                         Arrivals& arrivals)
{
    const auto now = context.nowMs();
    SOTTO_TRY_ASSIGN(
        const bool isNew,
        context.stores.orders.cancel(row, std::clamp(atMs, std::min(row.sentAtMs, now), now)));
    if (!isNew)
        return Done{};
    arrivals.changed.push_back(row.id);
    arrivals.conversations.insert(row.conversation);
    arrivals.openChanged = true;
    if (row.outgoing)
        return Done{};
    arrivals.newMessages += 1;  // somebody may be about to act on it
    arrivals.topUrgency = std::max(arrivals.topUrgency, row.urgency);
    return Done{};
}

Result<bool> mayCancel(store::Stores& stores, const store::MessageRow& row)
{
    SOTTO_TRY_ASSIGN(const bool is, isCancelled(stores, row.id));
    SOTTO_TRY_ASSIGN(const auto counts, stores.states.counts(row.originId));
    return row.outgoing && !is && counts.done == 0;
}

Result<bool> mayAnswer(store::Stores& stores, const store::MessageRow& row, Answer answer)
{
    SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(row.id));
    if (!order)
        return true;
    const bool isInTurn = answer != Answer::Completed || row.acknowledgedAtMs > 0;
    return order->cancelledAtMs == 0 && isOrderAnswer(answer) && isInTurn;
}

void addOrder(MessageSnapshot& out, VaultContext& context, const Directory& directory)
{
    const auto order = context.stores.orders.find(out.id);
    if (!order || !*order)
        return;  // the vault's trouble is told where it is written
    OrderSnapshot shown;
    const auto conversation = context.stores.conversations.get(out.conversation);
    if (out.outgoing && conversation && *conversation)
        shown.recipient = directory.person((*conversation)->peer).name;
    else
        shown.recipient = directory.self().name;
    shown.signedAtMs = (*order)->signedAtMs;
    shown.utcOffsetMin = (*order)->utcOffsetMin;
    shown.cancelledAtMs = (*order)->cancelledAtMs;
    shown.overdue = out.open && out.dueAtMs > 0 && out.dueAtMs <= context.nowMs();
    out.order = shown;
    out.changeableUntilMs = 0;  // signed words are never other words
}

}  // namespace sotto::engine
