// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A phone: speaks OMEMO 0.3 only, knows nothing of the sealed profile, has no engine.

#include "core/omemo/device_list.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/hints.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stable_ids.h"
#include "tests/scenario/engine/wire.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace sotto::test {

/// The OMEMO 0.3 list of an account, as it is published now.
inline std::vector<DeviceId> listedIds(World& world, const Jid& account)
{
    const auto& nodes = world.relay.account(account)->nodes;
    const auto node = nodes.find(std::string{omemo::kDeviceIdsNode});
    return node == nodes.end() ? std::vector<DeviceId>{}
                               : *omemo::parseDeviceIds(node->second.items.back().second);
}

inline void publishIds(World& world, const Jid& account, const std::vector<DeviceId>& ids)
{
    world.relay.publish(*world.relay.account(account), std::string{omemo::kDeviceIdsNode},
                        std::string{omemo::kCurrentItem}, omemo::buildDeviceIds(ids));
}

class Phone {
public:
    /// On the list of its account, which is made unless it is there.
    Phone(World& world, const std::string& name)
        : m_world(world),
          m_device((name + "@" + kRelayDomain).c_str())
    {
        if (!world.relay.account(address()))
            world.relay.addAccount(name);
        publishBundle(*m_device.sessions.ownBundle());
        auto ids = listedIds(world, address());
        ids.push_back(m_device.id);
        publishIds(world, address(), ids);
    }

    const Jid& address() const { return m_device.jid; }

    DeviceId id() const { return m_device.id; }

    void publishBundle(const omemo::Bundle& bundle)
    {
        m_world.relay.publish(*m_world.relay.account(address()), omemo::bundleNode(m_device.id),
                              std::string{omemo::kCurrentItem}, omemo::buildBundle(bundle));
    }

    omemo::Bundle bundle() { return *m_device.sessions.ownBundle(); }

    /// A text, or a key without one, for every device that `to` has on its list.
    xmpp::Element seal(const Jid& to, const std::string& id, std::optional<std::string_view> text)
    {
        return sealFor({to}, to, id, text);
    }

    /// The same in a room, for these of its members.
    xmpp::Element sealIn(const Jid& room, const std::vector<Jid>& members, const std::string& id,
                         std::optional<std::string_view> text)
    {
        auto message = sealFor(members, room, id, text);
        xmpp::markForRoom(message);
        return message;
    }

    void send(const Jid& to, const std::string& id, std::string_view text)
    {
        m_world.relay.sendAs(full(), seal(to, id, text));
        m_world.settle();
    }

    Jid full() const { return *Jid::parse(address().toString() + "/phone"); }

    /// What it can read of what was sent so far, oldest first; "[key]" for a key without a text.
    std::vector<std::string> read()
    {
        std::vector<std::string> texts;
        for (; m_seen < m_world.relay.sent.size(); ++m_seen) {
            const auto& [from, xml] = m_world.relay.sent[m_seen];
            const auto message = element(xml);
            const auto* const encrypted = message.child("encrypted", omemo::kOmemoNs);
            const auto parsed =
                encrypted ? omemo::parseOmemo03(*encrypted) : Error{Errc::NotFound, {}};
            if (!parsed || !isForUs(*parsed))
                continue;
            const auto opened = omemo::openOmemo03(m_device.sessions, *parsed, from, m_device.id);
            REQUIRE(opened);
            texts.push_back(opened->text.value_or("[key]"));
        }
        return texts;
    }

private:
    xmpp::Element sealFor(const std::vector<Jid>& people, const Jid& to, const std::string& id,
                          std::optional<std::string_view> text)
    {
        std::vector<omemo::DeviceAddress> devices;
        for (const auto& person : people)
            for (const auto device : listedIds(m_world, person))
                if (device != m_device.id && meet({person, device}))
                    devices.push_back({person, device});
        REQUIRE_FALSE(devices.empty());
        auto encrypted = omemo::sealOmemo03(m_device.sessions, m_device.id, text, devices);
        REQUIRE(encrypted);
        return xmpp::Element{"message", xmpp::kClientNs}
            .set("to", to.toString())
            .set("type", "chat")
            .set("id", id)
            .add(*std::move(encrypted))
            .add(xmpp::buildOriginId(id))
            .add(xmpp::buildStore())
            .add(xmpp::Element{"body", xmpp::kClientNs}.setText("I sent you an OMEMO message"));
    }

    bool isForUs(const omemo::Omemo03Message& message) const
    {
        return std::ranges::find(message.keys, m_device.id, &omemo::SealedKey::recipient) !=
            message.keys.end();
    }

    /// False: that device has no bundle.
    bool meet(const omemo::DeviceAddress& peer)
    {
        if (*m_device.sessions.hasSession(peer))
            return true;
        const auto& nodes = m_world.relay.account(peer.account)->nodes;
        const auto node = nodes.find(omemo::bundleNode(peer.device));
        if (node == nodes.end())
            return false;
        const auto bundle = omemo::parseBundle(node->second.items.back().second);
        REQUIRE(m_device.sessions.processBundle(peer, *bundle));
        return true;
    }

    World& m_world;
    Device m_device;
    std::size_t m_seen = 0;
};

}  // namespace sotto::test
