// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stanza_error.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/namespaces.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxTextBytes = 256;
constexpr std::size_t kMaxNameBytes = 100;

struct Row {
    std::string_view name;
    Errc code;
};

/// In the order of StanzaCondition.
constexpr std::array<Row, 22> kConditions{{
    {"undefined-condition", Errc::Network},
    {"bad-request", Errc::Malformed},
    {"conflict", Errc::Duplicate},
    {"feature-not-implemented", Errc::Unsupported},
    {"forbidden", Errc::Denied},
    {"gone", Errc::NotFound},
    {"internal-server-error", Errc::Network},
    {"item-not-found", Errc::NotFound},
    {"jid-malformed", Errc::Malformed},
    {"not-acceptable", Errc::Malformed},
    {"not-allowed", Errc::Denied},
    {"not-authorized", Errc::Denied},
    {"policy-violation", Errc::Denied},
    {"recipient-unavailable", Errc::Network},
    {"redirect", Errc::NotFound},
    {"registration-required", Errc::Denied},
    {"remote-server-not-found", Errc::NotFound},
    {"remote-server-timeout", Errc::Timeout},
    {"resource-constraint", Errc::StorageFull},
    {"service-unavailable", Errc::Unsupported},
    {"subscription-required", Errc::Denied},
    {"unexpected-request", Errc::Malformed},
}};

/// In the order of StanzaErrorType.
constexpr std::array<std::string_view, 5> kTypes{"cancel", "auth", "continue", "modify", "wait"};

const Row& rowOf(StanzaCondition condition)
{
    return kConditions.at(static_cast<std::size_t>(condition));
}

}  // namespace

bool isErrorStanza(const Element& stanza)
{
    return stanza.attribute("type") == "error";
}

Result<StanzaError> parseStanzaError(const Element& stanza)
{
    const auto* element = stanza.child("error", kClientNs);
    if (!isErrorStanza(stanza) || !element)
        return Error{Errc::Malformed, "stanza error"};

    StanzaError error;
    const auto type = std::ranges::find(kTypes, element->attribute("type"));
    if (type != kTypes.end())
        error.type = static_cast<StanzaErrorType>(type - kTypes.begin());
    for (const auto& child : element->children) {
        if (child.is("text", kStanzasNs)) {
            error.text = capped(child.text, kMaxTextBytes);
        } else if (child.ns == kStanzasNs) {
            const auto known = std::ranges::find(kConditions, child.name, &Row::name);
            if (known != kConditions.end())
                error.condition = static_cast<StanzaCondition>(known - kConditions.begin());
        } else {
            error.application = capped(child.name, kMaxNameBytes);
        }
    }
    return error;
}

Element buildStanzaError(StanzaErrorType type, StanzaCondition condition)
{
    return Element{"error", kClientNs}
        .set("type", kTypes.at(static_cast<std::size_t>(type)))
        .add({rowOf(condition).name, kStanzasNs});
}

Error toError(const StanzaError& error)
{
    return {rowOf(error.condition).code, std::string{rowOf(error.condition).name}};
}

}  // namespace sotto::xmpp
