// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/pubsub.h"

#include "core/xmpp/data_forms.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/stanza_error.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kOwnerNs = "http://jabber.org/protocol/pubsub#owner";
constexpr std::string_view kEventNs = "http://jabber.org/protocol/pubsub#event";
constexpr std::string_view kPublishOptions = "http://jabber.org/protocol/pubsub#publish-options";
constexpr std::string_view kNodeConfig = "http://jabber.org/protocol/pubsub#node_config";

Element buildOptions(std::string_view formType, const NodeOptions& options)
{
    DataForm form{std::string{formType}, {}};
    const bool isOpen = options.access == NodeOptions::Access::Open;
    form.fields["pubsub#access_model"] = {isOpen ? "open" : "whitelist"};
    form.fields["pubsub#persist_items"] = {"true"};
    form.fields["pubsub#max_items"] = {options.maxItems ? std::to_string(*options.maxItems)
                                                        : "max"};
    return buildDataForm(form);
}

Element withNode(std::string_view name, std::string_view ns, std::string_view node)
{
    return Element{name, ns}.set("node", node);
}

Result<PubSubItem> parseItem(const Element& item)
{
    const auto id = item.attribute("id");
    if (!isUsableId(id))
        return Error{Errc::Malformed, "item without usable id"};
    return PubSubItem{std::string{id}, item.children.empty() ? Element{} : item.children.front()};
}

Result<Done> takeChild(PubSubEvent& event, const Element& child)
{
    if (child.is("item", kEventNs)) {
        SOTTO_TRY_ASSIGN(auto item, parseItem(child));
        event.items.push_back(std::move(item));
    } else if (child.is("retract", kEventNs) && isUsableId(child.attribute("id"))) {
        event.retracted.emplace_back(child.attribute("id"));
    }
    return Done{};
}

}  // namespace

Element buildPublish(std::string_view node, std::string_view itemId, Element payload,
                     const NodeOptions& options)
{
    auto item = Element{"item", kPubSubNs}.set("id", itemId).add(std::move(payload));
    auto publish = withNode("publish", kPubSubNs, node).add(std::move(item));
    auto required =
        Element{"publish-options", kPubSubNs}.add(buildOptions(kPublishOptions, options));
    return buildIqSet(
        Element{"pubsub", kPubSubNs}.add(std::move(publish)).add(std::move(required)));
}

Element buildCreateNode(std::string_view node, const NodeOptions& options)
{
    auto configure = Element{"configure", kPubSubNs}.add(buildOptions(kNodeConfig, options));
    return buildIqSet(Element{"pubsub", kPubSubNs}
                          .add(withNode("create", kPubSubNs, node))
                          .add(std::move(configure)));
}

Element buildConfigureNode(std::string_view node, const NodeOptions& options)
{
    auto configure = withNode("configure", kOwnerNs, node).add(buildOptions(kNodeConfig, options));
    return buildIqSet(Element{"pubsub", kOwnerNs}.add(std::move(configure)));
}

Element buildDeleteNode(std::string_view node)
{
    return buildIqSet(Element{"pubsub", kOwnerNs}.add(withNode("delete", kOwnerNs, node)));
}

Element buildRetract(std::string_view node, std::string_view itemId, bool notify)
{
    auto retract = withNode("retract", kPubSubNs, node);
    if (notify)
        retract.set("notify", "true");
    retract.add(Element{"item", kPubSubNs}.set("id", itemId));
    return buildIqSet(Element{"pubsub", kPubSubNs}.add(std::move(retract)));
}

Element buildItemsRequest(const ItemsRequest& request)
{
    auto items = withNode("items", kPubSubNs, request.node);
    if (!request.itemId.empty())
        items.add(Element{"item", kPubSubNs}.set("id", request.itemId));
    if (request.max)
        items.set("max_items", std::to_string(*request.max));
    return buildIqGet(Element{"pubsub", kPubSubNs}.add(std::move(items)), request.owner);
}

Result<std::vector<PubSubItem>> parseItems(const Element& iq, std::string_view node)
{
    const auto* pubsub = iq.child("pubsub", kPubSubNs);
    const auto* items = pubsub ? pubsub->child("items", kPubSubNs) : nullptr;
    if (!items || items->attribute("node") != node)
        return Error{Errc::Malformed, "items"};
    std::vector<PubSubItem> out;
    for (const auto& child : items->children) {
        if (!child.is("item", kPubSubNs))
            continue;
        SOTTO_TRY_ASSIGN(auto item, parseItem(child));
        out.push_back(std::move(item));
    }
    return out;
}

Result<std::optional<PubSubEvent>> parsePubSubEvent(const Element& message, const Origin& origin,
                                                    const Jid& self)
{
    const auto* element = message.child("event", kEventNs);
    if (!element || !message.is("message", kClientNs) || isErrorStanza(message))
        return std::optional<PubSubEvent>{};
    PubSubEvent event{addressOf(origin, self), {}, {}, {}, false};
    const bool speaksForItself =
        isOwnAccount(origin) || (std::holds_alternative<Peer>(origin) && event.owner.isBare());
    if (!speaksForItself)
        return Error{Errc::Forged, "notification from an address without nodes"};
    if (element->children.size() != 1)
        return Error{Errc::Malformed, "notification"};

    const auto& change = element->children.front();
    event.node = change.attribute("node");
    event.gone = change.is("purge", kEventNs) || change.is("delete", kEventNs);
    if (event.node.empty() || (!event.gone && !change.is("items", kEventNs)))
        return Error{Errc::Malformed, "notification"};
    for (const auto& child : change.children)
        SOTTO_TRY(takeChild(event, child));
    return std::optional{std::move(event)};
}

}  // namespace sotto::xmpp
