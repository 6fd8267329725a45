// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:erase:0: the clinic's order to destroy what an account has on its workstations, as
// the relay hands it on in the failure of a login, or in the error that ends a stream. What it
// says counts only by its signature (core/policy/erase_order.h).
//   <order xmlns='urn:x-sotto:erase:0'>its lines</order>

#include "core/xmpp/element.h"

#include <string>

namespace sotto::xmpp {

/// Of a child of that failure or error; empty: there is none that may be one.
std::string eraseOrderIn(const Element& failure);

}  // namespace sotto::xmpp
