// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/cards.h"

namespace sotto::engine {
namespace {

using store::QuarantineReason;

constexpr std::int64_t kAwaitedMs = 3'600'000;

bool mayBeTriedAgain(QuarantineReason reason)
{
    return reason == QuarantineReason::Postponed || reason == QuarantineReason::Untrusted;
}

}  // namespace

Result<std::optional<MessageId>> Cards::find(const MessageName& name)
{
    return m_context.stores.quarantine.card(name.sender, name.device, name.originId);
}

Result<bool> Cards::isAwaited(const Jid& sender, DeviceId device)
{
    SOTTO_TRY_ASSIGN(
        const int open,
        m_context.stores.quarantine.outstanding(sender, device, m_context.nowMs() - kAwaitedMs));
    return open > 0;
}

Result<bool> Cards::putAside(store::MessageRow row, store::QuarantineRow quarantined,
                             Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto known, find({row.sender, row.senderDevice, row.originId}));
    if (known) {
        SOTTO_TRY_ASSIGN(const auto before, stores.quarantine.find(*known));
        if (before && mayBeTriedAgain(before->reason) && before->reason != quarantined.reason) {
            SOTTO_TRY(stores.quarantine.setReason(*known, quarantined.reason));
            arrivals.changed.push_back(*known);
            arrivals.cardsDue = true;
        }
        return false;
    }
    row.kind = store::MessageKind::Undecryptable;
    SOTTO_TRY_ASSIGN(quarantined.message, stores.messages.add(row));
    SOTTO_TRY(stores.quarantine.add(quarantined));
    arrivals.changed.push_back(quarantined.message);
    arrivals.conversations.insert(row.conversation);
    arrivals.cardsDue = true;
    return true;
}

Result<MessageId> Cards::place(const store::MessageRow& row, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto card, find({row.sender, row.senderDevice, row.originId}));
    MessageId id{};
    if (card) {
        id = *card;
        SOTTO_TRY(stores.messages.fill(id, row));
        SOTTO_TRY(stores.quarantine.forget(id));
        arrivals.cardsDue = true;  // those that wait behind it
    } else {
        SOTTO_TRY_ASSIGN(id, stores.messages.add(row));
    }
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(row.conversation);
    return id;
}

Result<Done> Cards::noteGap(const store::MessageRow& text, const std::string& previous,
                            std::optional<MessageId> at, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto known,
                     stores.messages.find(text.sender, text.senderDevice, previous));
    SOTTO_TRY_ASSIGN(const auto card, find({text.sender, text.senderDevice, previous}));
    SOTTO_TRY_ASSIGN(const bool isMissed,
                     stores.messages.hasTextOf(text.sender, text.senderDevice, text.conversation,
                                               at.value_or(store::kNewest)));
    if (known || card || !isMissed)
        return Done{};
    auto row = text;
    row.kind = store::MessageKind::Undecryptable;
    row.originId = previous;
    row.stanzaId.clear();
    row.body.clear();
    row.urgency = Urgency::Fyi;
    SOTTO_TRY_ASSIGN(const auto id, stores.messages.addGap(row, at));
    store::QuarantineRow missing{.message = id, .from = text.sender};
    missing.reason = QuarantineReason::Missing;
    missing.atMs = m_context.nowMs();
    SOTTO_TRY(stores.quarantine.add(missing));
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(text.conversation);
    arrivals.cardsDue = true;
    return Done{};
}

Result<Done> Cards::drop(const MessageName& name, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto card, find(name));
    if (!card)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(*card));
    SOTTO_TRY(stores.quarantine.removeCard(*card));
    arrivals.removed.push_back(*card);
    if (row)
        arrivals.conversations.insert(row->conversation);
    arrivals.cardsDue = true;
    return Done{};
}

Result<Done> Cards::dropWaiting(const MessageName& name, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto card, find(name));
    if (!card)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto row, m_context.stores.quarantine.find(*card));
    return row && mayBeTriedAgain(row->reason) ? drop(name, arrivals) : Result<Done>{Done{}};
}

Result<Done> Cards::answered(const MessageName& name, xmpp::ResendResult result, Arrivals& arrivals)
{
    if (result == xmpp::ResendResult::NotAMessage)
        return drop(name, arrivals);
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto card, find(name));
    if (!card)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto before, stores.quarantine.find(*card));
    if (before)
        SOTTO_TRY(
            stores.quarantine.setRepair(*card, store::RepairState::Unknown, before->askedAtMs));
    arrivals.changed.push_back(*card);
    arrivals.cardsDue = true;
    return Done{};
}

}  // namespace sotto::engine
