// SPDX-License-Identifier: GPL-3.0-or-later
// A room of 100 people with two devices each, on a relay that costs no time: what of a message
// is ours, and how much of it the Signal library takes alone.
#include "core/omemo/device_list.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/content.h"
#include "core/xmpp/messages.h"
#include "tests/bench/watched_transport.h"
#include "tests/scenario/engine/person.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <deque>
#include <set>

using namespace sotto;
using namespace sotto::bench;
using namespace sotto::test;

namespace {

constexpr int kPeople = 100;
const QString kName = QStringLiteral("All of us");

enum class Kind : std::uint8_t { Sotto, Phone };

/// The two devices of each person.
struct Equipment {
    std::string name;
    Kind first;
    Kind second;
};

/// A device without an engine: it publishes, and writes once.
class Member {
public:
    Member(World& world, const std::string& name, Kind kind)
        : m_world(world),
          m_kind(kind),
          m_device((name + "@" + kRelayDomain).c_str())
    {
        if (!world.relay.account(m_device.jid))
            world.relay.addAccount(name, {});  // in no directory: nobody is told of its devices
        publish(omemo::bundleNode(m_device.id), omemo::buildBundle(bundle()));
        if (kind == Kind::Sotto)
            publish(std::string{omemo::kDevicesNs}, omemo::buildDevices(listed()));
        else
            publish(std::string{omemo::kDeviceIdsNode}, omemo::buildDeviceIds(listedIds()));
    }

    omemo::DeviceAddress address() const { return m_device.address(); }

    omemo::Bundle bundle() { return *m_device.sessions.ownBundle(); }

    /// From now on nothing sealed for this device carries a pre-key.
    void answer(const omemo::DeviceAddress& desk, const omemo::Bundle& deskBundle)
    {
        REQUIRE(m_device.sessions.processBundle(desk, deskBundle));
        const std::string id = "answer-" + std::to_string(m_device.id.value);
        auto sealed = m_kind == Kind::Sotto ? sealedAnswer(desk, id) : phoneAnswer(desk);
        REQUIRE(sealed);
        m_world.relay.sendAs(*Jid::parse(m_device.jid.toString() + "/mine"),
                             xmpp::buildSealedMessage(desk.account, id, *std::move(sealed)));
    }

private:
    const xmpp::Element* item(std::string_view node)
    {
        const auto& nodes = m_world.relay.account(m_device.jid)->nodes;
        const auto found = nodes.find(std::string{node});
        return found == nodes.end() ? nullptr : &found->second.items.back().second;
    }

    void publish(const std::string& node, xmpp::Element payload)
    {
        m_world.relay.publish(*m_world.relay.account(m_device.jid), node,
                              std::string{omemo::kCurrentItem}, std::move(payload));
    }

    std::vector<omemo::SottoDevice> listed()
    {
        std::vector<omemo::SottoDevice> all;
        if (const auto* const known = item(omemo::kDevicesNs))
            all = *omemo::parseDevices(*known);
        all.push_back({m_device.id, "Desk", "linux", m_device.alert.publicKey});
        return all;
    }

    std::vector<DeviceId> listedIds()
    {
        std::vector<DeviceId> all;
        if (const auto* const known = item(omemo::kDeviceIdsNode))
            all = *omemo::parseDeviceIds(*known);
        all.push_back(m_device.id);
        return all;
    }

    Result<xmpp::Element> sealedAnswer(const omemo::DeviceAddress& desk, const std::string& id)
    {
        return omemo::sealMessage(m_device.sessions,
                                  {m_device.jid,
                                   desk.account,
                                   id,
                                   m_device.id,
                                   Urgency::None,
                                   m_world.time.wallNow(),
                                   xmpp::buildContent(xmpp::KeyExchangeOnly{}),
                                   {{desk.account, desk.device, {}}}});
    }

    Result<xmpp::Element> phoneAnswer(const omemo::DeviceAddress& desk)
    {
        return omemo::sealOmemo03(m_device.sessions, m_device.id, std::nullopt, {desk});
    }

    World& m_world;
    Kind m_kind;
    Device m_device;
};

/// The reference: what the Signal library alone takes for as many devices, its keys in memory.
class Library {
public:
    explicit Library(std::deque<Member>& members)
    {
        for (auto& member : members)
            m_bundles.emplace_back(member.address(), member.bundle());
    }

    void measureSessions()
    {
        const auto start = now();
        for (const auto& [address, bundle] : m_bundles)
            REQUIRE(m_sender.sessions.processBundle(address, bundle));
        figure("room.library.sessions", seconds(start, now()));
    }

