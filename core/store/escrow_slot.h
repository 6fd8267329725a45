// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The body of a header's slot of kind Escrow: what opens a vault in an emergency.

#include "core/crypto/kdf.h"
#include "core/crypto/sealed_box.h"
#include "core/domain/emergency.h"
#include "core/store/key_wrap.h"

#include <array>
#include <optional>
#include <string_view>

namespace sotto::store {

/// One half of the secret of TwoAdmins, for one of them.
struct EscrowHalf {
    std::array<std::uint8_t, crypto::kX25519KeySize> adminKey{};
    std::array<std::uint8_t, kWrappableSize + crypto::kSealedBoxOverhead> sealed{};
};

struct EscrowSlot {
    EmergencyMethod method = EmergencyMethod::SealedCode;
    std::array<std::uint8_t, crypto::kArgon2SaltSize> salt{};
    std::array<EscrowHalf, 2> halves{};  ///< of TwoAdmins
    WrappedKey dek{};
};

Bytes escrowBody(const EscrowSlot& slot);

/// No value: a form of a later version, or no such body at all. It is kept as it is.
std::optional<EscrowSlot> parseEscrow(ByteView body);

/// What an administrator keeps, and what stands in the policy.
struct AdminKey {
    SecretBytes code;  ///< text to print, as a recovery code
    Bytes publicKey;   ///< for emergency.admin_keys, in base64
};

AdminKey makeAdminKey();

/// The pair of a code as somebody typed it. Errors: Malformed (a typing slip).
Result<crypto::AlertKeyPair> adminPair(std::string_view typed);

}  // namespace sotto::store
