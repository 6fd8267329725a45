// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/pep.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using Item = std::optional<xmpp::Element>;

Result<Item> readItem(const Result<xmpp::Element>& answer, const std::string& node,
                      const std::string& wanted)
{
    if (!answer) {
        const auto code = answer.error().code;
        if (code == Errc::NotFound || code == Errc::Denied)
            return Item{};
        return answer.error();
    }
    SOTTO_TRY_ASSIGN(const auto items, xmpp::parseItems(*answer, node));
    const auto match = std::ranges::find_if(
        items, [&](const xmpp::PubSubItem& item) { return wanted.empty() || item.id == wanted; });
    if (match == items.end() || match->payload.name.empty())
        return Item{};
    return Item{match->payload};
}

xmpp::NodeOptions optionsOf(PepAccess access)
{
    if (access == PepAccess::Open)
        return {xmpp::NodeOptions::Access::Open, 1};
    if (access == PepAccess::OwnerThousand)
        return {xmpp::NodeOptions::Access::Whitelist, 1000};
    return {xmpp::NodeOptions::Access::Whitelist, std::nullopt};  // one share for each vault
}

}  // namespace

Task<Item> fetchItem(relay::RelayStream& stream, const Jid& owner, const std::string& node,
                     const std::string& item)
{
    auto promise = std::make_shared<Promise<Item>>();
    auto task = promise->task();
    xmpp::ItemsRequest request{node, owner, item, std::nullopt};
    if (item.empty())
        request.max = 1;
    stream.request(xmpp::buildItemsRequest(request))
        .then(&stream, [promise, node, item](const Result<xmpp::Element>& answer) {
            promise->finish(readItem(answer, node, item));
        });
    return task;
}

Task<std::vector<xmpp::PubSubItem>> fetchItems(relay::RelayStream& stream, const std::string& node)
{
    using Items = std::vector<xmpp::PubSubItem>;
    auto promise = std::make_shared<Promise<Items>>();
    auto task = promise->task();
    stream.request(xmpp::buildItemsRequest({node, std::nullopt, {}, std::nullopt}))
        .then(&stream, [promise, node](const Result<xmpp::Element>& answer) {
            const bool isNone = !answer &&
                (answer.error().code == Errc::NotFound || answer.error().code == Errc::Denied);
            if (isNone)
                promise->finish(Items{});
            else if (!answer)
                promise->finish(answer.error());
            else
                promise->finish(xmpp::parseItems(*answer, node));
        });
    return task;
}

Task<Done> publishItem(relay::RelayStream& stream, const std::string& node, const std::string& item,
                       const xmpp::Element& payload, PepAccess access)
{
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    const auto options = optionsOf(access);
    const auto publish = xmpp::buildPublish(node, item, payload, options);
    const auto finish = [promise](const Result<xmpp::Element>& answer) {
        promise->finish(answer ? Result<Done>{Done{}} : Result<Done>{answer.error()});
    };
    const auto configureFirst = [&stream, publish, finish, node, options] {
        stream.request(xmpp::buildConfigureNode(node, options))
            .then(&stream, [&stream, publish, finish](const Result<xmpp::Element>& configured) {
                if (!configured)
                    finish(configured);
                else
                    stream.request(publish).then(&stream, finish);
            });
    };
    stream.request(publish).then(
        &stream, [finish, configureFirst](const Result<xmpp::Element>& answer) {
            if (!answer && answer.error().code == Errc::Duplicate)
                configureFirst();  // the node has other options (XEP-0060, 7.1.3.8)
            else
                finish(answer);
        });
    return task;
}

Task<Done> retractItem(relay::RelayStream& stream, const std::string& node, const std::string& item)
{
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    stream.request(xmpp::buildRetract(node, item, false))
        .then(&stream, [promise](const Result<xmpp::Element>& answer) {
            const bool isGone = answer || answer.error().code == Errc::NotFound;
            promise->finish(isGone ? Result<Done>{Done{}} : Result<Done>{answer.error()});
        });
    return task;
}

}  // namespace sotto::engine
