// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:clinical:0: what XMPP has no words for. Only inside a sealed envelope.
//   <urgency level='stat' within='900'/>   within: seconds until somebody must answer
//   <acknowledged id='…'/>                 a person takes charge of that message

#include "core/base/result.h"
#include "core/domain/message.h"
#include "core/xmpp/element.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace sotto::xmpp {

struct ClinicalUrgency {
    Urgency level = Urgency::Fyi;
    std::optional<std::chrono::seconds> within;  ///< 1 second to 7 days

    friend bool operator==(const ClinicalUrgency&, const ClinicalUrgency&) = default;
};

Element buildUrgency(const ClinicalUrgency& urgency);
bool isUrgency(const Element& element);

/// Errors: Malformed (a level that no text can have, a time out of range).
Result<ClinicalUrgency> parseUrgency(const Element& element);

Element buildAcknowledged(std::string_view messageId);
bool isAcknowledged(const Element& element);

}  // namespace sotto::xmpp
