// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a person thinks of a message, in one sign. It is never an answer: whoever must act still
// must (see Answer).

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sotto {

/// What the screens offer, in this order. Others are shown if they come.
inline constexpr std::array<std::string_view, 6> kOfferedReactions{
    "\U0001F44D", "\u2764\uFE0F", "\u2705", "\U0001F440", "\U0001F64F", "\u2757"};

inline constexpr std::size_t kMostReactions = 6;       ///< of one person to one message
inline constexpr std::size_t kMostReactionBytes = 35;  ///< four pictures, joined, with skin tones

/// One emoji as UTS #51 builds them: a picture, with a skin tone or a variation selector, up to
/// four of them joined; or a flag. UTF-8; no digits, no text, no tags.
bool isReaction(std::string_view utf8);

/// For the vault: one a line. Empty: none.
std::string joinReactions(const std::vector<std::string>& emoji);
std::vector<std::string> splitReactions(std::string_view text);

}  // namespace sotto
