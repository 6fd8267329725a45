// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0060 as far as XEP-0163 (one's own nodes), 0222 and 0223 (kept, open or private)
// need it.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::xmpp {

/// How a node must be configured. As publish-options the relay refuses to publish to a
/// node that differs (conflict, application "precondition-not-met"): then configure it.
struct NodeOptions {
    enum class Access : std::uint8_t {
        Open,       ///< everybody: keys, device lists
        Whitelist,  ///< only we (XEP-0223)
    };

    Access access = Access::Whitelist;
    std::optional<std::uint32_t> maxItems = 1;  ///< no value: as many as the relay allows
};

/// Publishes one item to a node of our own. Always asks for persistent items, and no
/// "send last published item" is relied upon.
Element buildPublish(std::string_view node, std::string_view itemId, Element payload,
                     const NodeOptions& options);
Element buildCreateNode(std::string_view node, const NodeOptions& options);
Element buildConfigureNode(std::string_view node, const NodeOptions& options);
Element buildDeleteNode(std::string_view node);
/// `notify`: those who follow the node learn that the item is gone.
Element buildRetract(std::string_view node, std::string_view itemId, bool notify);

/// Which items to fetch. Without itemId: the newest `max`, or all.
struct ItemsRequest {
    std::string node;
    std::optional<Jid> owner;  ///< bare; absent: our own account
    std::string itemId;
    std::optional<std::uint32_t> max;
};

Element buildItemsRequest(const ItemsRequest& request);

struct PubSubItem {
    std::string id;   ///< at most 1,023 bytes
    Element payload;  ///< the first child; no name if there is none
};

/// The items in the answer to buildItemsRequest(), newest last as the relay sent them.
/// The caller has matched the answer (isAnswerTo). Errors: Malformed (other node, shape).
Result<std::vector<PubSubItem>> parseItems(const Element& iq, std::string_view node);

struct PubSubEvent {
    Jid owner;  ///< bare: whose node it is
    std::string node;
    std::vector<PubSubItem> items;
    std::vector<std::string> retracted;
    bool gone = false;  ///< purged or deleted: nothing is left
};

/// Reads a notification. No value: the message carries none. It counts only from a bare
/// account, for the nodes of that account (hostile.md C20, C24): one of our own devices,
/// a full address or the relay itself is Forged. Errors: Forged, Malformed.
Result<std::optional<PubSubEvent>> parsePubSubEvent(const Element& message, const Origin& origin,
                                                    const Jid& self);

}  // namespace sotto::xmpp
