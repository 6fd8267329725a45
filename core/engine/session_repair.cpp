// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/session_repair.h"

#include "core/base/log.h"

#include <algorithm>
#include <set>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;
using store::QuarantineReason;
using store::RepairState;

constexpr int kMostOutstanding = 100;  // also the most that one request can name
constexpr std::size_t kRequestsAnHour = 10;
constexpr BootTime kHour = 1h;
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::chrono::milliseconds kPause = 1min;

bool isBroken(const store::CardDue& card)
{
    return card.reason == QuarantineReason::NoSession || card.reason == QuarantineReason::Forged ||
        card.reason == QuarantineReason::Malformed;
}

bool canBeAsked(QuarantineReason reason)
{
    return reason != QuarantineReason::Untrusted && reason != QuarantineReason::Postponed &&
        reason != QuarantineReason::Other && reason != QuarantineReason::Refused &&
        reason != QuarantineReason::BadOrder;
}

}  // namespace

SessionRepair::SessionRepair(VaultContext& context, PeerDevices& devices, Outbound& outbound)
    : m_context(context),
      m_devices(devices),
      m_outbound(outbound),
      m_rounds(
          devices, outbound,
          [this]() -> Result<std::set<omemo::DeviceAddress>> {
              SOTTO_TRY_ASSIGN(const auto cards, m_context.stores.quarantine.due(m_context.self));
              std::set<omemo::DeviceAddress> waiting;
              for (const auto& card : cards)
                  waiting.insert({card.message.sender, card.message.senderDevice});
              return waiting;
          },
          [this](const omemo::DeviceAddress& device) { return serve(device); })
{
}

Result<Done> SessionRepair::askAgain(MessageId card)
{
    auto& quarantine = m_context.stores.quarantine;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto row, quarantine.find(card));
    if (!row)
        return Error{Errc::NotFound, "no such card"};
    const auto since = m_context.nowMs() - row->askedAtMs;
    if (!canBeAsked(row->reason) || (since >= 0 && since < kPause.count()))
        return Error{Errc::Denied, "not now"};
    SOTTO_TRY(quarantine.setRepair(card, RepairState::Due, row->askedAtMs));
    SOTTO_TRY(transaction.commit());
    run();
    return Done{};
}

Result<SessionRepair::Cards> SessionRepair::dueFrom(const omemo::DeviceAddress& device)
{
    SOTTO_TRY_ASSIGN(auto cards, m_context.stores.quarantine.due(m_context.self));
    std::erase_if(cards, [&](const store::CardDue& card) {
        return omemo::DeviceAddress{card.message.sender, card.message.senderDevice} != device;
    });
    return cards;
}

Task<Done> SessionRepair::serve(const omemo::DeviceAddress& device)
{
    const auto cards = dueFrom(device);
    if (!cards)
        return readyTask<Done>(cards.error());
    if (std::ranges::none_of(*cards, isBroken))
        return readyTask(ask(device));
    auto promise = std::make_shared<Promise<Done>>();
    m_devices.renew(device).then(this, [this, device, promise](const Result<Done>& renewed) {
        // Without a new bundle the old session may still do.
        const bool stop = !renewed &&
            (renewed.error().code == Errc::Storage || renewed.error().code == Errc::StorageFull);
        promise->finish(stop ? renewed : ask(device));
    });
    return promise->task();
}

/// A request that cannot be read over there makes a card over there, for which we are asked:
/// that must come to an end (no loop between two that cannot read each other).
bool SessionRepair::mayRequest(const omemo::DeviceAddress& device, const Cards& cards)
{
    if (std::ranges::none_of(cards, isBroken))
        return true;
    auto& requests = m_requests[device];
    const auto now = m_context.time.clock.bootNow();
    while (!requests.empty() && now - requests.front() >= kHour)
        requests.pop_front();
    if (requests.size() < kRequestsAnHour) {
        requests.push_back(now);
        return true;
    }
    return false;
}

Result<Done> SessionRepair::ask(const omemo::DeviceAddress& device)
{
    if (!m_outbound.mayLeave())
        return Done{};
    auto& stores = m_context.stores;
    Arrivals arrivals;
    std::vector<Outbound::Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(auto cards, dueFrom(device));
    SOTTO_TRY_ASSIGN(const auto row, stores.devices.find(device));
    if (!row || !row->active) {
        SOTTO_TRY(setAll(cards, RepairState::DeviceGone, arrivals));
    } else if (row->kind == store::DeviceKind::Legacy) {
        SOTTO_TRY_ASSIGN(batch, healPhone(device, cards, arrivals));
    } else {
        SOTTO_TRY_ASSIGN(const auto target, m_devices.target(device));
        SOTTO_TRY_ASSIGN(const int waiting,
                         stores.quarantine.outstanding(device.account, device.device,
                                                       m_context.nowMs() - kPause.count()));
        SOTTO_TRY_ASSIGN(const int open,
                         stores.quarantine.outstanding(device.account, device.device,
                                                       m_context.nowMs() - kHourMs));
        const auto room = static_cast<std::size_t>(std::max(0, kMostOutstanding - open));
        if (cards.size() > room)
            cards.erase(cards.begin() + static_cast<std::ptrdiff_t>(room), cards.end());
        if (!target || waiting > 0 || cards.empty() || !mayRequest(device, cards)) {
            m_later = m_context.time.scheduler.after(kPause, [this] { run(); });
            return Done{};
        }
        SOTTO_TRY_ASSIGN(auto sealed, request(*target, cards, arrivals));
        batch.push_back(std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    m_outbound.send(batch);
    Q_EMIT cardsChanged(arrivals);
    return Done{};
}

Result<std::vector<Outbound::Sealed>>
SessionRepair::healPhone(const omemo::DeviceAddress& device, const Cards& cards, Arrivals& arrivals)
{
    std::vector<Outbound::Sealed> batch;
    SOTTO_TRY_ASSIGN(const bool isPhone, m_devices.isPhone(device));
    if (isPhone && std::ranges::any_of(cards, isBroken) && mayRequest(device, cards)) {
        SOTTO_TRY_ASSIGN(auto key, m_outbound.sealKeyForPhone(device));
        batch.push_back(std::move(key));
    }
    SOTTO_TRY(setAll(cards, RepairState::CannotAsk, arrivals));
    return batch;
}

Result<Done> SessionRepair::setAll(const Cards& cards, RepairState state, Arrivals& arrivals)
{
    for (const auto& card : cards) {
        SOTTO_TRY(m_context.stores.quarantine.setRepair(card.message.id, state, m_context.nowMs()));
        arrivals.changed.push_back(card.message.id);
    }
    return Done{};
}

Result<Outbound::Sealed> SessionRepair::request(const omemo::SealTarget& target, const Cards& cards,
                                                Arrivals& arrivals)
{
    const auto now = m_context.nowMs();
    xmpp::ResendRequest wanted;
    for (const auto& card : cards) {
        wanted.ids.push_back(card.message.originId);
        SOTTO_TRY(m_context.stores.quarantine.setRepair(card.message.id, RepairState::Asked, now));
        arrivals.changed.push_back(card.message.id);
    }
    log::info("engine", "a device is asked to send again", {{"messages", wanted.ids.size()}});
    return m_outbound.sealForDevice(target, wanted, m_context.time.clock.wallNow());
}

}  // namespace sotto::engine
