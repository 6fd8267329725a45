// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/disco.h"

#include "core/base/encoding.h"
#include "core/xmpp/attribute_values.h"
#include "core/xmpp/iq.h"

#include <QCryptographicHash>

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kInfoNs = "http://jabber.org/protocol/disco#info";
constexpr std::string_view kItemsNs = "http://jabber.org/protocol/disco#items";
constexpr std::string_view kCapsNs = "http://jabber.org/protocol/caps";
constexpr std::size_t kMaxIdentities = 50;
constexpr std::size_t kMaxFeatures = 1000;
constexpr std::size_t kMaxItems = 100;
constexpr std::size_t kMaxNameBytes = 256;

}  // namespace

Element buildDiscoInfoRequest(const std::optional<Jid>& of)
{
    return buildIqGet({"query", kInfoNs}, of);
}

Element buildDiscoItemsRequest(const Jid& of)
{
    return buildIqGet({"query", kItemsNs}, of);
}

Result<DiscoInfo> parseDiscoInfo(const Element& iq)
{
    const auto* query = iq.child("query", kInfoNs);
    if (!query)
        return Error{Errc::Malformed, "disco info"};
    DiscoInfo info;
    for (const auto& child : query->children) {
        if (child.is("identity", kInfoNs) && info.identities.size() < kMaxIdentities)
            info.identities.push_back({capped(child.attribute("category"), kMaxNameBytes),
                                       capped(child.attribute("type"), kMaxNameBytes),
                                       capped(child.attribute("name"), kMaxNameBytes)});
        else if (child.is("feature", kInfoNs) && info.features.size() < kMaxFeatures &&
                 child.attribute("var").size() <= kMaxNameBytes)
            info.features.emplace(child.attribute("var"));
    }
    return info;
}

Result<std::vector<Jid>> parseDiscoItems(const Element& iq)
{
    const auto* query = iq.child("query", kItemsNs);
    if (!query)
        return Error{Errc::Malformed, "disco items"};
    std::vector<Jid> items;
    for (const auto& child : query->children) {
        auto jid = Jid::parse(child.attribute("jid"));
        if (child.is("item", kItemsNs) && jid && items.size() < kMaxItems)
            items.push_back(*std::move(jid));
    }
    return items;
}

bool isDiscoInfoRequest(const Element& iq)
{
    return isIqRequest(iq) && iq.attribute("type") == "get" && iq.child("query", kInfoNs);
}

Element buildDiscoInfoAnswer(const Element& request, const DiscoInfo& own)
{
    Element query{"query", kInfoNs};
    const auto* asked = request.child("query", kInfoNs);
    if (asked && asked->hasAttribute("node"))
        query.set("node", capped(asked->attribute("node"), kMaxNameBytes));
    for (const auto& identity : own.identities)
        query.add(Element{"identity", kInfoNs}
                      .set("category", identity.category)
                      .set("type", identity.type)
                      .set("name", identity.name));
    for (const auto& feature : own.features)
        query.add(Element{"feature", kInfoNs}.set("var", feature));
    return buildIqResult(request, std::move(query));
}

std::string capsVersion(const DiscoInfo& own)
{
    std::vector<std::string> lines;
    for (const auto& identity : own.identities)
        lines.push_back(identity.category + '/' + identity.type + "//" + identity.name);
    std::ranges::sort(lines);
    lines.insert(lines.end(), own.features.begin(), own.features.end());

    QCryptographicHash sha1(QCryptographicHash::Sha1);
    for (const auto& line : lines)
        sha1.addData(QByteArray::fromStdString(line + '<'));
    return toBase64(viewOf(sha1.result().toStdString()));
}

Element buildCaps(std::string_view node, const DiscoInfo& own)
{
    return Element{"c", kCapsNs}
        .set("hash", "sha-1")
        .set("node", node)
        .set("ver", capsVersion(own));
}

}  // namespace sotto::xmpp
