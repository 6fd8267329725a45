// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who gave an order, for good: beyond the session, in which recipient and author could both have
// written it. Signed are a label and, each with its length, author, recipient, id, the patient's
// name, number and labels, and the text; then the time, the offset and the device.

#include "core/base/result.h"
#include "core/domain/order.h"
#include "core/omemo/sessions.h"

namespace sotto::omemo {

/// By this very device, whose id it puts into `words`. Errors: Malformed (see isUsable()),
/// those of Sessions::signAsOwnDevice().
Result<Bytes> signOrder(Sessions& sessions, OrderWords& words);

/// That the owner of `signer`, an identity key, says this. Errors: Forged, Malformed.
Result<Done> verifyOrder(const OrderWords& words, ByteView signature, ByteView signer);

}  // namespace sotto::omemo
