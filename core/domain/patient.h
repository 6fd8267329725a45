// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whom a message is about. Inside the sealed envelope and the vault only: no log, title or
// notification ever holds it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sotto {

/// Texts are UTF-8 of one line.
struct PatientTag {
    std::string name{};
    std::string number{};               ///< of the record (MRN)
    std::vector<std::string> labels{};  ///< why it is sensitive: "SUD", "HIV"

    bool isSensitive() const { return !labels.empty(); }

    friend bool operator==(const PatientTag&, const PatientTag&) = default;
};

inline constexpr std::size_t kMostPatientName = 256;   ///< bytes
inline constexpr std::size_t kMostPatientNumber = 32;  ///< ASCII letters, digits, " -./"
inline constexpr std::size_t kMostPatientLabels = 8;
inline constexpr std::size_t kMostLabel = 24;  ///< bytes; no comma, no space at its ends

/// Records of treatment for substance use: 42 CFR Part 2 holds for them.
inline constexpr std::string_view kPart2Label = "SUD";

bool isPatientLabel(std::string_view label);

/// Whether it keeps within the bounds and names somebody: a name, a number, or both.
bool isUsable(const PatientTag& tag);

/// What a person typed, without what surrounds it. No value: it names nobody, or is out of bounds.
std::optional<PatientTag> tidied(PatientTag tag);

/// For lists, and for phones: "J.S. ··4471". Of a short number only half shows.
std::string shortPatient(const PatientTag& tag);

/// Letters and digits of a record number, so that "44-71 a" and "4471A" are one patient.
std::string recordKey(std::string_view number);

/// Labels as they stand on the wire and in the vault: "SUD,HIV".
std::string joinLabels(const std::vector<std::string>& labels);
std::vector<std::string> splitLabels(std::string_view text);

/// In one text, for where a vault keeps it beside another: three lines. Empty: none.
std::string patientText(const std::optional<PatientTag>& tag);
std::optional<PatientTag> patientFromText(std::string_view text);

}  // namespace sotto
