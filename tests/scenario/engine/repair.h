// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ways to break a session between two people, and looks at how it is repaired.

#include "tests/scenario/engine/wire.h"

#include <algorithm>
#include <functional>

namespace sotto::test {

/// Two people who have exchanged a message each, so that the session between them stands.
struct Talking : World {
    Talking() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
        lee.send(desk.address(), "one");
        settle();
        desk.send(lee.address(), "yes?");
        settle();
    }

    std::vector<std::string> shown() { return desk.lines(lee.address()); }

    /// Live and out of the archive, the next sealed stanza for the desk is not what lee sent.
    void breakNext(std::function<xmpp::Element(xmpp::Element)> change)
    {
        meddleOnce([change = std::move(change)](FakeAccount& account, const xmpp::Element& stanza) {
            account.archive.back().message = change(stanza);
            return std::vector{account.archive.back().message};
        });
    }

    /// The relay loses the next sealed stanza for the desk without a trace.
    void loseNext()
    {
        meddleOnce([](FakeAccount& account, const xmpp::Element&) {
            account.archive.pop_back();
            return std::vector<xmpp::Element>{};
        });
    }

    /// How many stanzas an account wrote for one device alone.
    std::size_t repairsFrom(const Jid& account) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(relay.sent, [&](const auto& one) {
            return one.from == account && one.xml.find("<one-device") != std::string::npos;
        }));
    }

    /// The newest card that the desk was shown.
    CardSnapshot card()
    {
        const auto all = desk.page(lee.address());
        const auto found = std::find_if(all.rbegin(), all.rend(), [](const auto& message) {
            return message.kind == MessageSnapshot::Kind::Undecryptable;
        });
        REQUIRE(found != all.rend());
        return found->card;
    }

    MessageId cardId()
    {
        for (const auto& message : desk.page(lee.address()))
            if (message.kind == MessageSnapshot::Kind::Undecryptable)
                return message.id;
        return {};
    }

    Person desk;
    Person lee;

private:
    using Meddle =
        std::function<std::vector<xmpp::Element>(FakeAccount&, const xmpp::Element& stanza)>;

    void meddleOnce(Meddle meddle)
    {
        m_meddled = false;
        relay.onDelivery = [this, meddle = std::move(meddle)](const Jid& to,
                                                              const xmpp::Element& stanza) {
            if (m_meddled || to != desk.address() || !isSealed(stanza))
                return std::vector{stanza};
            m_meddled = true;
            return meddle(*relay.account(to), stanza);
        };
    }

    bool m_meddled = false;
};

/// The first key of a sealed stanza with other bytes: its ratchet message is garbage.
inline xmpp::Element withGarbageKey(xmpp::Element message)
{
    for (auto& child : message.children) {
        if (!child.is("encrypted", omemo::kSealedNs))
            continue;
        for (auto& key : child.children.front().children) {
            if (key.name != "key")
                continue;
            auto bytes = *fromBase64(key.text);
            for (auto at = bytes.end() - 40; at != bytes.end(); ++at)
                *at ^= 0x55;
            key.text = toBase64(bytes);
        }
    }
    return message;
}

/// The same stanza under another id, as somebody would forge one.
inline xmpp::Element renamed(xmpp::Element message, const std::string& id)
{
    message.set("id", id);
    for (auto& child : message.children)
        if (child.name == "origin-id" || child.name == "stanza-id")
            child.set("id", id);
    return message;
}

}  // namespace sotto::test
