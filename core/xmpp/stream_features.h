// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sotto::xmpp {

/// What the relay offers at this moment of the stream (RFC 6120, 4.3.2). Lists keep the
/// order of the relay; each holds at most 50 names of at most 100 bytes.
struct StreamFeatures {
    std::vector<std::string> sasl2Mechanisms;     ///< XEP-0388
    std::vector<std::string> fastMechanisms;      ///< XEP-0484, empty: no token login
    std::vector<std::string> bind2Features;       ///< XEP-0386, what bind can switch on
    std::vector<std::string> saslMechanisms;      ///< RFC 6120, 6
    std::vector<std::string> channelBindings;     ///< XEP-0440
    bool bind2 = false;                           ///< inline in SASL2
    bool inlineStreamManagement = false;          ///< <resume/> inside <authenticate/>
    bool streamManagement = false;                ///< XEP-0198, after the login
    bool bind = false;                            ///< RFC 6120, 7
    bool startTls = false;                        ///< RFC 6120, 5
    bool rosterVersions = false;                  ///< RFC 6121, 2.6
    bool clientState = false;                     ///< XEP-0352
    std::optional<std::uint32_t> maxStanzaBytes;  ///< XEP-0478
    std::optional<std::uint32_t> idleSeconds;     ///< XEP-0478
};

/// Reads <stream:features/>. What we do not know is passed over.
/// Errors: Malformed (another element, too many or too long names).
Result<StreamFeatures> parseStreamFeatures(const Element& features);

}  // namespace sotto::xmpp
