// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/ping.h"

#include "core/xmpp/iq.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kPingNs = "urn:xmpp:ping";

}  // namespace

Element buildPing(const std::optional<Jid>& to)
{
    return buildIqGet({"ping", kPingNs}, to);
}

bool isPing(const Element& iq)
{
    return isIqRequest(iq) && iq.attribute("type") == "get" && iq.child("ping", kPingNs);
}

}  // namespace sotto::xmpp
