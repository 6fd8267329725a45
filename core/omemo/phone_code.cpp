// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/phone_code.h"

#include "core/base/encoding.h"
#include "core/omemo/bundle.h"
#include "core/omemo/strict_xml.h"

#include <algorithm>

namespace sotto::omemo {
namespace {

constexpr std::string_view kScheme = "xmpp:";
constexpr std::string_view kDevice = "omemo-sid-";
constexpr std::uint8_t kKeyType = 5;     // the apps leave it away
constexpr std::size_t kMostText = 8192;  // bytes; as much as a QR code can hold, and more

Error malformed()
{
    return {Errc::Malformed, "a phone's code"};
}

/// The part before `end`, which is cut off with it; all of it where there is none.
std::string_view cutFirst(std::string_view& text, char end)
{
    const auto at = text.find(end);
    const auto first = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return first;
}

/// RFC 3986, 2.1.
Result<std::string> unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        SOTTO_TRY_ASSIGN(const auto byte, fromHex(text.substr(i + 1, 2)));
        if (byte.size() != 1)
            return malformed();
        plain += static_cast<char>(byte.front());
        i += 2;
    }
    return plain;
}

/// "123=85…"
Result<ComparedKey> parseDevice(const Jid& account, std::string_view text)
{
    const auto id = strictDeviceId(cutFirst(text, '='));
    SOTTO_TRY_ASSIGN(auto key, fromHex(text));
    key.insert(key.begin(), kKeyType);
    if (!id || !isPublicKey(key))
        return malformed();
    return ComparedKey{{account, *id}, std::move(key)};
}

}  // namespace

Result<std::vector<ComparedKey>> parsePhoneCode(std::string_view text)
{
    const auto start = text.find_first_not_of(" \t\r\n");
    const auto end = text.find_last_not_of(" \t\r\n");
    if (start == std::string_view::npos || text.size() > kMostText)
        return malformed();
    text = text.substr(start, end - start + 1);
    if (!text.starts_with(kScheme))
        return malformed();
    text.remove_prefix(kScheme.size());
    SOTTO_TRY_ASSIGN(const auto address, unescaped(cutFirst(text, '?')));
    SOTTO_TRY_ASSIGN(const auto account, Jid::parseAccount(address));
    std::vector<ComparedKey> devices;
    while (!text.empty()) {
        auto parameter = cutFirst(text, ';');
        if (!parameter.starts_with(kDevice))
            continue;
        parameter.remove_prefix(kDevice.size());
        SOTTO_TRY_ASSIGN(auto device, parseDevice(account, parameter));
        const bool isTwice = std::ranges::any_of(
            devices, [&](const auto& one) { return one.address == device.address; });
        if (isTwice || devices.size() == kMostDevices)
            return malformed();
        devices.push_back(std::move(device));
    }
    return devices.empty() ? Result<std::vector<ComparedKey>>{malformed()} : devices;
}

Comparison compare(const std::vector<ComparedKey>& shown, const ComparedKey& theirs)
{
    if (shown.empty())
        return Comparison::NotACode;
    if (shown.front().address.account != theirs.address.account)
        return Comparison::OtherPeople;
    const auto same =
        std::ranges::find_if(shown, [&](const auto& one) { return one.address == theirs.address; });
    if (same == shown.end())
        return Comparison::OtherDevice;
    return same->key == theirs.key ? Comparison::Match : Comparison::OtherKey;
}

}  // namespace sotto::omemo
