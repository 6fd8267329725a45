// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0030: what an address can do, and XEP-0115: the same, hashed, in our own presence.
// Hashes of others are never trusted as a cache key (hostile.md B25): ask, or do not know.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sotto::xmpp {

struct DiscoIdentity {
    std::string category;
    std::string type;
    std::string name;  ///< foreign text where it comes from others
};

struct DiscoInfo {
    std::vector<DiscoIdentity> identities;
    std::set<std::string, std::less<>> features;

    bool has(std::string_view feature) const { return features.contains(feature); }
};

Element buildDiscoInfoRequest(const std::optional<Jid>& of = std::nullopt);
Element buildDiscoItemsRequest(const Jid& of);

/// Reads the answer to buildDiscoInfoRequest(): the first 50 identities and 1,000 features
/// (B26); the rest is passed over. Errors: Malformed (no <query/>).
Result<DiscoInfo> parseDiscoInfo(const Element& iq);

/// The addresses in the answer to buildDiscoItemsRequest(), at most 100; what is no
/// address is passed over. Errors: Malformed (no <query/>).
Result<std::vector<Jid>> parseDiscoItems(const Element& iq);

/// True for a question about us that buildDiscoInfoAnswer() answers.
bool isDiscoInfoRequest(const Element& iq);
Element buildDiscoInfoAnswer(const Element& request, const DiscoInfo& own);

/// The verification string of XEP-0115, 5.1 with SHA-1, which carries no trust at all.
std::string capsVersion(const DiscoInfo& own);

/// The <c/> for our presence. `node` is a URI that names the software.
Element buildCaps(std::string_view node, const DiscoInfo& own);

}  // namespace sotto::xmpp
