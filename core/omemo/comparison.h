// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What two people compare, so that no relay can stand between two of their devices: this very
// device and one of the other person's (README.md, omemo-7).

#include "core/omemo/key_store.h"

#include <string>
#include <string_view>
#include <vector>

namespace sotto::omemo {

struct ComparedKey {
    DeviceAddress address;
    Bytes key;  ///< 33 bytes, 0x05 ‖ Curve25519
};

inline constexpr std::size_t kComparedWords = 12;  ///< 96 bits for each of the two devices

/// The words of one device, the same on every screen. 5,200 rounds of SHA-512 stand before
/// whoever searches for a key with the same ones. About 5 ms.
std::vector<std::string_view> wordsOf(const ComparedKey& device);

/// Both keys whole, for a QR code: "sotto:verify:1:" and for each device, in the order of their
/// addresses, account ":" device id ":" key in base64. Both ends make the same text.
std::string comparisonText(const ComparedKey& one, const ComparedKey& other);

enum class Comparison : std::uint8_t {
    Match,
    NotACode,     ///< another kind of text, or damaged
    OtherPeople,  ///< a code of two other accounts
    OtherDevice,  ///< of these two accounts, but of another device: nothing is wrong
    OtherKey,     ///< of these very devices, with another key: somebody may stand between them
};

/// What a code that the other person shows says about these two.
Comparison compare(std::string_view text, const ComparedKey& ours, const ComparedKey& theirs);

}  // namespace sotto::omemo
