// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/archived_copy.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/timestamps.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kArchiveNs = "urn:x-sotto:archive:0";
constexpr std::uint32_t kMostDevice = 2147483647;

Error malformed()
{
    return {Errc::Malformed, "a copy for the archive"};
}

Result<DeviceId> parseDevice(std::string_view text)
{
    const auto value = parseExactNumber<std::uint32_t>(text);
    if (!value || *value > kMostDevice)
        return malformed();
    return DeviceId{*value};
}

}  // namespace

Element buildArchivedCopy(const ArchivedCopy& copy)
{
    Element element{"copy", kArchiveNs};
    element.set("way", copy.way == ArchivedCopy::Way::Sent ? "sent" : "received")
        .set("author", copy.author.toString())
        .set("device", std::to_string(copy.device.value))
        .set("peer", copy.peer.toString())
        .set("id", copy.id)
        .set("at", formatTimestamp(copy.at));
    if (copy.unmanaged)
        element.set("unmanaged", "true");
    for (const auto& child : copy.content)
        element.add(child);
    return element;
}

bool isArchivedCopy(const Element& element)
{
    return element.is("copy", kArchiveNs);
}

Result<ArchivedCopy> parseArchivedCopy(const Element& element)
{
    const auto way = element.attribute("way");
    const auto author = Jid::parseAccount(element.attribute("author"));
    const auto peer = Jid::parseAccount(element.attribute("peer"));
    const auto id = element.attribute("id");
    const auto unmanaged = element.attribute("unmanaged");
    SOTTO_TRY_ASSIGN(const auto device, parseDevice(element.attribute("device")));
    SOTTO_TRY_ASSIGN(const auto at, parseTimestamp(element.attribute("at")));
    const bool isWay = way == "sent" || way == "received";
    const bool isMark = !element.hasAttribute("unmanaged") || unmanaged == "true";
    if (!isArchivedCopy(element) || !isWay || !author || !peer || !isUsableId(id) || !isMark ||
        element.children.empty() || std::ranges::any_of(element.children, isArchivedCopy))
        return malformed();
    return ArchivedCopy{way == "sent" ? ArchivedCopy::Way::Sent : ArchivedCopy::Way::Received,
                        *author,
                        device,
                        *peer,
                        std::string{id},
                        at,
                        !unmanaged.empty(),
                        element.children};
}

std::vector<Element> buildKept(const std::vector<std::string>& ids)
{
    std::vector<Element> out;
    for (const auto& id : ids)
        out.push_back(Element{"kept", kArchiveNs}.set("id", id));
    return out;
}

bool isKept(const Element& element)
{
    return element.is("kept", kArchiveNs);
}

Result<std::vector<std::string>> parseKept(const std::vector<Element>& elements)
{
    std::vector<std::string> ids;
    for (const auto& element : elements) {
        const auto id = element.attribute("id");
        if (!isKept(element) || !isUsableId(id) || ids.size() >= kMostKeptAtOnce)
            return malformed();
        ids.emplace_back(id);
    }
    if (ids.empty())
        return malformed();
    return ids;
}

}  // namespace sotto::xmpp
