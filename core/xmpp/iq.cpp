// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/iq.h"

#include "core/xmpp/origin.h"

namespace sotto::xmpp {
namespace {

Element buildRequest(std::string_view type, Element payload, const std::optional<Jid>& to)
{
    Element iq{"iq", kClientNs};
    iq.set("type", type).add(std::move(payload));
    if (to)
        iq.set("to", to->toString());
    return iq;
}

Element buildAnswer(std::string_view type, const Element& request)
{
    Element iq{"iq", kClientNs};
    iq.set("type", type).set("id", request.attribute("id"));
    if (request.hasAttribute("from"))
        iq.set("to", request.attribute("from"));
    return iq;
}

}  // namespace

Element buildIqGet(Element payload, const std::optional<Jid>& to)
{
    return buildRequest("get", std::move(payload), to);
}

Element buildIqSet(Element payload, const std::optional<Jid>& to)
{
    return buildRequest("set", std::move(payload), to);
}

bool isIqRequest(const Element& stanza)
{
    const auto type = stanza.attribute("type");
    return stanza.is("iq", kClientNs) && (type == "get" || type == "set") &&
        isUsableId(stanza.attribute("id"));
}

bool isIqAnswer(const Element& stanza)
{
    const auto type = stanza.attribute("type");
    return stanza.is("iq", kClientNs) && (type == "result" || type == "error");
}

bool isAnswerTo(const Element& stanza, std::string_view id, const std::optional<Jid>& asked,
                const Jid& self)
{
    if (!isIqAnswer(stanza) || stanza.attribute("id") != id)
        return false;
    const auto origin = classifyOrigin(stanza, self);
    return origin && addressOf(*origin, self) == asked.value_or(self.bare());
}

Element buildIqResult(const Element& request)
{
    return buildAnswer("result", request);
}

Element buildIqResult(const Element& request, Element payload)
{
    return buildAnswer("result", request).add(std::move(payload));
}

Element buildIqError(const Element& request, StanzaErrorType type, StanzaCondition condition)
{
    return buildAnswer("error", request).add(buildStanzaError(type, condition));
}

Element buildIqUnsupported(const Element& request)
{
    return buildIqError(request, StanzaErrorType::Cancel, StanzaCondition::ServiceUnavailable);
}

}  // namespace sotto::xmpp
