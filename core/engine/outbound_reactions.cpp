// SPDX-License-Identifier: GPL-3.0-or-later
// What our person thinks of messages, on its way to who holds them.
#include "core/engine/outbound.h"
#include "core/engine/reactions.h"

namespace sotto::engine {

void Outbound::sendReactions(const Jid& peer)
{
    const auto batch = sealReactions(peer);
    if (!batch && batch.error().code != Errc::Unsupported)  // told where a text does not fit
        storageTrouble(batch.error());
    if (!batch || batch->empty())
        return;
    send(*batch);
    if (m_openRooms.contains(peer))
        Q_EMIT awaitsEcho(peer);
}

/// Only what is sealed counts as told. Phones get nothing: they have no words for it.
Result<std::vector<Outbound::Sealed>> Outbound::sealReactions(const Jid& peer)
{
    std::vector<Sealed> batch;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.find(peer));
    if (!conversation)
        return batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto due, stores.talk.due(*conversation));
    for (const auto message : due) {
        SOTTO_TRY_ASSIGN(const auto ours, ourReactions(m_context, message));
        SOTTO_TRY_ASSIGN(auto sealed,
                         ours ? sealNews(peer, *ours, {}) : Result{std::optional<Sealed>{}});
        if (ours && !sealed)
            continue;  // nobody there can read it yet
        SOTTO_TRY(stores.talk.settle(message, m_context.self, sealed ? sealed->originId : ""));
        if (sealed)
            batch.push_back(*std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

}  // namespace sotto::engine
