// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clinic's word that what a person has on their workstations is to be destroyed (a stolen
// laptop; 45 CFR 164.310(d)), whoever holds it by then. It goes through the relay, which can keep
// it back but not make one: it is signed with the key of the policy. Four lines:
//   sotto-erase-order 1
//   account lee@clinic.example
//   before 2026-11-22T23:10:00Z
//   signature (128 hexadecimal digits)

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/domain/jid.h"

#include <string>
#include <string_view>

namespace sotto::policy {

struct EraseOrder {
    Jid account;        ///< bare
    WallTime before{};  ///< whole seconds; vaults that were made later are not meant

    friend bool operator==(const EraseOrder&, const EraseOrder&) = default;
};

inline constexpr std::size_t kMostEraseOrderBytes = 4096;

/// The text with its signature. Errors: Malformed (seed, an account that is not bare).
Result<std::string> signEraseOrder(const crypto::SigningKeyPair& pair, const EraseOrder& order);

/// Errors: Malformed (not such a text), Forged (not signed with the private half of that key).
Result<EraseOrder> verifyEraseOrder(ByteView publicKey, std::string_view text);

}  // namespace sotto::policy
