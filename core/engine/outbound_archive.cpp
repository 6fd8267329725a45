// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves is due to the clinic's archive, too, and where policy says so, waits for it.
#include "core/crypto/random.h"
#include "core/engine/archive_copy.h"
#include "core/engine/archive_view.h"
#include "core/engine/outbound.h"

namespace sotto::engine {

Result<xmpp::Content> Outbound::contentOf(const store::MessageRow& row)
{
    return contentOfRow(m_context, row);
}

Result<Outbound::Sealed> Outbound::sealElements(const Jid& person,
                                                std::vector<xmpp::Element> content,
                                                const std::vector<omemo::SealTarget>& targets)
{
    auto input = sealInput(person, xmpp::KeyExchangeOnly{}, crypto::uuidV4(), targets);
    input.content = std::move(content);
    SOTTO_TRY_ASSIGN(auto sealed, seal(input, Reach::OneDevice));  // our others need no copy
    SOTTO_TRY(addToOutbox(person, sealed, store::Purpose::Repair));
    return sealed;
}

/// True: nothing goes to them now. Told once on each stream.
Result<bool> Outbound::isHeldForArchive(const Jid& peer, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const bool holds, archiveHolds(m_context, peer));
    if (!holds)
        return false;
    SOTTO_TRY_ASSIGN(const auto conversation, m_context.stores.conversations.find(peer));
    if (conversation)
        arrivals.conversations.insert(*conversation);
    if (m_context.archive.address)
        m_devices.forgetFreshness(*m_context.archive.address);
    if (!std::exchange(m_toldOfArchive, true))
        Q_EMIT problem(ProblemKind::ArchiveNotReady);
    return true;
}

}  // namespace sotto::engine
