// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_management.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/namespaces.h"

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxIdBytes = 4000;  // XEP-0198, 3: the limit of the schema

Error malformed()
{
    return {Errc::Malformed, "stream management"};
}

bool isId(std::string_view id)
{
    return !id.empty() && id.size() <= kMaxIdBytes;
}

Element counted(std::string_view name, HandledCount handled)
{
    Element element{name, kStreamManagementNs};
    element.set("h", std::to_string(handled));
    return element;
}

}  // namespace

Element buildSmEnable(bool resume)
{
    Element enable{"enable", kStreamManagementNs};
    if (resume)
        enable.set("resume", "true");
    return enable;
}

Element buildSmResume(std::string_view previousId, HandledCount handled)
{
    return counted("resume", handled).set("previd", previousId);
}

Element buildSmRequest()
{
    return {"r", kStreamManagementNs};
}

Element buildSmAck(HandledCount handled)
{
    return counted("a", handled);
}

bool isSmRequest(const Element& element)
{
    return element.is("r", kStreamManagementNs);
}

bool isSmAck(const Element& element)
{
    return element.is("a", kStreamManagementNs);
}

Result<SmEnabled> parseSmEnabled(const Element& element)
{
    SmEnabled enabled;
    enabled.id = element.attribute("id");
    enabled.resumable = isTrue(element.attribute("resume"));
    if (!element.is("enabled", kStreamManagementNs) || (enabled.resumable && !isId(enabled.id)))
        return malformed();
    if (const auto max = parseNumber<std::uint32_t>(element.attribute("max")))
        enabled.resumeFor = std::chrono::seconds{*max};
    return enabled;
}

Result<SmResumed> parseSmResumed(const Element& element)
{
    const auto handled = parseNumber<HandledCount>(element.attribute("h"));
    const auto id = element.attribute("previd");
    if (!element.is("resumed", kStreamManagementNs) || !handled || !isId(id))
        return malformed();
    return SmResumed{std::string{id}, *handled};
}

Result<SmFailed> parseSmFailed(const Element& element)
{
    if (!element.is("failed", kStreamManagementNs))
        return malformed();
    SmFailed failed;
    failed.handled = parseNumber<HandledCount>(element.attribute("h"));
    for (const auto& child : element.children)
        if (child.ns == kStanzasNs && child.name != "text" && failed.condition.empty())
            failed.condition = capped(child.name, 100);
    return failed;
}

Result<HandledCount> parseSmAck(const Element& element)
{
    const auto handled = parseNumber<HandledCount>(element.attribute("h"));
    if (!isSmAck(element) || !handled)
        return malformed();
    return *handled;
}

Result<std::uint32_t> newlyHandled(HandledCount before, HandledCount now, std::uint32_t unacked)
{
    const HandledCount forward = now - before;  // modulo 2^32
    if (forward <= unacked)
        return forward;
    const HandledCount back = before - now;
    if (back < forward)
        return 0U;
    return Error{Errc::Malformed, "more stanzas acknowledged than sent"};
}

}  // namespace sotto::xmpp
