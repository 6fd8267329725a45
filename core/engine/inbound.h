// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/outbound.h"
#include "core/engine/vault_context.h"
#include "core/omemo/sealed.h"
#include "core/xmpp/content.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <string>

namespace sotto::engine {

/// Everything that arrives (design.md, 7, "In"): one function for what comes live and what
/// comes from the archive. It works inside the caller's transaction and never commits.
/// Engine thread only.
class Inbound final {
public:
    Inbound(VaultContext& context, Outbound& outbound);

    /// Takes one message stanza. `archiveId` is empty if the relay gave none.
    ///
    /// What does not decrypt is kept raw behind a card, what was seen before is dropped;
    /// neither is an error. Errors: Storage, StorageFull (the caller rolls back and must
    /// not move on).
    Result<Done> take(store::Transaction& transaction, const xmpp::Element& message,
                      const xmpp::Origin& origin, const std::string& archiveId, Arrivals& arrivals);

private:
    struct Incoming {
        store::Transaction& transaction;
        const xmpp::Element& stanza;
        Jid sender;  ///< bare
        std::string originId;
        std::string archiveId;
    };

    Result<Done> takeOwn(const xmpp::Element& message, Arrivals& arrivals);
    Result<Done> takeSealed(const Incoming& in, const xmpp::Element& encrypted, Arrivals& arrivals);
    Result<omemo::OpenedMessage> open(const Incoming& in, const omemo::SealedMessage& sealed);
    Result<Done> apply(const Incoming& in, const omemo::OpenedMessage& opened, Arrivals& arrivals);
    Result<Done> applyText(const Incoming& in, const omemo::OpenedMessage& opened,
                           const xmpp::TextMessage& text, Arrivals& arrivals);
    Result<Done> applyEvidence(const Incoming& in, const std::vector<std::string>& ids,
                               Delivery reached, Arrivals& arrivals);
    Result<Done> quarantine(const Incoming& in, DeviceId device, Errc why, Arrivals& arrivals);

    VaultContext& m_context;
    Outbound& m_outbound;
};

}  // namespace sotto::engine
