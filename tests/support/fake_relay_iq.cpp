// SPDX-License-Identifier: GPL-3.0-or-later
// What the fake relay answers: the directory, nodes (XEP-0163), the archive (XEP-0313).
#include "core/xmpp/data_forms.h"
#include "core/xmpp/disco.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/timestamps.h"
#include "tests/support/fake_relay.h"
#include "tests/support/fake_relay_files.h"

#include <algorithm>
#include <charconv>

namespace sotto::test {
namespace {

constexpr std::string_view kRosterNs = "jabber:iq:roster";
constexpr std::string_view kOwnerNs = "http://jabber.org/protocol/pubsub#owner";
constexpr std::string_view kItemsNs = "http://jabber.org/protocol/disco#items";
constexpr std::string_view kRsmNs = "http://jabber.org/protocol/rsm";
constexpr std::string_view kEventNs = "http://jabber.org/protocol/pubsub#event";

xmpp::Element withText(std::string_view name, std::string_view ns, std::string_view text)
{
    return xmpp::Element{name, ns}.setText(text);
}

}  // namespace

void FakeRelay::takeIq(FakeSession& from, const xmpp::Element& iq)
{
    const auto to = Jid::parse(iq.attribute("to"));
    if (to && to->domain() == kShareDomain && files) {
        if (auto said = files->answer(iq))
            answer(from, iq, std::move(said));
        else
            refuse(from, iq, "service-unavailable");
        return;
    }
    if (to && (to->domain() == kRoomDomain || iq.child("query", kItemsNs)))
        takeRoomIq(from, iq, *to);
    else if (iq.attribute("type") == "result")
        takeFeatures(from, iq);
    else if (iq.child("query", kRosterNs))
        answerRoster(from, iq);
    else if (iq.child("pubsub", xmpp::kPubSubNs))
        answerNodes(from, iq);
    else if (const auto* const owner = iq.child("pubsub", kOwnerNs))
        deleteNode(from, iq, owner->child("delete", kOwnerNs));
    else if (iq.child("query", xmpp::kArchiveNs))
        answerArchive(from, iq, from.address.bare(), account(from.address)->archive);
    else if (iq.child("ping", "urn:xmpp:ping"))
        answer(from, iq, std::nullopt);
    else if (iq.attribute("type") != "error")
        refuse(from, iq, "service-unavailable");
}

void FakeRelay::answer(FakeSession& to, const xmpp::Element& iq,
                       std::optional<xmpp::Element> payload)
{
    xmpp::Element result{"iq", xmpp::kClientNs};
    result.set("type", "result").set("id", iq.attribute("id")).set("to", to.address.toString());
    if (iq.hasAttribute("to"))
        result.set("from", iq.attribute("to"));
    if (payload)
        result.add(*std::move(payload));
    deliver(to, result);
}

void FakeRelay::refuse(FakeSession& to, const xmpp::Element& iq, std::string_view condition)
{
    xmpp::Element error{"iq", xmpp::kClientNs};
    error.set("type", "error").set("id", iq.attribute("id")).set("to", to.address.toString());
    if (iq.hasAttribute("to"))
        error.set("from", iq.attribute("to"));
    error.add(xmpp::Element{"error", xmpp::kClientNs}
                  .set("type", "cancel")
                  .add({condition, xmpp::kStanzasNs}));
    deliver(to, error);
}

void FakeRelay::answerRoster(FakeSession& from, const xmpp::Element& iq)
{
    xmpp::Element query{"query", kRosterNs};
    const auto add = [&query](const FakeAccount& of, std::string_view subscription) {
        query.add(xmpp::Element{"item", kRosterNs}
                      .set("jid", of.address.toString())
                      .set("name", of.name)
                      .set("subscription", subscription)
                      .add(withText("group", kRosterNs, of.group)));
    };
    for (const auto* const contact : contactsOf(from.address))
        add(*contact, "both");
    if (const auto* const self = account(from.address); self && tellsOwnGroup)
        add(*self, "none");
    answer(from, iq, std::move(query));
}

// Nodes

void FakeRelay::answerNodes(FakeSession& from, const xmpp::Element& iq)
{
    const auto* const pubsub = iq.child("pubsub", xmpp::kPubSubNs);
    const auto owner = iq.hasAttribute("to") ? Jid::parse(iq.attribute("to")) : from.address.bare();
    auto* const known = owner ? account(*owner) : nullptr;
    const bool isOwn = known && known->address == from.address.bare();
    if (const auto* publication = pubsub->child("publish", xmpp::kPubSubNs); publication && isOwn) {
        const auto* options = pubsub->child("publish-options", xmpp::kPubSubNs);
        const auto* form = options ? options->child("x", xmpp::kDataFormsNs) : nullptr;
        const auto wanted = form ? xmpp::parseDataForm(*form) : Result{xmpp::DataForm{}};
        const auto* const item = publication->child("item", xmpp::kPubSubNs);
        publish(*known, std::string{publication->attribute("node")},
                std::string{item->attribute("id")}, item->children.front(),
                wanted && wanted->value("pubsub#access_model") == "open");
        answer(from, iq, std::nullopt);
        return;
    }
    if (const auto* const retract = pubsub->child("retract", xmpp::kPubSubNs); retract && isOwn) {
        const auto* const item = retract->child("item", xmpp::kPubSubNs);
        auto& items = known->nodes[std::string{retract->attribute("node")}].items;
        if (std::erase_if(items, [&](const auto& one) {
                return item && one.first == item->attribute("id");
            }) > 0)
            answer(from, iq, std::nullopt);
        else
            refuse(from, iq, "item-not-found");
        return;
    }
    const auto* const asked = pubsub->child("items", xmpp::kPubSubNs);
    const auto node = known && asked ? known->nodes.find(std::string{asked->attribute("node")})
                                     : decltype(known->nodes.end()){};
    if (!known || !asked || node == known->nodes.end()) {
        refuse(from, iq, "item-not-found");
        return;
    }
    if (!node->second.open && !isOwn) {
        refuse(from, iq, "forbidden");
        return;
    }
    const auto* const one = asked->child("item", xmpp::kPubSubNs);
    xmpp::Element items{"items", xmpp::kPubSubNs};
    items.set("node", node->first);
    for (const auto& [id, payload] : node->second.items)
        if (!one || one->attribute("id") == id)
            items.add(xmpp::Element{"item", xmpp::kPubSubNs}.set("id", id).add(payload));
    answer(from, iq, xmpp::Element{"pubsub", xmpp::kPubSubNs}.add(std::move(items)));
}

void FakeRelay::deleteNode(FakeSession& from, const xmpp::Element& iq,
                           const xmpp::Element* deletion)
{
    auto* const owner = account(from.address);
    if (deletion && owner->nodes.erase(std::string{deletion->attribute("node")}) > 0)
        answer(from, iq, std::nullopt);
    else
        refuse(from, iq, "item-not-found");
}

void FakeRelay::publish(FakeAccount& owner, const std::string& node, const std::string& item,
                        xmpp::Element payload, bool open)
{
    auto& kept = owner.nodes[node];
    kept.open = open;
    std::erase_if(kept.items, [&](const auto& known) { return known.first == item; });
    kept.items.emplace_back(item, std::move(payload));
    if (open)
        notify(owner, node);
}

xmpp::Element FakeRelay::eventOf(const FakeAccount& owner, const std::string& node) const
{
    const auto& [id, payload] = owner.nodes.at(node).items.back();
    return xmpp::Element{"message", xmpp::kClientNs}
        .set("from", owner.address.toString())
        .set("type", "headline")
        .add(xmpp::Element{"event", kEventNs}.add(
            xmpp::Element{"items", kEventNs}
                .set("node", node)
                .add(xmpp::Element{"item", kEventNs}.set("id", id).add(payload))));
}

void FakeRelay::notify(const FakeAccount& owner, const std::string& node)
{
    auto told = contactsOf(owner.address);
    for (const auto& session : std::vector(m_sessions)) {
        const bool isContact = std::ranges::any_of(told, [&](const FakeAccount* contact) {
            return contact->address == session->address.bare();
        });
        const bool isOwner = session->address.bare() == owner.address;
        if ((isContact || isOwner) && session->features.contains(node + "+notify"))
            deliver(*session, eventOf(owner, node));
    }
}

/// A device has said what it wants to be told of: it gets the newest of each.
void FakeRelay::takeFeatures(FakeSession& from, const xmpp::Element& iq)
{
    const auto info = xmpp::parseDiscoInfo(iq);
    if (!info)
        return;
    from.features = info->features;
    auto owners = contactsOf(from.address);
    owners.push_back(account(from.address));
    for (auto* const contact : owners)
        for (const auto& [node, kept] : contact->nodes)
            if (kept.open && !kept.items.empty() && from.features.contains(node + "+notify"))
                deliver(from, eventOf(*contact, node));
}

// Archive

namespace {

struct Window {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool complete = true;
};

/// Which part of the archive is meant (XEP-0059); no value: it does not know `after`.
std::optional<Window> windowOf(const std::vector<FakeArchived>& archive, const xmpp::Element& query,
                               std::size_t page)
{
    const auto* const set = query.child("set", kRsmNs);
    std::size_t max = page;
    if (set) {
        const auto text = set->childText("max", kRsmNs);
        std::from_chars(text.data(), text.data() + text.size(), max);
        max = std::min(max, page);
    }
    if (set && set->child("before", kRsmNs))
        return Window{archive.size() - std::min(max, archive.size()), archive.size(),
                      archive.size() <= max};
    std::size_t begin = 0;
    if (const auto* form = query.child("x", xmpp::kDataFormsNs)) {
        const auto fields = xmpp::parseDataForm(*form);
        const auto start = fields ? xmpp::parseTimestamp(fields->value("start")) : WallTime{};
        while (start && begin < archive.size() && archive[begin].at < *start)
            ++begin;
    }
    if (const auto* after = set ? set->child("after", kRsmNs) : nullptr) {
        const auto found = std::ranges::find(archive, after->text, &FakeArchived::id);
        if (found == archive.end())
            return std::nullopt;
        begin = static_cast<std::size_t>(found - archive.begin()) + 1;
    }
    const auto end = std::min(archive.size(), begin + max);
    return Window{begin, end, end == archive.size()};
}

xmpp::Element resultOf(const FakeArchived& one, const Jid& owner, const FakeSession& to,
                       std::string_view queryId)
{
    auto forwarded = xmpp::Element{"forwarded", "urn:xmpp:forward:0"};
    forwarded
        .add(xmpp::Element{"delay", "urn:xmpp:delay"}.set("stamp", xmpp::formatTimestamp(one.at)))
        .add(one.message);
    return xmpp::Element{"message", xmpp::kClientNs}
        .set("from", owner.toString())
        .set("to", to.address.toString())
        .add(xmpp::Element{"result", xmpp::kArchiveNs}
                 .set("queryid", queryId)
                 .set("id", one.id)
                 .add(std::move(forwarded)));
}

}  // namespace

void FakeRelay::answerArchive(FakeSession& from, const xmpp::Element& iq, const Jid& owner,
                              const std::vector<FakeArchived>& archive)
{
    const auto& query = *iq.child("query", xmpp::kArchiveNs);
    const auto window = windowOf(archive, query, archivePage);
    if (!window) {
        refuse(from, iq, "item-not-found");
        return;
    }
    for (auto at = window->begin; at < window->end; ++at)
        deliver(from, resultOf(archive[at], owner, from, query.attribute("queryid")));
    xmpp::Element set{"set", kRsmNs};
    if (window->begin < window->end) {
        set.add(withText("first", kRsmNs, archive[window->begin].id));
        set.add(withText("last", kRsmNs, archive[window->end - 1].id));
    }
    answer(from, iq,
           xmpp::Element{"fin", xmpp::kArchiveNs}
               .set("complete", window->complete ? "true" : "false")
               .add(std::move(set)));
}

}  // namespace sotto::test
