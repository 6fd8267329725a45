// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0363: a place at the relay for a file, where it is written and where it is read.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/disco.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sotto::xmpp {

inline constexpr std::string_view kHttpUploadNs = "urn:xmpp:http:upload:0";

/// The limit in an answer to disco#info of a service that has the feature kHttpUploadNs.
/// No value: it names none.
std::optional<std::uint64_t> maxFileSize(const Element& iq);

/// Asks `service` for a place. `name` is seen by the relay.
Element buildSlotRequest(const Jid& service, std::string_view name, std::uint64_t size);

struct UploadSlot {
    std::string putUrl;
    std::string getUrl;
    std::vector<std::pair<std::string, std::string>> headers{};  ///< for the PUT
};

/// Both places must be https, and of the headers only Authorization, Cookie and Expires are
/// taken, and none with a line end (XEP-0363, 5). Errors: Malformed.
Result<UploadSlot> parseSlot(const Element& iq);

}  // namespace sotto::xmpp
