// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_features.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/namespaces.h"

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxNames = 50;
constexpr std::size_t kMaxNameBytes = 100;

/// Collects the text (or the attribute) of all children of that name.
Result<std::vector<std::string>> names(const Element* parent, std::string_view childName,
                                       std::string_view attribute = {})
{
    std::vector<std::string> out;
    if (!parent)
        return out;
    for (const auto& child : parent->children) {
        if (!child.is(childName, parent->ns))
            continue;
        const auto value =
            attribute.empty() ? std::string_view{child.text} : child.attribute(attribute);
        if (value.empty() || value.size() > kMaxNameBytes || out.size() == kMaxNames)
            return Error{Errc::Malformed, "stream feature names"};
        out.emplace_back(value);
    }
    return out;
}

const Element* childOf(const Element* parent, std::string_view name, std::string_view ns)
{
    return parent ? parent->child(name, ns) : nullptr;
}

std::optional<std::uint32_t> limit(const Element* limits, std::string_view name)
{
    return limits ? parseNumber<std::uint32_t>(limits->childText(name, limits->ns)) : std::nullopt;
}

}  // namespace

Result<StreamFeatures> parseStreamFeatures(const Element& features)
{
    if (!features.is("features", kStreamsNs))
        return Error{Errc::Malformed, "not stream features"};
    const auto* sasl2 = features.child("authentication", kSasl2Ns);
    const auto* inlined = childOf(sasl2, "inline", kSasl2Ns);
    const auto* bind2 = childOf(inlined, "bind", kBind2Ns);
    const auto* fast = childOf(inlined, "fast", kFastNs);
    const auto* limits = features.child("limits", kStreamLimitsNs);

    StreamFeatures out;
    SOTTO_TRY_ASSIGN(out.sasl2Mechanisms, names(sasl2, "mechanism"));
    SOTTO_TRY_ASSIGN(out.fastMechanisms, names(fast, "mechanism"));
    SOTTO_TRY_ASSIGN(out.bind2Features,
                     names(childOf(bind2, "inline", kBind2Ns), "feature", "var"));
    SOTTO_TRY_ASSIGN(out.saslMechanisms, names(features.child("mechanisms", kSaslNs), "mechanism"));
    SOTTO_TRY_ASSIGN(out.channelBindings,
                     names(features.child("sasl-channel-binding", kChannelBindingNs),
                           "channel-binding", "type"));
    out.bind2 = bind2 != nullptr;
    out.inlineStreamManagement = childOf(inlined, "sm", kStreamManagementNs) != nullptr;
    out.streamManagement = features.child("sm", kStreamManagementNs) != nullptr;
    out.bind = features.child("bind", kBindNs) != nullptr;
    out.startTls = features.child("starttls", kStartTlsNs) != nullptr;
    out.rosterVersions = features.child("ver", kRosterVersionsNs) != nullptr;
    out.clientState = features.child("csi", kClientStateNs) != nullptr;
    out.maxStanzaBytes = limit(limits, "max-bytes");
    out.idleSeconds = limit(limits, "idle-seconds");
    return out;
}

}  // namespace sotto::xmpp
