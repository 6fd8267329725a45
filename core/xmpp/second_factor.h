// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one-time code as a task of SASL2: task names and <totp/> of XEP-0400, recovery codes
// and reasons of refusal of our own (urn:x-sotto:mfa:0, packaging/relay).

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::xmpp {

inline constexpr std::string_view kTotpTask = "TOTP";           ///< give a code
inline constexpr std::string_view kTotpInitTask = "TOTP-INIT";  ///< set one up first

/// What the relay says when a task begins. Both members are secrets, empty for kTotpTask.
struct SecondFactorSetUp {
    std::string otpauthUri;
    std::vector<std::string> recoveryCodes;  ///< at most 20, each at most 64 characters
};

/// Why the relay refused a code.
struct SecondFactorRefusal {
    enum class Kind : std::uint8_t { Unknown, WrongCode, ReusedCode, Locked };

    Kind kind = Kind::Unknown;
    std::chrono::seconds lockedFor{0};
    bool untilReset = false;  ///< only an administrator can undo it
};

/// The <totp/> to put into <task-data/>: the code, or a recovery code in its place.
Element buildCode(std::string_view code);

/// Reads the children of <task-data/>. Errors: Malformed (no <totp/>, an address that is
/// not otpauth://totp/, too many or too long codes).
Result<SecondFactorSetUp> parseSecondFactorSetUp(const Element& taskData);

/// Reads the children of <failure/>. Unknown if the relay gave no reason.
SecondFactorRefusal parseSecondFactorRefusal(const Element& failure);

}  // namespace sotto::xmpp
