// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The devices of an account that understand the sealed profile (design.md, 5).

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/message.h"
#include "core/xmpp/element.h"

#include <string>
#include <vector>

namespace sotto::omemo {

inline constexpr std::string_view kDevicesNs = "urn:x-sotto:devices:0";  ///< also the PEP node
inline constexpr std::size_t kMostLabelChars = 64;

struct SottoDevice {
    DeviceId id;
    std::string label;     ///< "Front desk 2"; another party's words: SafeText before a widget
    std::string platform;  ///< "linux", "windows", "macos"; empty if it was something odd
    Bytes alertKey;        ///< 32 bytes, X25519

    friend bool operator==(const SottoDevice&, const SottoDevice&) = default;
};

/// Reads <devices xmlns='urn:x-sotto:devices:0'/>: valid devices in their order, each id
/// once, at most 50; bad ones are left out. The relay can leave devices out or add some:
/// only the identity keys and their trust protect. Errors: Malformed (another element).
Result<std::vector<SottoDevice>> parseDevices(const xmpp::Element& devices);
xmpp::Element buildDevices(const std::vector<SottoDevice>& devices);

}  // namespace sotto::omemo
