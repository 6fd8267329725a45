// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Somebody with keys and no manners: seals whatever a test wants, without an engine.

#include "core/omemo/bundle.h"
#include "core/omemo/device_list.h"
#include "core/omemo/order_signature.h"
#include "core/xmpp/content.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stable_ids.h"
#include "tests/scenario/engine/person.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>

namespace sotto::test {

class Outsider {
public:
    enum class Listed : std::uint8_t { No, Yes };

    Outsider(World& world, const std::string& name, const std::string& group = "Front Desk",
             Listed listed = Listed::Yes)
        : m_world(world),
          m_device((name + "@" + kRelayDomain).c_str())
    {
        auto& account = world.relay.addAccount(name, group);
        const std::string current{omemo::kCurrentItem};
        world.relay.publish(account, omemo::bundleNode(m_device.id), current,
                            omemo::buildBundle(*m_device.sessions.ownBundle()));
        if (listed == Listed::Yes)
            world.relay.publish(account, std::string{omemo::kDevicesNs}, current, deviceList());
    }

    const Jid& address() const { return m_device.jid; }

    Jid full() const { return *Jid::parse(m_device.jid.toString() + "/mine"); }

    xmpp::Element deviceList() const
    {
        return omemo::buildDevices({{m_device.id, "Mine", "linux", m_device.alert.publicKey}});
    }

    /// A sealed message for the first device of `to`.
    xmpp::Element seal(const Jid& to, const std::string& originId, const xmpp::Content& content)
    {
        return sealIn(to, to, originId, content);
    }

    /// The same, said in a room for one of those who are there.
    xmpp::Element sealIn(const Jid& conversation, const Jid& to, const std::string& originId,
                         const xmpp::Content& content)
    {
        const auto& nodes = m_world.relay.account(to)->nodes;
        const auto devices =
            *omemo::parseDevices(nodes.at(std::string{omemo::kDevicesNs}).items.back().second);
        REQUIRE_FALSE(devices.empty());
        const omemo::DeviceAddress peer{to, devices.front().id};
        if (!*m_device.sessions.hasSession(peer)) {
            const auto& bundle = nodes.at(omemo::bundleNode(peer.device)).items.back().second;
            REQUIRE(m_device.sessions.processBundle(peer, *omemo::parseBundle(bundle)));
        }
        omemo::SealInput input{m_device.jid,
                               conversation,
                               originId,
                               m_device.id,
                               xmpp::alertOf(content),
                               m_world.time.wallNow(),
                               xmpp::buildContent(content),
                               {{to, peer.device, devices.front().alertKey}}};
        return xmpp::buildSealedMessage(conversation, originId,
                                        *omemo::sealMessage(m_device.sessions, input));
    }

    /// What a stanza for this device says.
    xmpp::Content open(const xmpp::Element& message)
    {
        const auto from = *Jid::parse(message.attribute("from"));
        const auto sealed = omemo::parseSealed(*message.child("encrypted", omemo::kSealedNs));
        REQUIRE(sealed);
        const auto opened = omemo::openSealed(
            m_device.sessions, *sealed,
            {from.bare(), m_device.jid, std::string{xmpp::originId(message)}}, m_device.id);
        REQUIRE(opened);
        return *xmpp::parseContent(opened->content);
    }

    /// Signs an order, whoever it says gives it.
    Bytes sign(OrderWords& words) { return *omemo::signOrder(m_device.sessions, words); }

    omemo::DeviceAddress device() const { return {m_device.jid, m_device.id}; }

private:
    World& m_world;
    Device m_device;
};

}  // namespace sotto::test
