// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xmpp/disco.h"

namespace sotto::engine {

/// What this client says it can do (XEP-0030). An open session follows the device lists of
/// colleagues (XEP-0163, "+notify"); a locked one follows nothing.
xmpp::DiscoInfo ownFeatures(bool open);

/// The <c/> of our presence, for the same features.
xmpp::Element ownCaps(bool open);

}  // namespace sotto::engine
