// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recovery_code.h"

#include "core/base/assert.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <string>

namespace sotto::store {
namespace {

constexpr std::string_view kRfcAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648, 6
constexpr std::string_view kOurAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford
constexpr std::size_t kCodeChars = 26;  // 128 bit and 2 spare
constexpr std::size_t kCheckChars = 2;
constexpr std::size_t kGroup = 4;

/// Tells a slip from a wrong code; reveals nothing, being made from the whole code.
std::string checkChars(ByteView code)
{
    const auto labelled = join({viewOf("sotto recovery code v1"), code});
    const auto digest = crypto::sha256(labelled.view());
    return {kOurAlphabet[digest[0] & 31U], kOurAlphabet[digest[1] & 31U]};
}

char normalised(char typed)
{
    if (typed >= 'a' && typed <= 'z')
        typed = static_cast<char>(typed - 'a' + 'A');
    if (typed == 'O')
        return '0';
    return typed == 'I' || typed == 'L' ? '1' : typed;
}

/// Only characters of our alphabet, at most one more than a code has. Empty: not a code.
std::string cleaned(std::string_view typed)
{
    std::string clean;
    clean.reserve(kCodeChars + kCheckChars + 1);  // no copies of a key left by growing
    for (const char raw : typed) {
        if (raw == ' ' || raw == '-')
            continue;
        const char c = normalised(raw);
        if (kOurAlphabet.find(c) == std::string_view::npos ||
            clean.size() == kCodeChars + kCheckChars) {
            wipe(clean);
            return clean;
        }
        clean += c;
    }
    return clean;
}

}  // namespace

SecretBytes recoveryCodeText(ByteView code)
{
    SOTTO_ASSERT(code.size() == kRecoveryCodeSize);
    auto text = toBase32(code);
    for (char& c : text)
        c = kOurAlphabet[kRfcAlphabet.find(c)];
    text.reserve(text.size() + kCheckChars);
    text += checkChars(code);

    SecretBytes grouped{text.size() + text.size() / kGroup - 1};
    std::size_t at = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % kGroup == 0)
            grouped.data()[at++] = '-';
        grouped.data()[at++] = static_cast<std::uint8_t>(text[i]);
    }
    wipe(text);
    return grouped;
}

Result<SecretBytes> parseRecoveryCode(std::string_view typed)
{
    auto clean = cleaned(typed);
    if (clean.size() != kCodeChars + kCheckChars) {
        wipe(clean);
        return Error{Errc::Malformed, "not a recovery code"};
    }
    auto rfc = clean.substr(0, kCodeChars);
    for (char& c : rfc)
        c = kRfcAlphabet[kOurAlphabet.find(c)];
    auto decoded = fromBase32(rfc);
    wipe(rfc);
    const auto check = clean.substr(kCodeChars);
    wipe(clean);
    if (!decoded)
        return Error{Errc::Malformed, "not a recovery code"};

    SecretBytes code{ByteView{*decoded}};
    wipe(*decoded);
    if (code.size() != kRecoveryCodeSize || checkChars(code.view()) != check)
        return Error{Errc::Malformed, "a typing slip in the recovery code"};
    return code;
}

}  // namespace sotto::store
