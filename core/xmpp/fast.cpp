// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/fast.h"

#include "core/xmpp/namespaces.h"
#include "core/xmpp/timestamps.h"

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxTokenBytes = 4096;

}  // namespace

Element buildFast(const FastUse& use)
{
    Element fast{"fast", kFastNs};
    if (use.count > 0)
        fast.set("count", std::to_string(use.count));
    if (use.invalidate)
        fast.set("invalidate", "true");
    return fast;
}

Element buildRequestToken(std::string_view mechanism)
{
    return Element{"request-token", kFastNs}.set("mechanism", mechanism);
}

std::optional<FastToken> parseFastToken(const Element& success)
{
    const auto* element = success.child("token", kFastNs);
    if (!element)
        return std::nullopt;
    const auto token = element->attribute("token");
    const auto expiry = parseTimestamp(element->attribute("expiry"));
    if (token.empty() || token.size() > kMaxTokenBytes || !expiry)
        return std::nullopt;
    return FastToken{SecretBytes{viewOf(token)}, *expiry};
}

}  // namespace sotto::xmpp
