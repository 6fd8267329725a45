// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:availability:0, in a presence beside <show/>: what RFC 6121 has no words for. The
// relay sees it; it says nothing but a state and a time.
//   <availability state='busy'/>                            beside <show>dnd</show>
//   <availability state='dnd' until='2026-11-22T14:00:00Z'/>

#include "core/base/clock.h"
#include "core/xmpp/element.h"
#include "core/xmpp/presence.h"

#include <optional>

namespace sotto::xmpp {

struct AvailabilityClaim {
    bool busy = false;                ///< may be written to, answers late
    std::optional<WallTime> until{};  ///< do not disturb, until then

    friend bool operator==(const AvailabilityClaim&, const AvailabilityClaim&) = default;
};

Element buildAvailability(const AvailabilityClaim& claim);

/// What a presence says beside its <show/>. Nothing: it says none, or what it says makes no
/// sense; then <show/> alone counts.
AvailabilityClaim availabilityOf(const Element& presence);

}  // namespace sotto::xmpp
