// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reading and writing items of PEP nodes (XEP-0163) as one call each.

#include "core/base/task.h"
#include "core/domain/jid.h"
#include "core/relay/stream.h"
#include "core/xmpp/element.h"
#include "core/xmpp/pubsub.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sotto::engine {

enum class PepAccess : std::uint8_t {
    Open,           ///< anyone may read: keys and device lists
    Owner,          ///< whitelist with nobody on it: only our own account
    OwnerThousand,  ///< the same, for a list of which the last thousand items stay
};

/// The payload of one item; of the newest one if `item` is empty. No value: there is no such node
/// or item, or it is hidden from us. Errors: those of RelayStream::request() but NotFound, Denied.
Task<std::optional<xmpp::Element>> fetchItem(relay::RelayStream& stream, const Jid& owner,
                                             const std::string& node, const std::string& item);

/// All items of a node of our own, newest last; none if there is no such node. Errors as above.
Task<std::vector<xmpp::PubSubItem>> fetchItems(relay::RelayStream& stream, const std::string& node);

/// Publishes on our own account, persistently. A node that exists with other options is
/// configured anew. Errors: those of RelayStream::request().
Task<Done> publishItem(relay::RelayStream& stream, const std::string& node, const std::string& item,
                       const xmpp::Element& payload, PepAccess access);

/// Takes one item of our own account away. That there is none is no error. Errors: those of
/// RelayStream::request() but NotFound.
Task<Done> retractItem(relay::RelayStream& stream, const std::string& node,
                       const std::string& item);

}  // namespace sotto::engine
