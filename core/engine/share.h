// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The relay's half of a vault's key (design.md, 6): 32 bytes in a private PEP node, one item
// for each vault, released only to a login that had password and code.

#include "core/base/secret_bytes.h"
#include "core/base/task.h"
#include "core/relay/stream.h"
#include "core/store/vault_header.h"

namespace sotto::engine {

/// Errors: NotFound (no share, or something else in its place), Network, Timeout.
Task<std::shared_ptr<SecretBytes>> fetchShare(relay::RelayStream& stream,
                                              const store::VaultHeader& header);

/// In place of the one before. Errors: Network, Timeout.
Task<Done> publishShare(relay::RelayStream& stream, const store::VaultHeader& header,
                        ByteView share);

}  // namespace sotto::engine
