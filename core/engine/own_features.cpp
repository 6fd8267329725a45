// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/own_features.h"

#include "core/omemo/bundle.h"
#include "core/omemo/device_list.h"
#include "core/omemo/on_call_word.h"

namespace sotto::engine {
namespace {

constexpr std::string_view kNode = "urn:x-sotto:client";

}  // namespace

xmpp::DiscoInfo ownFeatures(bool open)
{
    xmpp::DiscoInfo info;
    info.identities.push_back({"client", "pc", "Sotto"});
    info.features = {"http://jabber.org/protocol/caps", "http://jabber.org/protocol/disco#info",
                     "urn:xmpp:ping"};
    if (open) {
        info.features.insert(std::string{omemo::kDevicesNs} + "+notify");
        info.features.insert(std::string{omemo::kDeviceIdsNode} + "+notify");
        info.features.insert(std::string{omemo::kOnCallNs} + "+notify");
    }
    return info;
}

xmpp::Element ownCaps(bool open)
{
    return xmpp::buildCaps(kNode, ownFeatures(open));
}

}  // namespace sotto::engine
