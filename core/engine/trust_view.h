// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How far the devices of people are trusted, read from the vault. Errors everywhere: Storage.

#include "core/api/devices.h"
#include "core/api/snapshots.h"
#include "core/engine/vault_context.h"

#include <QList>

namespace sotto::engine {

/// Another device than this one, on its owner's list, and policy lets messages go to its kind.
bool mayReceive(const VaultContext& context, const store::DeviceRow& device);

/// It came after we first met its owner, or with another key, and nobody vouches for it but the
/// rule "trust on first use".
bool isNewcomer(const VaultContext& context, const store::DeviceRow& device);

/// The key to be compared: the one that it offers now, else the known one. Empty: none.
Result<Bytes> currentKey(VaultContext& context, const store::DeviceRow& device);

/// All that were ever seen, of one person or of ourselves.
Result<QList<DeviceSnapshot>> deviceSnapshots(VaultContext& context, const Jid& person);

/// What the head of a conversation says of its people's devices.
struct TrustSummary {
    bool verified = false;  ///< all of them: compared or listed, and there is one
    bool keyChanged = false;
    int leftOut = 0;
};

Result<TrustSummary> trustSummary(VaultContext& context, const std::vector<Jid>& people);

/// The people for whom a text is sealed, without ourselves unless it is a note to ourselves.
Result<std::vector<Jid>> readersOf(VaultContext& context, const Jid& peer);

/// The first queued message of a conversation that waits until its sender chose whether new
/// devices get it; none: nothing waits.
Result<UrgentWait> urgentWait(VaultContext& context, ConversationId in, const Jid& peer);

}  // namespace sotto::engine
