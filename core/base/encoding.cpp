// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"

#include <array>

namespace sotto {
namespace {

constexpr std::string_view kBase64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kHexAlphabet = "0123456789abcdef";

/// The value of each byte in base64, or -1.
constexpr auto kBase64Values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t value = 0; value < kBase64Alphabet.size(); ++value)
        values.at(static_cast<unsigned char>(kBase64Alphabet[value])) =
            static_cast<std::int8_t>(value);
    return values;
}();

/// The value of a symbol in an alphabet, or -1. Not constant time: no secret is decoded here.
int valueOf(std::string_view alphabet, char symbol)
{
    const auto at = alphabet.find(symbol);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

char upperAscii(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string toBase64(ByteView bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto left = bytes.size() - i;
        const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16 |
            (left > 1 ? static_cast<std::uint32_t>(bytes[i + 1]) << 8 : 0U) |
            (left > 2 ? static_cast<std::uint32_t>(bytes[i + 2]) : 0U);
        out += kBase64Alphabet[group >> 18 & 63];
        out += kBase64Alphabet[group >> 12 & 63];
        out += left > 1 ? kBase64Alphabet[group >> 6 & 63] : '=';
        out += left > 2 ? kBase64Alphabet[group & 63] : '=';
    }
    return out;
}

Result<Bytes> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return Error{Errc::Malformed, "base64 length"};
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool last = i + 4 == text.size();
        const std::size_t padding = !last || text[i + 3] != '=' ? 0 : text[i + 2] != '=' ? 1 : 2;
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const int value =
                j < 4 - padding ? kBase64Values[static_cast<unsigned char>(text[i + j])] : 0;
            if (value < 0)
                return Error{Errc::Malformed, "base64 alphabet"};
            group = group << 6 | static_cast<std::uint32_t>(value);
        }
        const std::uint32_t spare = padding == 0 ? 0 : padding == 1 ? group & 0xFF : group & 0xFFFF;
        if (spare != 0)
            return Error{Errc::Malformed, "base64 spare bits"};
        for (std::size_t j = 0; j < 3 - padding; ++j)
            out.push_back(static_cast<std::uint8_t>(group >> (16 - 8 * j) & 0xFF));
    }
    return out;
}

std::string toHex(ByteView bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out += kHexAlphabet[byte >> 4];
        out += kHexAlphabet[byte & 15];
    }
    return out;
}

Result<Bytes> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return Error{Errc::Malformed, "hex length"};
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = valueOf(kHexAlphabet, lowerAscii(text[i]));
        const int low = valueOf(kHexAlphabet, lowerAscii(text[i + 1]));
        if (high < 0 || low < 0)
            return Error{Errc::Malformed, "hex alphabet"};
        out.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return out;
}

std::string toBase32(ByteView bytes)
{
    std::string out;
    std::uint32_t pending = 0;
    int bits = 0;
    for (const auto byte : bytes) {
        pending = pending << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5)
            out += kBase32Alphabet[pending >> (bits - 5) & 31];
    }
    if (bits > 0)
        out += kBase32Alphabet[pending << (5 - bits) & 31];
    return out;
}

Result<Bytes> fromBase32(std::string_view text)
{
    Bytes out;
    std::uint32_t pending = 0;
    int bits = 0;
    for (const char symbol : text) {
        const int value = valueOf(kBase32Alphabet, upperAscii(symbol));
        if (value < 0)
            return Error{Errc::Malformed, "base32 alphabet"};
        pending = (pending << 5 | static_cast<std::uint32_t>(value)) & 0xFFFF;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<std::uint8_t>(pending >> bits & 0xFF));
        }
    }
    if (bits >= 5 || (pending & ((1U << bits) - 1)) != 0)
        return Error{Errc::Malformed, "base32 spare bits"};
    return out;
}

}  // namespace sotto
