// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_signature.h"

#include "core/base/encoding.h"

namespace sotto::policy {
namespace {

std::string_view contextOf(Signed kind)
{
    switch (kind) {
    case Signed::Policy:
        return "sotto policy v1\n";
    case Signed::OrgList:
        return "sotto device list v1\n";
    case Signed::RoleList:
        return "sotto role list v1\n";
    case Signed::EraseOrder:
        return "sotto erase order v1\n";
    }
    return {};
}

/// Tells the private key from the public one, which has the same length.
constexpr std::string_view kSecretMark = "secret ";

/// The file's name ends at the line's end, which no name that we read contains: "printable"
/// refuses it, and so two different files never give the same bytes.
std::string signedBytes(Signed kind, std::string_view fileName, std::string_view content)
{
    std::string bytes{contextOf(kind)};
    return bytes.append(fileName).append("\n").append(content);
}

/// One line of hexadecimal digits; an editor may have added the line's end.
Result<Bytes> parseLine(std::string_view text, std::size_t size)
{
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    if (text.size() != 2 * size)
        return Error{Errc::Malformed, "length of a key or signature"};
    return fromHex(text);
}

}  // namespace

std::filesystem::path signaturePathOf(const std::filesystem::path& policyFile)
{
    auto path = policyFile;
    path += ".sig";
    return path;
}

Result<std::string> signPolicy(const crypto::SigningKeyPair& pair, std::string_view fileName,
                               std::string_view content, Signed kind)
{
    SOTTO_TRY_ASSIGN(const auto signature,
                     crypto::sign(pair, viewOf(signedBytes(kind, fileName, content))));
    return toHex(signature) + '\n';
}

Result<Done> verifyPolicy(ByteView publicKey, std::string_view fileName, std::string_view content,
                          std::string_view signature, Signed kind)
{
    SOTTO_TRY_ASSIGN(const auto bytes, parseLine(signature, crypto::kSignatureSize));
    return crypto::verifySignature(publicKey, viewOf(signedBytes(kind, fileName, content)), bytes);
}

std::string pinnedKeyText(ByteView publicKey)
{
    return toHex(publicKey) + '\n';
}

Result<Bytes> parsePinnedKey(std::string_view text)
{
    return parseLine(text, crypto::kSigningPublicKeySize);
}

SecretBytes signingKeyText(const crypto::SigningKeyPair& pair)
{
    auto line = std::string{kSecretMark} + toHex(pair.seed.view()) + '\n';
    SecretBytes text{viewOf(line)};
    wipe(line);
    return text;
}

Result<crypto::SigningKeyPair> parseSigningKey(ByteView text)
{
    auto line = textOf(text);
    if (!line.starts_with(kSecretMark))
        return Error{Errc::Malformed, "not a signing key"};
    line.remove_prefix(kSecretMark.size());
    SOTTO_TRY_ASSIGN(auto seed, parseLine(line, crypto::kSigningSeedSize));
    auto pair = crypto::signingKeyPairFrom(seed);
    wipe(seed);
    return pair;
}

}  // namespace sotto::policy
