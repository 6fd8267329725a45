// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::xmpp {

/// A whole decimal number without sign, space or leading "+"; none if it is anything else
/// or too large for Number.
template <std::unsigned_integral Number>
std::optional<Number> parseNumber(std::string_view text)
{
    Number value{};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stopped != end)
        return std::nullopt;
    return value;
}

/// The same with a sign where it has one, and only as we would write it: no plus, no leading zero,
/// no minus before a zero.
template <std::integral Number>
std::optional<Number> parseExactNumber(std::string_view text)
{
    Number value{};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end || std::to_string(value) != text)
        return std::nullopt;
    return value;
}

/// xs:boolean (XML Schema part 2, 3.2.2): what is not "true" or "1" is false.
inline bool isTrue(std::string_view text)
{
    return text == "true" || text == "1";
}

/// The first `most` bytes, cut before a character that does not fit. For foreign text
/// that is kept only to be shown or logged as a class.
inline std::string capped(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return std::string{text};
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80)
        --most;
    return std::string{text.substr(0, most)};
}

}  // namespace sotto::xmpp
