// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/erase_order.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kEraseNs = "urn:x-sotto:erase:0";
constexpr std::size_t kMostBytes = 4096;

}  // namespace

std::string eraseOrderIn(const Element& failure)
{
    const auto order = failure.childText("order", kEraseNs);
    return std::string{order.size() <= kMostBytes ? order : std::string_view{}};
}

}  // namespace sotto::xmpp
