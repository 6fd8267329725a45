// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What went over the fake relay's wire, and ways to disturb it.

#include "core/base/encoding.h"
#include "core/omemo/sealed.h"
#include "core/xmpp/stable_ids.h"
#include "tests/scenario/engine/person.h"
#include "tests/support/xml.h"

#include <map>
#include <set>

namespace sotto::test {

/// All copies of each message that an account wrote, by origin id.
inline std::map<std::string, std::vector<std::string>> copiesFrom(const World& world,
                                                                  const Jid& account)
{
    std::map<std::string, std::vector<std::string>> copies;
    for (const auto& one : world.relay.sent)
        if (one.from == account)
            copies[std::string{xmpp::originId(element(one.xml))}].push_back(one.xml);
    return copies;
}

/// No two different stanzas carry the same id (I4: a resend is the same bytes), and none of
/// these texts can be read on the way.
inline void checkWire(const World& world, const std::vector<std::string>& secrets = {})
{
    std::map<std::pair<Jid, std::string>, std::set<std::string>> different;
    for (const auto& one : world.relay.sent) {
        const auto id = std::string{xmpp::originId(element(one.xml))};
        CHECK_FALSE(id.empty());
        different[{one.from, id}].insert(one.xml);
        for (const auto& secret : secrets)
            CHECK(one.xml.find(secret) == std::string::npos);
    }
    for (const auto& [key, bytes] : different)
        CHECK(bytes.size() == 1);
}

/// True for a sealed message, live or out of an archive.
inline bool isSealed(const xmpp::Element& stanza)
{
    return stanza.name == "message" && stanza.child("encrypted", omemo::kSealedNs) != nullptr;
}

/// Keeps the sealed messages to one account back instead of delivering them.
class HeldMessages {
public:
    HeldMessages(World& world, Jid account) : m_world(world), m_account(std::move(account))
    {
        world.relay.onDelivery = [this](const Jid& to, const xmpp::Element& stanza) {
            if (to != m_account || !isSealed(stanza))
                return std::vector{stanza};
            stanzas.push_back(stanza);
            return std::vector<xmpp::Element>{};
        };
    }

    /// From now on everything passes again; what was held is still the test's to inject.
    void stop() { m_world.relay.onDelivery = {}; }

    void inject(std::size_t index) { m_world.relay.inject(m_account, stanzas.at(index)); }

    std::vector<xmpp::Element> stanzas;

private:
    World& m_world;
    Jid m_account;
};

/// The same stanza with one bit of its payload changed.
inline xmpp::Element tampered(xmpp::Element message)
{
    for (auto& child : message.children) {
        if (!child.is("encrypted", omemo::kSealedNs))
            continue;
        for (auto& part : child.children) {
            if (part.name != "payload")
                continue;
            auto bytes = *fromBase64(part.text);
            bytes.front() ^= 1;
            part.text = toBase64(bytes);
        }
    }
    return message;
}

}  // namespace sotto::test
