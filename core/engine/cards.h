// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/clinical.h"

#include <optional>
#include <string>

namespace sotto::engine {

/// A message as its sender's device names it.
struct MessageName {
    Jid sender;  ///< bare
    DeviceId device;
    std::string originId;
};

/// The cards that stand in place of messages which could not be read or never came. A card
/// becomes its message where it stands. Works inside the caller's transaction.
/// Errors everywhere: Storage, StorageFull. Engine thread only.
class Cards {
public:
    explicit Cards(VaultContext& context) : m_context(context) { }

    /// Keeps a stanza, as it came, behind a card. `row` says whose conversation and what the
    /// card is like. If there is a card for it that waited (Postponed, Untrusted), only its
    /// reason changes. True: there was none yet.
    Result<bool> putAside(store::MessageRow row, store::QuarantineRow quarantined,
                          Arrivals& arrivals);

    /// Stores a text: in the place of its card if it has one, else at the end.
    Result<MessageId> place(const store::MessageRow& row, Arrivals& arrivals);

    /// `text` says that `previous` came before it: a card stands for that one if it is missing
    /// here. `at`: where the text stands already, if it does. What was before the first
    /// message of a device here is not missed.
    Result<Done> noteGap(const store::MessageRow& text, const std::string& previous,
                         std::optional<MessageId> at, Arrivals& arrivals);

    /// Where a card for that message stands.
    Result<std::optional<MessageId>> find(const MessageName& name);

    /// True if that device was asked within the hour and has not answered all of it.
    Result<bool> isAwaited(const Jid& sender, DeviceId device);

    /// There was nothing to show behind it: the card goes. No card is not an error.
    Result<Done> drop(const MessageName& name, Arrivals& arrivals);

    /// As drop(), but only a card that was to be tried again: an earlier copy was read.
    Result<Done> dropWaiting(const MessageName& name, Arrivals& arrivals);

    /// The sender's device says that the message will not come.
    Result<Done> answered(const MessageName& name, xmpp::ResendResult result, Arrivals& arrivals);

private:
    VaultContext& m_context;
};

}  // namespace sotto::engine
