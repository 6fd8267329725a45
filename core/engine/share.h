// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The relay's half of a vault's key (design.md, 6): 32 bytes in a private PEP node, one item
// for each vault, released only to a login that had password and code.

#include "core/base/secret_bytes.h"
#include "core/base/task.h"
#include "core/domain/message.h"
#include "core/relay/stream.h"
#include "core/store/vault_header.h"

namespace sotto::engine {

/// Errors: NotFound (no share, or something else in its place), Network, Timeout.
Task<std::shared_ptr<SecretBytes>> fetchShare(relay::RelayStream& stream,
                                              const store::VaultHeader& header);

/// In place of the one before. Errors: Network, Timeout.
Task<Done> publishShare(relay::RelayStream& stream, const store::VaultHeader& header,
                        ByteView share);

/// Says, in a private node, which vault is that device's, so that the person's other devices can
/// take its share away. Errors: Network, Timeout.
Task<Done> noteVault(relay::RelayStream& stream, const store::VaultHeader& header, DeviceId device);

/// Takes the share of that device's vault away: it opens no more but with the recovery code. No
/// such note is no error. Errors: Network, Timeout.
Task<Done> removeShare(relay::RelayStream& stream, const Jid& self, DeviceId device);

}  // namespace sotto::engine
