// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"

#include "core/base/encoding.h"
#include "core/crypto/sodium_ready.h"

#include <sodium.h>

#include <array>

namespace sotto::crypto {

void fillRandom(std::span<std::uint8_t> out)
{
    requireSodium();
    if (!out.empty())  // libsodium takes no null pointer
        randombytes_buf(out.data(), out.size());
}

Bytes randomBytes(std::size_t size)
{
    Bytes bytes(size);
    fillRandom(bytes);
    return bytes;
}

SecretBytes randomSecret(std::size_t size, SecretBytes::Memory memory)
{
    SecretBytes secret(size, memory);
    fillRandom(secret.span());
    return secret;
}

std::uint32_t randomUint32(std::uint32_t bound)
{
    requireSodium();
    return randombytes_uniform(bound);
}

std::string uuidV4()
{
    std::array<std::uint8_t, 16> bytes{};
    fillRandom(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);  // version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);  // variant of RFC 4122
    auto text = toHex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        text.insert(dash, 1, '-');
    return text;
}

}  // namespace sotto::crypto
