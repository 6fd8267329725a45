// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Random numbers of the operating system (libsodium's randombytes). Any thread.

#include "core/base/bytes.h"
#include "core/base/secret_bytes.h"

#include <string>

namespace sotto::crypto {

/// Fills memory that the caller owns.
void fillRandom(std::span<std::uint8_t> out);

/// Random bytes that need not be hidden: ivs, salts, nonces.
Bytes randomBytes(std::size_t size);

/// Random bytes that are a key.
SecretBytes randomSecret(std::size_t size, SecretBytes::Memory memory = SecretBytes::Memory::Plain);

/// Uniform in 0 … bound-1, without bias. A bound of 0 or 1 gives 0.
std::uint32_t randomUint32(std::uint32_t bound);

/// A random UUID (RFC 4122, 4.4) in lower case: stanza ids, origin ids, vault ids.
std::string uuidV4();

}  // namespace sotto::crypto
