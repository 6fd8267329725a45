// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Emergency access: somebody else reads a person's messages on this workstation, because the
// person or what they sign in with is not there (45 CFR 164.312(a)(2)(ii), R-3).

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sotto {

/// Why. A closed list: the record of it must never hold typed words, which could name a patient.
/// Persistent: never renumber.
enum class EmergencyReason : std::uint8_t {
    PatientCare = 0,   ///< a patient needs what is written there, now
    PersonAway = 1,    ///< the person cannot be reached
    CannotSignIn = 2,  ///< the person is here, and what they sign in with is not
    RelayDown = 3,
    Drill = 4,
};

inline constexpr std::array kEmergencyReasons{
    EmergencyReason::PatientCare, EmergencyReason::PersonAway, EmergencyReason::CannotSignIn,
    EmergencyReason::RelayDown, EmergencyReason::Drill};

/// As it stands in the activity log.
constexpr std::string_view toName(EmergencyReason reason)
{
    constexpr std::array<std::string_view, kEmergencyReasons.size()> kNames{
        "patient_care", "person_away", "cannot_sign_in", "relay_down", "drill"};
    return kNames.at(static_cast<std::size_t>(reason));
}

/// What opens the vault (emergency.method). Persistent: never renumber.
enum class EmergencyMethod : std::uint8_t {
    SealedCode = 1,  ///< one printed code, in a sealed envelope
    TwoAdmins = 2,   ///< the codes of two administrators, both
};

constexpr std::string_view toName(EmergencyMethod method)
{
    return method == EmergencyMethod::TwoAdmins ? "two_admins" : "sealed_code";
}

}  // namespace sotto
