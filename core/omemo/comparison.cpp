// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/comparison.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/omemo/bound_bytes.h"
#include "core/omemo/bundle.h"
#include "core/omemo/strict_xml.h"
#include "core/omemo/words.h"

#include <algorithm>
#include <array>

namespace sotto::omemo {
namespace {

constexpr std::string_view kWordsLabel = "sotto words v1";
constexpr std::string_view kTextLabel = "sotto:verify:1:";
constexpr int kRounds = 5200;            // as Signal's numeric fingerprint
constexpr std::size_t kMostText = 8192;  // two addresses of 3071 bytes at most, and the keys

std::string partOf(const ComparedKey& device)
{
    return device.address.account.toString() + ':' + std::to_string(device.address.device.value) +
        ':' + toBase64(device.key);
}

/// From the end: only an account may hold a colon (an address of IPv6).
Result<std::string_view> cutLast(std::string_view& text)
{
    const auto at = text.rfind(':');
    if (at == std::string_view::npos)
        return Error{Errc::Malformed, "a code to compare"};
    const auto last = text.substr(at + 1);
    text = text.substr(0, at);
    return last;
}

Result<ComparedKey> parsePart(std::string_view text)
{
    SOTTO_TRY_ASSIGN(const auto key, cutLast(text));
    SOTTO_TRY_ASSIGN(const auto id, cutLast(text));
    SOTTO_TRY_ASSIGN(auto bytes, fromBase64(key));
    SOTTO_TRY_ASSIGN(auto account, Jid::parseAccount(text));
    const auto device = strictDeviceId(id);
    if (!device || !isPublicKey(bytes))
        return Error{Errc::Malformed, "a code to compare"};
    return ComparedKey{{std::move(account), *device}, std::move(bytes)};
}

/// The first part ends with the first key that stands before another account.
Result<std::array<ComparedKey, 2>> parseText(std::string_view text)
{
    const auto start = text.find_first_not_of(" \t\r\n");
    const auto end = text.find_last_not_of(" \t\r\n");
    if (start == std::string_view::npos || text.size() > kMostText)
        return Error{Errc::Malformed, "a code to compare"};
    text = text.substr(start, end - start + 1);
    if (!text.starts_with(kTextLabel))
        return Error{Errc::Malformed, "a code to compare"};
    text.remove_prefix(kTextLabel.size());
    for (auto at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
        auto first = parsePart(text.substr(0, at));
        auto second = parsePart(text.substr(at + 1));
        if (first && second)
            return std::array{*std::move(first), *std::move(second)};
    }
    return Error{Errc::Malformed, "a code to compare"};
}

}  // namespace

std::vector<std::string_view> wordsOf(const ComparedKey& device)
{
    Bytes state = bytesOf(kWordsLabel);
    appendText(state, device.address.account.toString());
    appendNumber(state, device.address.device.value);
    appendBytes(state, device.key);
    for (int round = 0; round < kRounds; ++round) {
        state = crypto::sha512(state);
        appendBytes(state, device.key);
    }
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < kComparedWords; ++i)
        found.push_back(words()[state[i]]);
    return found;
}

std::string comparisonText(const ComparedKey& one, const ComparedKey& other)
{
    const bool inOrder = one.address < other.address;
    return std::string{kTextLabel} + partOf(inOrder ? one : other) + ':' +
        partOf(inOrder ? other : one);
}

Comparison compare(std::string_view text, const ComparedKey& ours, const ComparedKey& theirs)
{
    const auto pair = parseText(text);
    if (!pair)
        return Comparison::NotACode;
    const auto& [first, second] = *pair;
    const bool inOrder = ours.address < theirs.address;
    const auto& low = inOrder ? ours : theirs;
    const auto& high = inOrder ? theirs : ours;
    if (first.address.account != low.address.account ||
        second.address.account != high.address.account)
        return Comparison::OtherPeople;
    if (first.address != low.address || second.address != high.address)
        return Comparison::OtherDevice;
    return first.key == low.key && second.key == high.key ? Comparison::Match
                                                          : Comparison::OtherKey;
}

}  // namespace sotto::omemo
