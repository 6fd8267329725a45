// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stable_ids.h"

#include "core/xmpp/iq.h"
#include "core/xmpp/namespaces.h"

namespace sotto::xmpp {
namespace {

/// The id of the only child that passes; empty otherwise.
template <class Passes>
std::string_view onlyId(const Element& message, Passes passes)
{
    const Element* found = nullptr;
    for (const auto& child : message.children) {
        if (!passes(child))
            continue;
        if (found)
            return {};
        found = &child;
    }
    if (!found || !isUsableId(found->attribute("id")))
        return {};
    return found->attribute("id");
}

}  // namespace

Element buildOriginId(std::string_view id)
{
    return Element{"origin-id", kStableIdsNs}.set("id", id);
}

std::string_view originId(const Element& message)
{
    return onlyId(message, [](const Element& e) { return e.is("origin-id", kStableIdsNs); });
}

std::string_view archiveId(const Element& message, const Jid& owner)
{
    return onlyId(message, [&owner](const Element& e) {
        if (!e.is("stanza-id", kStableIdsNs))
            return false;
        const auto by = Jid::parse(e.attribute("by"));
        return by && *by == owner;
    });
}

}  // namespace sotto::xmpp
