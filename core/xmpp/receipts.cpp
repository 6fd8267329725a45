// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/receipts.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kReceiptsNs = "urn:xmpp:receipts";
constexpr std::string_view kMarkersNs = "urn:xmpp:chat-markers:0";

}  // namespace

Element buildReceived(std::string_view messageId)
{
    return Element{"received", kReceiptsNs}.set("id", messageId);
}

Element buildDisplayed(std::string_view messageId)
{
    return Element{"displayed", kMarkersNs}.set("id", messageId);
}

bool isReceived(const Element& element)
{
    return element.is("received", kReceiptsNs);
}

bool isDisplayed(const Element& element)
{
    return element.is("displayed", kMarkersNs);
}

}  // namespace sotto::xmpp
