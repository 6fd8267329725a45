// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:clinical:0, inside a sealed envelope: an order, signed by the one who gives it.
//   <order at='1795000000000' offset='-300' by='27183' signature='…'/>
//                      beside a body and a <patient/>: at in ms since 1970 UTC; offset of the
//                      author's local time in minutes; by: whose identity key has signed it
// What is signed is in core/omemo/order_signature.h. Read back and entered in the record are
// <acknowledged/> and <done/>; it is cancelled by a retraction, and stays.

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/message.h"
#include "core/xmpp/element.h"

#include <cstdint>

namespace sotto::xmpp {

inline constexpr std::size_t kOrderSignatureSize = 64;

struct OrderMark {
    std::int64_t atMs = 0;
    int utcOffsetMin = 0;
    DeviceId by{};
    Bytes signature{};

    friend bool operator==(const OrderMark&, const OrderMark&) = default;
};

Element buildOrderMark(const OrderMark& mark);
bool isOrderMark(const Element& element);

/// Strict: every attribute once and as we write it, nothing else. Errors: Malformed.
Result<OrderMark> parseOrderMark(const Element& element);

}  // namespace sotto::xmpp
