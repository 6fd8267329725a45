// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0198, version 3: counted stanzas and resumption.

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace sotto::xmpp {

/// Both sides count stanzas modulo 2^32 (XEP-0198, 4).
using HandledCount = std::uint32_t;

struct SmEnabled {
    std::string id;  ///< to resume with; at most 4,000 bytes
    bool resumable = false;
    std::optional<std::chrono::seconds> resumeFor;  ///< how long the relay keeps the stream
};

struct SmResumed {
    std::string previousId;
    HandledCount handled = 0;  ///< of ours, as the relay counted
};

struct SmFailed {
    std::string condition;                ///< of RFC 6120, 8.3.3, for example item-not-found
    std::optional<HandledCount> handled;  ///< sometimes known although the stream is gone
};

Element buildSmEnable(bool resume);
Element buildSmResume(std::string_view previousId, HandledCount handled);
Element buildSmRequest();
Element buildSmAck(HandledCount handled);

bool isSmRequest(const Element& element);
bool isSmAck(const Element& element);

/// Errors: Malformed (another element, id missing where resumption is granted).
Result<SmEnabled> parseSmEnabled(const Element& element);
/// Errors: Malformed.
Result<SmResumed> parseSmResumed(const Element& element);
/// Errors: Malformed.
Result<SmFailed> parseSmFailed(const Element& element);
/// The count in <a h=''/>. Errors: Malformed.
Result<HandledCount> parseSmAck(const Element& element);

/// How many of our unacknowledged stanzas a new count covers. A count that went back is
/// old news: 0 (hostile.md A33). Errors: Malformed (more than we sent, A32).
Result<std::uint32_t> newlyHandled(HandledCount before, HandledCount now, std::uint32_t unacked);

}  // namespace sotto::xmpp
