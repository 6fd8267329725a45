// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The word of one device of an account that another one of it was removed (README.md, omemo-8).

#include "core/omemo/sessions.h"
#include "core/xmpp/element.h"

namespace sotto::omemo {

/// Also the PEP node, private to the account; one item for each removed device, named by its id.
inline constexpr std::string_view kRemovalNs = "urn:x-sotto:removal:0";

/// Which device is removed: a device that begins anew has another id and another key.
struct RemovedDevice {
    DeviceAddress address;
    Bytes key;  ///< 33 bytes
};

struct Removal {
    DeviceId by;
    Bytes signature;  ///< XEdDSA by the identity key of `by`
};

/// By this very device. Needs an open transaction. Errors: NotFound (no own device).
Result<Removal> signRemoval(Sessions& sessions, const RemovedDevice& removed);

/// That the owner of `signer`, an identity key, removed that device. Errors: Forged, Malformed.
Result<Done> verifyRemoval(const Removal& removal, const RemovedDevice& removed, ByteView signer);

xmpp::Element buildRemoval(const Removal& removal);
/// Errors: Malformed.
Result<Removal> parseRemoval(const xmpp::Element& element);

}  // namespace sotto::omemo
