// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0386: binding, carbons and stream management in the same round trip as the login.

#include "core/base/result.h"
#include "core/xmpp/element.h"
#include "core/xmpp/stream_management.h"

#include <optional>
#include <string>

namespace sotto::xmpp {

struct Bind2Request {
    std::string tag;                ///< leads the resource, for example "Sotto"
    bool carbons = true;            ///< XEP-0280
    bool streamManagement = false;  ///< with resumption; not while the vault is locked
};

struct Bound {
    std::optional<SmEnabled> streamManagement;
    bool streamManagementFailed = false;
    bool carbons = false;  ///< the relay said so; Prosody does, ejabberd keeps silent
};

Element buildBind2(const Bind2Request& request);

/// Reads <bound/>. Errors: Malformed.
Result<Bound> parseBound(const Element& bound);

}  // namespace sotto::xmpp
