// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What may leave the vault by a person's hand: saved, printed or copied (content.*).

#include <array>
#include <cstdint>
#include <string_view>

namespace sotto {

/// What policy says about one way out.
enum class ContentRule : std::uint8_t { Deny, Reason, Allow };

/// "deny", "reason", "allow"; anything else is Deny.
constexpr ContentRule contentRule(std::string_view policyValue)
{
    if (policyValue == "allow")
        return ContentRule::Allow;
    return policyValue == "reason" ? ContentRule::Reason : ContentRule::Deny;
}

/// Why something leaves, where policy wants to know. A closed list, because the record of
/// it must never hold what a person typed: that could name a patient.
enum class ExportReason : std::uint8_t {
    NotAsked,
    Treatment,
    Referral,
    PatientRequest,
    Law,
    Operations,
};

inline constexpr std::array kExportReasons{ExportReason::Treatment, ExportReason::Referral,
                                           ExportReason::PatientRequest, ExportReason::Law,
                                           ExportReason::Operations};

/// As it stands in the audit record and in Client::saveAttachment(); empty for NotAsked.
constexpr std::string_view toName(ExportReason reason)
{
    constexpr std::array<std::string_view, 6> kNames{
        "", "treatment", "referral", "patient_request", "law", "operations"};
    return kNames.at(static_cast<std::size_t>(reason));
}

enum class ExportKind : std::uint8_t { Copy, Print, File };

}  // namespace sotto
