// SPDX-License-Identifier: GPL-3.0-or-later
// What colleagues tell us of roles on call: offers, answers, and who has a message now.
#include "core/engine/inbound.h"
#include "core/engine/on_call_rules.h"
#include "core/engine/people_news.h"

#include <algorithm>

namespace sotto::engine {

using store::OnCallOfferState;

namespace {

constexpr std::ptrdiff_t kMostOpenOffers = 20;  // of one person: a flood ends here

}  // namespace

/// Whether they hold the role, and we may, is looked at when it is shown and answered. A later
/// offer of the same role takes the place of an earlier one.
Result<Done> Inbound::applyOffer(const Incoming& in, WallTime sealedAt,
                                 const xmpp::OnCallOffer& offer, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto role = m_context.roles.list.roles.find(offer.role);
    if (role == m_context.roles.list.roles.end() || !role->second.onCall)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto open, stores.onCall.offers(OnCallOfferState::Open));
    if (std::ranges::count(open, in.sender, &store::OnCallOfferRow::person) >= kMostOpenOffers)
        return Done{};
    for (const auto& one : open)
        if (!one.outgoing && one.person == in.sender && one.role == offer.role)
            SOTTO_TRY(stores.onCall.settleOffer(one.id, one.person, OnCallOfferState::Over));
    arrivals.onCallNews = true;
    return stores.onCall.addOffer({offer.id, in.sender, false, offer.role, offer.items,
                                   std::min(toMs(sealedAt), m_context.nowMs())});
}

/// Counts only from the person to whom we made that offer, once, and if they said it in time.
Result<Done> Inbound::applyOfferAnswer(const Incoming& in, WallTime sealedAt,
                                       const xmpp::OnCallAnswer& answer, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto offer, stores.onCall.offer(answer.id, in.sender));
    if (!offer || !offer->outgoing || offer->state != OnCallOfferState::Open)
        return Done{};
    arrivals.onCallNews = true;
    const auto last = offer->atMs + kOnCallOfferStands.count() + kOnCallSkewMs;
    const auto state = toMs(sealedAt) > last ? OnCallOfferState::Over
        : answer.yes                         ? OnCallOfferState::Taken
                                             : OnCallOfferState::Declined;
    return stores.onCall.settleOffer(answer.id, in.sender, state);
}

/// Counts only from who has it as far as we know: its receiver, or to whom it went on last.
Result<Done> Inbound::applyHandedOver(const Incoming& in, const store::MessageRow& row,
                                      const store::OnCallMessageRow& known, const Jid& to,
                                      Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto own, stores.conversations.find(in.sender));
    const bool isFromHolder =
        known.handedTo.empty() ? own == row.conversation : known.handedTo == in.sender.toString();
    if (!isFromHolder)
        return Done{};
    SOTTO_TRY(stores.onCall.handOver(row.id, to, true));
    return addPeopleNews(m_context, row.conversation,
                         {PeopleNotice::Kind::PassedOn, in.sender, to.toString()}, arrivals);
}

}  // namespace sotto::engine
