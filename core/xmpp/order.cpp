// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/order.h"

#include "core/base/encoding.h"
#include "core/domain/order.h"

#include <charconv>
#include <cstdlib>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";
constexpr std::size_t kAttributes = 4;

/// A whole number as we would write it: no plus, no leading zero, no minus before a zero.
template <class Number>
std::optional<Number> strict(std::string_view text)
{
    Number value{};
    const auto* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end || std::to_string(value) != text)
        return std::nullopt;
    return value;
}

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
    const auto at = strict<std::int64_t>(element.attribute("at"));
    const auto offset = strict<int>(element.attribute("offset"));
    const auto by = strict<std::uint32_t>(element.attribute("by"));
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
