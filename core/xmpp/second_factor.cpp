// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/second_factor.h"

#include "core/xmpp/attribute_values.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kTotpNs = "urn:xmpp:mfa:0";
constexpr std::string_view kSottoMfaNs = "urn:x-sotto:mfa:0";
constexpr std::string_view kOtpauth = "otpauth://totp/";
constexpr std::size_t kMaxUriBytes = 1024;
constexpr std::size_t kMaxCodes = 20;
constexpr std::size_t kMaxCodeBytes = 64;
constexpr std::uint32_t kMaxLockSeconds = 10 * 365 * 24 * 3600;

Error malformed()
{
    return {Errc::Malformed, "second factor"};
}

bool isPrintableAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace

Element buildCode(std::string_view code)
{
    return Element{"totp", kTotpNs}.setText(code);
}

Result<SecondFactorSetUp> parseSecondFactorSetUp(const Element& taskData)
{
    const auto* totp = taskData.child("totp", kTotpNs);
    if (!totp || totp->text.size() > kMaxUriBytes || !isPrintableAscii(totp->text))
        return malformed();
    if (!totp->text.empty() && !totp->text.starts_with(kOtpauth))
        return malformed();

    SecondFactorSetUp setUp;
    setUp.otpauthUri = totp->text;
    if (const auto* recovery = taskData.child("recovery", kSottoMfaNs)) {
        for (const auto& code : recovery->children) {
            if (!code.is("code", kSottoMfaNs))
                continue;
            if (code.text.empty() || code.text.size() > kMaxCodeBytes ||
                !isPrintableAscii(code.text) || setUp.recoveryCodes.size() == kMaxCodes)
                return malformed();
            setUp.recoveryCodes.push_back(code.text);
        }
    }
    return setUp;
}

SecondFactorRefusal parseSecondFactorRefusal(const Element& failure)
{
    using Kind = SecondFactorRefusal::Kind;
    SecondFactorRefusal refusal;
    if (const auto* locked = failure.child("locked", kSottoMfaNs)) {
        refusal.kind = Kind::Locked;
        const auto seconds = parseNumber<std::uint32_t>(locked->attribute("seconds"));
        refusal.lockedFor = std::chrono::seconds{std::min(seconds.value_or(0), kMaxLockSeconds)};
        refusal.untilReset = isTrue(locked->attribute("hard"));
    } else if (failure.child("reused-code", kSottoMfaNs)) {
        refusal.kind = Kind::ReusedCode;
    } else if (failure.child("wrong-code", kSottoMfaNs)) {
        refusal.kind = Kind::WrongCode;
    }
    return refusal;
}

}  // namespace sotto::xmpp