    void measureEncrypt()
    {
        const std::string key(48, 'k');  // a key and a tag
        const auto start = now();
        for (const auto& [address, bundle] : m_bundles)
            REQUIRE(m_sender.sessions.encrypt(address, viewOf(key)));
        figure("room.library.encrypt", seconds(start, now()));
    }

private:
    Device m_sender{"sender@clinic.example"};
    std::vector<std::pair<omemo::DeviceAddress, omemo::Bundle>> m_bundles;
};

/// The one whose time is taken, with a vault on the disk, and everybody else.
struct Crowd : World {
    explicit Crowd(const Equipment& equipment) : desk(*this, "desk")
    {
        desk.adjust = [this](engine::EngineSettings& settings) {
            settings.dataFolder = disk.path().toStdString();
            settings.phones.reach = engine::PhoneRules::Reach::Everybody;
            settings.makeTransport = [this] {
                return std::make_unique<WatchedTransport>(relay.makeTransport(), traffic);
            };
        };
        desk.restart();
        members.emplace_back(*this, "desk", equipment.first);
        for (int number = 1; number < kPeople; ++number)
            for (const auto kind : {equipment.first, equipment.second})
                members.emplace_back(*this, "person" + std::to_string(number), kind);
        desk.signIn();
    }

    /// The others are put on its list behind the desk's back, so that it invites nobody: only the
    /// relay vouches for them. Let in one after another, it meets their devices, so that what is
    /// written later can go.
    Jid meetAll(const std::string& name)
    {
        desk.engine().createRoom(kName, {});
        settle();
        REQUIRE(relay.rooms.size() == 1);
        const auto room = relay.rooms.begin()->first;
        for (const auto& member : members)
            if (member.address().account != desk.address())
                relay.rooms[room].affiliations[member.address().account] = "member";
        relay.setAffiliation(room, members.back().address().account, "member");
        time.advance(std::chrono::minutes{1});
        const auto start = now();
        const double cpu = cpuSeconds();
        letAllIn(room);
        time.advance(std::chrono::minutes{1});
        figure(name, seconds(start, now()), cpuSeconds() - cpu);
        return room;
    }

    void letAllIn(const Jid& room)
    {
        const auto conversation = desk.conversation(room).id;
        std::set<Jid> people;
        for (const auto& member : members)
            if (people.insert(member.address().account).second)
                desk.engine().letIn(conversation,
                                    QString::fromStdString(member.address().account.toString()),
                                    true);
    }

    void answerAll()
    {
        const auto& nodes = relay.account(desk.address())->nodes;
        const auto listed =
            omemo::parseDevices(nodes.at(std::string{omemo::kDevicesNs}).items.back().second);
        const auto own = std::ranges::find_if(*listed, [&](const omemo::SottoDevice& device) {
            return device.id != members.front().address().device;
        });
        const omemo::DeviceAddress address{desk.address(), own->id};
        const auto bundle =
            *omemo::parseBundle(nodes.at(omemo::bundleNode(address.device)).items.back().second);
        for (auto& member : members)
            member.answer(address, bundle);
        settle();
    }

    /// From the call that Enter makes to the first byte of the message at the socket.
    void measureSend(const Jid& to, const std::string& name)
    {
        const auto conversation = desk.conversationWith(to);
        settle();
        traffic.sending = true;
        const auto start = now();
        const double cpu = cpuSeconds();
        desk.engine().sendText(conversation, QStringLiteral("Who takes room 4?"), Urgency::Fyi);
        settle();
        REQUIRE_FALSE(traffic.sending);
        figure(name, seconds(start, traffic.firstSend), cpuSeconds() - cpu);
    }

    void noteSize(const std::string& what) const
    {
        note("room: " + what + " has " + std::to_string(traffic.firstSize) + " bytes on the wire");
    }

    Traffic traffic;
    QTemporaryDir disk;
    Person desk;
    std::deque<Member> members;
};

void measure(const Equipment& equipment)
{
    Crowd crowd(equipment);
    Library library(crowd.members);
    const auto prefix = "room." + equipment.name;
    const auto room = crowd.meetAll(prefix + ".sessions");
    library.measureSessions();
    crowd.measureSend(room, prefix + ".first");
    crowd.noteSize("the first message (" + equipment.name + ")");
    crowd.answerAll();
    for (int n = wanted("SOTTO_BENCH_SENDS", 200); n > 0; --n) {
        crowd.measureSend(room, prefix + ".send");
        library.measureEncrypt();
    }
    crowd.noteSize("each message then (" + equipment.name + ")");
}

}  // namespace

TEST_CASE("room: from Enter to the socket, for 100 people with two workstations each", "[room]")
{
    measure({"sotto", Kind::Sotto, Kind::Sotto});
}

TEST_CASE("room: the same with two phones each", "[room]")
{
    measure({"phones", Kind::Phone, Kind::Phone});
}

TEST_CASE("room: the same with a workstation and a phone each", "[room]")
{
    measure({"both", Kind::Sotto, Kind::Phone});
}
