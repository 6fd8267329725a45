// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Detached signatures of policy files and of the lists beside them (Ed25519, RFC 8032). Beside
// `policy.toml` lie `policy.toml.sig` (one line, 128 hexadecimal digits) and, once for the folder,
// the pinned key `policy.pub` (one line, 64 digits). What is signed begins with a line that no
// other signed file of Sotto has and the file's name, so that neither a roster nor another drop-in
// can be put in a policy's place.

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace sotto::policy {

inline constexpr std::string_view kPinnedKeyFile = "policy.pub";

/// "policy.toml.sig" beside "policy.toml".
std::filesystem::path signaturePathOf(const std::filesystem::path& policyFile);

/// What a signature is for: one kind is never taken for the other.
enum class Signed : std::uint8_t { Policy, OrgList, RoleList, EraseOrder };

/// The content of a .sig file. `fileName` is without its folder. Errors: Malformed (seed).
Result<std::string> signPolicy(const crypto::SigningKeyPair& pair, std::string_view fileName,
                               std::string_view content, Signed kind = Signed::Policy);

/// Errors: Malformed (not the text of a signature), Forged (not by this key, of this file).
Result<Done> verifyPolicy(ByteView publicKey, std::string_view fileName, std::string_view content,
                          std::string_view signature, Signed kind = Signed::Policy);

/// The content of a policy.pub, and reading it back. Errors: Malformed.
std::string pinnedKeyText(ByteView publicKey);
Result<Bytes> parsePinnedKey(std::string_view text);

/// The content of the administrator's private key file, and reading it back.
/// Errors: Malformed.
SecretBytes signingKeyText(const crypto::SigningKeyPair& pair);
Result<crypto::SigningKeyPair> parseSigningKey(ByteView text);

}  // namespace sotto::policy
