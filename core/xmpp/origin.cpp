// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/origin.h"

namespace sotto::xmpp {

class OriginMaker {
public:
    static Origin make(Jid from, const Jid& self)
    {
        if (from == self.bare())
            return OwnAccount{};
        if (from.bare() == self.bare())
            return OwnDevice{std::move(from)};
        if (from.local().empty() && from.isBare() && from.domain() == self.domain())
            return RelayServer{};
        return Peer{std::move(from)};
    }
};

Result<Origin> classifyOrigin(const Element& stanza, const Jid& self)
{
    if (!stanza.hasAttribute("from"))
        return OriginMaker::make(self.bare(), self);
    auto from = Jid::parse(stanza.attribute("from"));
    if (!from)
        return from.error();
    return OriginMaker::make(*std::move(from), self);
}

Jid addressOf(const Origin& origin, const Jid& self)
{
    if (const auto* device = std::get_if<OwnDevice>(&origin))
        return device->jid();
    if (const auto* peer = std::get_if<Peer>(&origin))
        return peer->jid();
    if (std::holds_alternative<RelayServer>(origin))
        return *Jid::parse(self.domain());
    return self.bare();
}

}  // namespace sotto::xmpp
