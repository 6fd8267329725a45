// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0292 vCard4 over XMPP, with the fields of RFC 6351 that a clinic's directory shows. What
// it says is what the account's owner says of themselves: a hint beside a name, never a right.

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <string>
#include <string_view>

namespace sotto::xmpp {

inline constexpr std::string_view kVcard4Node = "urn:xmpp:vcard4";  ///< of PEP
inline constexpr std::string_view kVcard4Item = "current";

struct Vcard4 {
    std::string fullName;    ///< FN
    std::string title;       ///< TITLE: "Charge nurse"
    std::string department;  ///< ORG: the unit, else the organisation
    std::string phone;       ///< TEL: digits, spaces and + - ( ) . only; else empty

    friend bool operator==(const Vcard4&, const Vcard4&) = default;
};

/// That phone number if it is one (3 to 32 characters, at least 3 digits), else nothing.
std::string phoneNumber(std::string_view text);

/// `card` with these fields in place of its own; what else it says stays. An Element without a
/// name makes a new card. Fields that are empty are left out.
Element withFields(Element card, const Vcard4& fields);

/// Each field is one line of at most 256 bytes; the first of several counts. Errors: Malformed.
Result<Vcard4> parseVcard4(const Element& vcard);

}  // namespace sotto::xmpp
