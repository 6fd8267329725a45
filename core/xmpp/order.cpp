// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/order.h"

#include "core/base/encoding.h"
#include "core/domain/order.h"
#include "core/xmpp/attribute_values.h"

#include <cstdlib>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";
constexpr std::size_t kAttributes = 4;

}  // namespace

Element buildOrderMark(const OrderMark& mark)
{
    return Element{"order", kClinicalNs}
        .set("at", std::to_string(mark.atMs))
        .set("offset", std::to_string(mark.utcOffsetMin))
        .set("by", std::to_string(mark.by.value))
        .set("signature", toBase64(mark.signature));
}

bool isOrderMark(const Element& element)
{
    return element.is("order", kClinicalNs);
}

Result<OrderMark> parseOrderMark(const Element& element)
{
    const auto at = parseExactNumber<std::int64_t>(element.attribute("at"));
    const auto offset = parseExactNumber<int>(element.attribute("offset"));
    const auto by = parseExactNumber<std::uint32_t>(element.attribute("by"));
    const auto text = element.attribute("signature");
    auto signature = fromBase64(text);
    if (!isOrderMark(element) || element.attributes.size() != kAttributes ||
        !element.children.empty() || !element.text.empty() || !at || *at <= 0 || !offset ||
        std::abs(*offset) > kMostUtcOffsetMin || !by || !isValid(DeviceId{*by}) || !signature ||
        signature->size() != kOrderSignatureSize || toBase64(*signature) != text)
        return Error{Errc::Malformed, "order"};
    return OrderMark{*at, *offset, DeviceId{*by}, *std::move(signature)};
}

}  // namespace sotto::xmpp
