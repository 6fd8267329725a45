// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// That a patient agreed to be contacted in a way that does not protect what is said: a text
// message, an ordinary e-mail (45 CFR 164.522(b), requirement R-16). Inside the vault only.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sotto {

/// Persistent: never renumber.
enum class ContactChannel : std::uint8_t { TextMessage = 0, Email = 1, Phone = 2, Other = 3 };

inline constexpr std::size_t kContactChannels = 4;
inline constexpr std::size_t kMostConsentScope = 500;  ///< bytes
inline constexpr std::size_t kMostNoticeVersion = 64;  ///< bytes

/// Texts are UTF-8 of one line.
struct Consent {
    std::int64_t id = 0;   ///< of this vault; 0: not kept yet
    std::string name{};    ///< of the patient
    std::string number{};  ///< of their record
    ContactChannel channel = ContactChannel::TextMessage;
    std::string scope{};     ///< what may be said there, and where to
    std::string notice{};    ///< version of the risk notice that they were given
    std::string agreedOn{};  ///< their day, "2026-11-23"
    std::int64_t recordedAtMs = 0;
    std::string recordedBy{};      ///< address
    std::int64_t revokedAtMs = 0;  ///< 0: it stands
    std::string revokedBy{};

    friend bool operator==(const Consent&, const Consent&) = default;
};

/// Whether it may be kept: a patient with a name and a record number (patient.h), a scope, a day,
/// all within their bounds.
bool isUsable(const Consent& consent);

/// "text_message", "email", "phone", "other": as it stands in a file and in the log.
std::string_view toName(ContactChannel channel);

}  // namespace sotto
