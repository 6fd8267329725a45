// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/device_list.h"

#include "core/base/encoding.h"
#include "core/crypto/sealed_box.h"
#include "core/omemo/bundle.h"
#include "core/omemo/strict_xml.h"

#include <algorithm>

namespace sotto::omemo {
namespace {

using xmpp::Element;

/// The first characters of UTF-8 text, cut between characters.
std::string firstChars(std::string_view text, std::size_t most)
{
    std::size_t chars = 0;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool startsChar = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (startsChar && chars++ == most)
            break;
    }
    return std::string{text.substr(0, at)};
}

std::string knownPlatform(std::string_view text)
{
    constexpr std::string_view kKnown[] = {"linux", "windows", "macos"};
    return std::ranges::find(kKnown, text) == std::end(kKnown) ? std::string{} : std::string{text};
}

std::optional<SottoDevice> parseDevice(const Element& element)
{
    const auto id = strictDeviceId(element.attribute("id"));
    auto alertKey = fromBase64(element.attribute("alert-key"));
    if (!element.is("device", kDevicesNs) || !id || !alertKey ||
        !crypto::isSafeX25519Key(*alertKey))
        return std::nullopt;
    return SottoDevice{*id, firstChars(element.attribute("label"), kMostLabelChars),
                       knownPlatform(element.attribute("platform")), *std::move(alertKey)};
}

}  // namespace

Result<std::vector<SottoDevice>> parseDevices(const Element& list)
{
    if (!list.is("devices", kDevicesNs))
        return Error{Errc::Malformed, "device list"};
    std::vector<SottoDevice> devices;
    for (const auto& child : list.children) {
        auto device = parseDevice(child);
        if (device && devices.size() < kMostDevices &&
            std::ranges::find(devices, device->id, &SottoDevice::id) == devices.end())
            devices.push_back(*std::move(device));
    }
    return devices;
}

Element buildDevices(const std::vector<SottoDevice>& devices)
{
    Element list{"devices", kDevicesNs};
    for (const auto& device : devices)
        list.add(Element{"device", kDevicesNs}
                     .set("id", std::to_string(device.id.value))
                     .set("label", firstChars(device.label, kMostLabelChars))
                     .set("platform", device.platform)
                     .set("alert-key", toBase64(device.alertKey)));
    return list;
}

}  // namespace sotto::omemo
