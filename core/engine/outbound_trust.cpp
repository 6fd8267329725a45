// SPDX-License-Identifier: GPL-3.0-or-later
// What trust says of a message that is about to leave: which devices are told of first, and what
// waits for a choice.
#include "core/engine/device_news.h"
#include "core/engine/orders.h"
#include "core/engine/outbound.h"
#include "core/engine/trust_view.h"

#include <algorithm>

namespace sotto::engine {

/// What is queued, up to what waits for a choice: nothing overtakes that one.
Result<std::vector<store::MessageRow>> Outbound::mayGo(const Jid& peer, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto conversation, m_context.stores.conversations.find(peer));
    SOTTO_TRY_ASSIGN(auto rows, m_context.stores.messages.withDelivery(Delivery::Queued));
    std::erase_if(rows,
                  [&](const store::MessageRow& row) { return row.conversation != conversation; });
    if (rows.empty())
        return rows;
    SOTTO_TRY_ASSIGN(const auto wait, urgentWait(m_context, *conversation, peer));
    if (wait.isOn()) {
        arrivals.conversations.insert(*conversation);
        const auto first = std::ranges::find(rows, wait.message, &store::MessageRow::id);
        rows.erase(first, rows.end());
    }
    return rows;
}

/// They have devices, and the conversation says why none of them gets anything.
bool Outbound::isHeldBack(const Jid& peer)
{
    const auto readers = readersOf(m_context, peer);
    const auto summary =
        readers ? trustSummary(m_context, *readers) : Result<TrustSummary>{readers.error()};
    return summary && (summary->keyChanged || summary->leftOut > 0);
}

/// Without the devices that are new and that nobody compared.
Result<Outbound::Audience> Outbound::knownOf(const Audience& audience)
{
    auto known = audience;
    known.targets.clear();
    known.phones.clear();
    const auto isKnown = [this](const omemo::DeviceAddress& device) -> Result<bool> {
        SOTTO_TRY_ASSIGN(const auto row, m_context.stores.devices.find(device));
        return row && !isNewcomer(m_context, *row);
    };
    for (const auto& target : audience.targets) {
        SOTTO_TRY_ASSIGN(const bool keeps, isKnown({target.account, target.device}));
        if (keeps)
            known.targets.push_back(target);
    }
    for (const auto& phone : audience.phones) {
        SOTTO_TRY_ASSIGN(const bool keeps, isKnown(phone));
        if (keeps)
            known.phones.push_back(phone);
    }
    return known;
}

/// Of all who could read it. Errors: NotFound (nobody there may: an order goes to no phone).
Result<Outbound::Audience> Outbound::readersOfOne(const store::MessageRow& row, const Jid& peer,
                                                  const Audience& audience)
{
    SOTTO_TRY_ASSIGN(const auto reach, m_context.stores.messages.reachOf(row.id));
    SOTTO_TRY_ASSIGN(auto readers,
                     reach == store::Reach::KnownDevices ? knownOf(audience) : Result{audience});
    SOTTO_TRY_ASSIGN(const bool isForSottoAlone, concernsOrder(m_context, row));
    if (!isForSottoAlone)
        return readers;
    readers.phones.clear();
    readers.hasPhoneOfPerson = false;
    if (std::ranges::find(readers.targets, peer, &omemo::SealTarget::account) ==
        readers.targets.end())
        return Error{Errc::NotFound, "no device to seal an order for"};
    return readers;
}

/// A device that came since its owner's list was read: nothing goes to it without a line.
Result<Done> Outbound::tellReaders(const Jid& peer, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto untold, m_context.stores.keys->untold());
    if (untold.empty())
        return Done{};
    SOTTO_TRY_ASSIGN(auto readers, readersOf(m_context, peer));
    readers.push_back(m_context.self);
    for (const auto& person : untold)
        if (std::ranges::find(readers, person) != readers.end())
            SOTTO_TRY(tellOfNewDevices(m_context, person, Known::All, arrivals));
    return Done{};
}

}  // namespace sotto::engine
