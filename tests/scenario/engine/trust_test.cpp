// SPDX-License-Identifier: GPL-3.0-or-later
// Whose keys are trusted, in each mode of crypto.trust_mode, and what a relay that adds, swaps or
// removes devices comes to.
#include "core/crypto/digest.h"
#include "core/domain/org_list.h"
#include "core/omemo/omemo03.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;
using Mode = engine::TrustRules::Mode;
using Shown = DeviceSnapshot::Trust;
using Event = TrustEvent::Kind;

namespace {

void useMode(Person& person, Mode mode, OrgList list = {})
{
    person.adjust = [mode, list](engine::EngineSettings& settings) {
        settings.trust.mode = mode;
        settings.trust.list = list;
    };
    person.restart();
    person.signIn();
}

engine::TrustRules listing(OrgList list)
{
    return {.mode = Mode::OrgList, .list = std::move(list)};
}

QString nameOf(const Jid& person)
{
    return QString::fromStdString(person.toString());
}

/// Keys that a relay, or a thief of a password, puts under somebody's account.
struct Ghost {
    Ghost(World& into, const Person& of)
        : world(into),
          owner(of.address()),
          device((owner.local() + "@" + kRelayDomain).c_str())
    {
    }

    FakeAccount& account() { return *world.relay.account(owner); }

    std::vector<omemo::SottoDevice> listed()
    {
        const auto& items = account().nodes.at(std::string{omemo::kDevicesNs}).items;
        return *omemo::parseDevices(items.back().second);
    }

    void publish(const std::vector<omemo::SottoDevice>& list)
    {
        world.relay.publish(account(), std::string{omemo::kDevicesNs},
                            std::string{omemo::kCurrentItem}, omemo::buildDevices(list));
    }

    void publishBundle(DeviceId under)
    {
        world.relay.publish(account(), omemo::bundleNode(under), std::string{omemo::kCurrentItem},
                            omemo::buildBundle(*device.sessions.ownBundle()));
    }

    /// One more on the owner's list.
    void add()
    {
        publishBundle(device.id);
        auto list = listed();
        list.push_back({device.id, "Ghost", "linux", device.alert.publicKey});
        publish(list);
        world.settle();
    }

    /// Where that person's devices are found, as they published them.
    omemo::DeviceAddress meet(const Person& person)
    {
        const auto& nodes = world.relay.account(person.address())->nodes;
        const auto own =
            omemo::parseDevices(nodes.at(std::string{omemo::kDevicesNs}).items.back().second)
                ->front();
        const omemo::DeviceAddress peer{person.address(), own.id};
        const auto& bundle = nodes.at(omemo::bundleNode(own.id)).items.back().second;
        REQUIRE(device.sessions.processBundle(peer, *omemo::parseBundle(bundle)));
        alertKey = own.alertKey;
        return peer;
    }

    /// Publishes its keys under another number, and writes under it.
    void takePlaceOf(DeviceId id, const Person& to, const std::string& text)
    {
        publishBundle(id);
        auto encrypted = *omemo::sealOmemo03(device.sessions, id, text, {meet(to)});
        world.relay.sendAs(*Jid::parse(owner.toString() + "/ghost"),
                           xmpp::Element{"message", xmpp::kClientNs}
                               .set("to", to.address().toString())
                               .set("type", "chat")
                               .set("id", "ghost-1")
                               .add(std::move(encrypted))
                               .add(xmpp::Element{"store", "urn:xmpp:hints"}));
        world.settle();
    }

    /// How many stanzas of that person had a key for it.
    int keysFrom(const Jid& sender) const
    {
        return static_cast<int>(std::ranges::count_if(world.relay.sent, [&](const auto& sent) {
            const auto message = element(sent.xml);
            const auto* const sealed = message.child("encrypted", omemo::kSealedNs);
            const auto parsed = sealed ? omemo::parseSealed(*sealed) : Error{Errc::NotFound, {}};
            return sent.from == sender && parsed &&
                std::ranges::find(parsed->keys, device.id, &omemo::SealedKey::recipient) !=
                parsed->keys.end();
        }));
    }

    World& world;
    Jid owner;
    Device device;
    Bytes alertKey;  ///< of whom it met
};

/// Dana and Lee, who have met.
struct Pair : World {
    explicit Pair(Mode mode = Mode::TofuAlert) : dana(*this, "dana"), lee(*this, "lee")
    {
        if (mode != Mode::TofuAlert)
            useMode(dana, mode);
        else
            dana.signIn();
        lee.signIn();
        dana.send(lee.address(), "hello");
        settle();
    }

    DeviceId leesDevice()
    {
        const auto& nodes = relay.account(lee.address())->nodes;
        const auto list =
            *omemo::parseDevices(nodes.at(std::string{omemo::kDevicesNs}).items.back().second);
        return list.front().id;
    }

    void compare(DeviceId id)
    {
        const auto device = dana.device(lee.address(), id);
        dana.engine().markCompared(nameOf(lee.address()), id.value, device.keyDigest);
        settle();
    }

    ConversationSnapshot line() const { return dana.conversation(lee.address()); }

    Person dana;
    Person lee;
};

OrgList listOf(const Jid& person, DeviceId device, const Bytes& keySha256,
               std::optional<WallTime> until = std::nullopt)
{
    OrgList list{.serial = 1};
    list.devices.insert({{person, device}, {keySha256, "Ward 3", until}});
    return list;
}

Bytes bytesOfDigest(const QByteArray& digest)
{
    return {digest.begin(), digest.end()};
}

}  // namespace

TEST_CASE("the devices of a first contact are trusted without a line, and the log is told")
{
    Pair pair;
    CHECK(pair.dana.lines(pair.lee.address()) == Texts{"hello"});
    CHECK(pair.dana.trustOf(pair.lee.address()) == std::vector{Event::FirstUse});
    const auto devices = pair.dana.devices(pair.lee.address());
    REQUIRE(devices.size() == 1);
    CHECK(devices.front().trust == Shown::FirstUse);
    CHECK_FALSE(devices.front().isNew);
    CHECK(devices.front().keyDigest.size() == 32);
    CHECK_FALSE(pair.line().verified);
}

TEST_CASE("a device that comes later gets a line before it gets a message", "[C20]")
{
    Pair pair;
    Ghost ghost(pair, pair.lee);
    ghost.add();
    CHECK(pair.dana.lines(pair.lee.address()) == Texts{"hello", "[added]"});
    CHECK(ghost.keysFrom(pair.dana.address()) == 0);
    pair.dana.send(pair.lee.address(), "and now?");
    pair.settle();
    CHECK(ghost.keysFrom(pair.dana.address()) == 1);
    CHECK(pair.dana.lines(pair.lee.address()) == Texts{"hello", "[added]", "and now?"});
    CHECK(pair.dana.device(pair.lee.address(), ghost.device.id).isNew);
    SECTION("it is told once, also when it goes and comes again")
    {
        auto list = ghost.listed();
        const auto whole = list;
        list.pop_back();
        ghost.publish(list);
        pair.settle();
        CHECK(pair.dana.device(pair.lee.address(), ghost.device.id).trust == Shown::Removed);
        ghost.publish(whole);
        pair.settle();
        pair.dana.send(pair.lee.address(), "again");
        pair.settle();
        CHECK(std::ranges::count(pair.dana.lines(pair.lee.address()), "[added]") == 1);
    }
    SECTION("it is refused by a person, and gets nothing more")
    {
        const auto device = pair.dana.device(pair.lee.address(), ghost.device.id);
        pair.dana.engine().refuseKey(nameOf(pair.lee.address()), device.id, device.keyDigest);
        pair.settle();
        pair.dana.send(pair.lee.address(), "without the ghost");
        pair.settle();
        CHECK(ghost.keysFrom(pair.dana.address()) == 1);
        CHECK(pair.lee.texts(pair.dana.address()).back() == "without the ghost");
        CHECK(pair.line().leftOut == 1);
        CHECK(pair.dana.trustOf(pair.lee.address()).back() == Event::Refused);
    }
}

TEST_CASE("a message from a device that came later has a line above it")
{
    Pair pair;
    Person desk(pair, "lee");
    desk.signIn();
    desk.send(pair.dana.address(), "from my desk");
    pair.settle();
    CHECK(pair.dana.lines(pair.lee.address()) == Texts{"hello", "[added]", "from my desk"});
}

TEST_CASE("another device of one's own is told of")
{
    Pair pair;
    REQUIRE(pair.dana.problems.empty());
    Ghost ghost(pair, pair.dana);
    ghost.add();
    pair.dana.send(pair.lee.address(), "copied to my own");
    pair.settle();
    CHECK(std::ranges::count(pair.dana.problems, ProblemKind::OwnDeviceAdded) == 1);
    const auto own = pair.dana.devices(pair.dana.address());
    CHECK(std::ranges::count_if(own, &DeviceSnapshot::thisOne) == 1);
    CHECK(std::ranges::all_of(own, &DeviceSnapshot::own));
}

TEST_CASE("a new device cannot ask for what was said before it came")
{
    Pair pair;
    const auto& copies = copiesFrom(pair, pair.dana.address());
    REQUIRE_FALSE(copies.empty());
    pair.time.advance(10min);
    Ghost ghost(pair, pair.lee);
    ghost.add();
    pair.dana.send(pair.lee.address(), "makes a session");
    pair.settle();
    // It draws a key from Dana's bundle and asks for each message that the relay has seen.
    const auto peer = ghost.meet(pair.dana);
    std::vector<std::string> ids;
    for (const auto& [id, all] : copies)
        ids.push_back(id);
    const xmpp::Content wanted = xmpp::ResendRequest{ids};
    const omemo::SealInput input{ghost.owner,
                                 pair.dana.address(),
                                 "ask-1",
                                 ghost.device.id,
                                 Urgency::None,
                                 pair.time.wallNow(),
                                 xmpp::buildContent(wanted),
                                 {{peer.account, peer.device, ghost.alertKey}}};
    auto stanza = xmpp::buildSealedMessage(pair.dana.address(), "ask-1",
                                           *omemo::sealMessage(ghost.device.sessions, input));
    xmpp::markForOneDevice(stanza);
    const auto before = ghost.keysFrom(pair.dana.address());
    pair.relay.sendAs(*Jid::parse(ghost.owner.toString() + "/ghost"), stanza);
    pair.settle();
    int texts = 0;
    for (const auto& sent : pair.relay.sent) {
        const auto message = element(sent.xml);
        const auto* const encrypted = message.child("encrypted", omemo::kSealedNs);
        if (sent.from != pair.dana.address() || !encrypted)
            continue;
        const auto opened = ghost.device.attempt([&] {
            return omemo::openSealed(
                ghost.device.sessions, *omemo::parseSealed(*encrypted),
                {pair.dana.address(), ghost.owner, std::string{xmpp::originId(message)}},
                ghost.device.id);
        });
        const auto content =
            opened ? xmpp::parseContent(opened->content) : Error{Errc::NotFound, {}};
        const auto* const text = content ? std::get_if<xmpp::TextMessage>(&*content) : nullptr;
        texts += text && text->body == "hello" ? 1 : 0;
    }
    CHECK(ghost.keysFrom(pair.dana.address()) > before);  // it was answered
    CHECK(texts == 0);
}

TEST_CASE("STAT waits for a choice where its reader has a new device", "[R-8]")
{
    Pair pair;
    const auto lee = pair.lee.address();
    Ghost ghost(pair, pair.lee);
    ghost.add();
    pair.dana.send(lee, "potassium 6.1", Urgency::Stat);
    pair.dana.send(lee, "did you see it?");
    pair.settle();
    CHECK(pair.dana.delivery("potassium 6.1") == Delivery::Queued);
    CHECK(pair.dana.delivery("did you see it?") == Delivery::Queued);
    const auto wait = pair.line().urgent;
    REQUIRE(wait.isOn());
    CHECK(wait.message == pair.dana.message("potassium 6.1")->id);
    CHECK(wait.hasKnown);
    CHECK(wait.newDevices.size() == 1);
    const auto check = [&](int keys) {
        pair.settle();
        CHECK(pair.dana.delivery("potassium 6.1") == Delivery::Delivered);
        CHECK(pair.dana.delivery("did you see it?") == Delivery::Delivered);
        CHECK_FALSE(pair.line().urgent.isOn());
        CHECK(ghost.keysFrom(pair.dana.address()) == keys);
        CHECK(pair.lee.cards(pair.dana.address()) == 0);
    };
    SECTION("known devices only: what is not urgent still goes to all")
    {
        pair.dana.engine().chooseForUrgent(wait.message, UrgentChoice::KnownDevicesOnly);
        check(1);
        CHECK(pair.dana.trustOf(lee).back() == Event::UrgentToKnown);
    }
    SECTION("all devices")
    {
        pair.dana.engine().chooseForUrgent(wait.message, UrgentChoice::AllDevices);
        check(2);
        CHECK(pair.dana.trustOf(lee).back() == Event::UrgentToAll);
    }
    SECTION("compared, it waits no longer, and neither does the next one")
    {
        pair.compare(ghost.device.id);
        check(2);
        pair.dana.send(lee, "potassium 6.4", Urgency::Stat);
        pair.settle();
        CHECK(pair.dana.delivery("potassium 6.4") == Delivery::Delivered);
    }
    SECTION("the next one asks again")
    {
        pair.dana.engine().chooseForUrgent(wait.message, UrgentChoice::AllDevices);
        check(2);
        pair.dana.send(lee, "potassium 6.4", Urgency::Stat);
        pair.settle();
        CHECK(pair.dana.delivery("potassium 6.4") == Delivery::Queued);
        CHECK(pair.line().urgent.isOn());
    }
    SECTION("the wait and the choice outlive the session")
    {
        pair.dana.restart();
        pair.dana.signIn();
        CHECK(pair.line().urgent.message == wait.message);
        pair.dana.kill();
        pair.dana.restart();
        pair.dana.signIn();
        pair.dana.engine().chooseForUrgent(wait.message, UrgentChoice::KnownDevicesOnly);
        pair.settle();
        CHECK(pair.lee.texts(pair.dana.address()) ==
              Texts{"hello", "potassium 6.1", "did you see it?"});
        CHECK(ghost.keysFrom(pair.dana.address()) == 1);
    }
}

TEST_CASE("STAT does not wait where policy does not say so")
{
    World world;
    Person dana(world, "dana");
    Person lee(world, "lee");
    dana.adjust = [](engine::EngineSettings& settings) { settings.trust.urgentWaits = false; };
    dana.restart();
    dana.signIn();
    lee.signIn();
    dana.send(lee.address(), "hello");
    world.settle();
    Ghost ghost(world, lee);
    ghost.add();
    dana.send(lee.address(), "potassium 6.1", Urgency::Stat);
    world.settle();
    CHECK(dana.delivery("potassium 6.1") == Delivery::Delivered);
}

TEST_CASE("a swapped key gets nothing until a person has compared it", "[D14]")
{
    Pair pair;
    const auto lee = pair.lee.address();
    const auto id = pair.leesDevice();
    const auto known = pair.dana.device(lee, id).keyDigest;
    Ghost thief(pair, pair.lee);
    thief.takePlaceOf(id, pair.dana, "trust me");
    CHECK(pair.dana.lines(lee) == Texts{"hello", "[card]"});
    const auto changed = pair.dana.device(lee, id);
    CHECK(changed.trust == Shown::Changed);
    CHECK(changed.keyDigest != known);
    CHECK(changed.mayAccept);
    CHECK(pair.line().keyChanged);
    pair.dana.send(lee, "withheld");
    pair.settle();
    CHECK(pair.dana.delivery("withheld") == Delivery::Queued);
    SECTION("what was compared is not what it offers: nothing is decided")
    {
        pair.dana.engine().markCompared(nameOf(lee), id.value, known);
        pair.settle();
        CHECK(pair.dana.lastProblem.kind == ProblemKind::KeyNotTheSame);
        CHECK(pair.dana.device(lee, id).trust == Shown::Changed);
        CHECK(pair.dana.delivery("withheld") == Delivery::Queued);
    }
    SECTION("it is not the owner's: all stays as it is")
    {
        pair.dana.engine().refuseKey(nameOf(lee), id.value, changed.keyDigest);
        pair.settle();
        CHECK(pair.dana.device(lee, id).trust == Shown::Changed);
        CHECK(pair.dana.delivery("withheld") == Delivery::Queued);
    }
    SECTION("compared or accepted, it is the device")
    {
        const bool compares = GENERATE(true, false);
        if (compares)
            pair.dana.engine().markCompared(nameOf(lee), id.value, changed.keyDigest);
        else
            pair.dana.engine().acceptKey(nameOf(lee), id.value, changed.keyDigest);
        pair.settle();
        const auto now = pair.dana.device(lee, id);
        CHECK(now.trust == (compares ? Shown::Compared : Shown::FirstUse));
        CHECK(now.isNew != compares);
        CHECK(pair.dana.delivery("withheld") == Delivery::Relayed);
        CHECK_FALSE(pair.line().keyChanged);
        CHECK(pair.line().verified == compares);
        CHECK(pair.dana.trustOf(lee).back() == (compares ? Event::Compared : Event::Accepted));
        pair.dana.send(lee, "at once", Urgency::Stat);
        pair.settle();
        CHECK(pair.line().urgent.isOn() != compares);
        if (!compares)
            CHECK_FALSE(pair.line().urgent.hasKnown);
    }
}

TEST_CASE("a re-installed device whose key was compared is read, with what came meanwhile")
{
    Pair pair;
    const auto lee = pair.lee.address();
    const auto id = pair.leesDevice();
    Ghost anew(pair, pair.lee);  // the same number, other keys: as after a re-installation
    anew.takePlaceOf(id, pair.dana, "it is me");
    CHECK(pair.dana.lines(lee) == Texts{"hello", "[card]"});
    CHECK(pair.dana.device(lee, id).trust == Shown::Changed);
    pair.compare(id);
    CHECK(pair.dana.lines(lee) == Texts{"hello", "it is me"});
}

TEST_CASE("verified_only sends and shows nothing before a comparison", "[R-8]")
{
    Pair pair(Mode::VerifiedOnly);
    const auto lee = pair.lee.address();
    const auto id = pair.leesDevice();
    CHECK(pair.dana.delivery("hello") == Delivery::Queued);
    CHECK(pair.line().leftOut == 1);
    CHECK(pair.dana.trustOf(lee) == std::vector{Event::Withheld});
    CHECK(pair.dana.device(lee, id).trust == Shown::Undecided);
    CHECK_FALSE(pair.dana.device(lee, id).mayAccept);
    pair.lee.send(pair.dana.address(), "are you there?");
    pair.settle();
    CHECK(pair.dana.lines(lee) == Texts{"hello", "[card]"});
    CHECK(pair.relay.sent.size() == 1);  // Lee's

    pair.compare(id);
    CHECK(pair.dana.lines(lee) == Texts{"hello", "are you there?"});
    CHECK(pair.lee.texts(pair.dana.address()).back() == "hello");
    CHECK(pair.line().verified);
    CHECK(pair.line().leftOut == 0);
    CHECK(pair.dana.trustOf(lee).back() == Event::Compared);

    Ghost ghost(pair, pair.lee);
    ghost.add();
    pair.dana.send(lee, "not for ghosts", Urgency::Stat);
    pair.settle();
    CHECK(ghost.keysFrom(pair.dana.address()) == 0);
    CHECK(pair.dana.delivery("not for ghosts") == Delivery::Delivered);
    CHECK(pair.line().leftOut == 1);
    CHECK_FALSE(pair.line().verified);

    pair.dana.engine().withdrawComparison(nameOf(lee), id.value);
    pair.settle();
    pair.dana.send(lee, "withdrawn");
    pair.settle();
    CHECK(pair.dana.delivery("withdrawn") == Delivery::Queued);
    CHECK(pair.dana.trustOf(lee).back() == Event::Withdrawn);
}

TEST_CASE("a stricter policy counts for keys that are known already")
{
    Pair pair;
    useMode(pair.dana, Mode::VerifiedOnly);
    pair.dana.send(pair.lee.address(), "no more");
    pair.settle();
    CHECK(pair.dana.delivery("no more") == Delivery::Queued);
    CHECK(pair.dana.lines(pair.lee.address()) == Texts{"hello", "[doubted]", "no more"});
    useMode(pair.dana, Mode::TofuAlert);
    pair.settle();
    CHECK(pair.lee.texts(pair.dana.address()) == Texts{"hello", "no more"});
}

TEST_CASE("org_list trusts what the clinic lists, for as long as it does")
{
    Pair pair(Mode::OrgList);
    const auto lee = pair.lee.address();
    const auto id = pair.leesDevice();
    const auto key = bytesOfDigest(pair.dana.device(lee, id).keyDigest);
    CHECK(pair.dana.delivery("hello") == Delivery::Queued);
    pair.lee.send(pair.dana.address(), "listed?");
    pair.settle();
    CHECK(pair.dana.lines(lee) == Texts{"hello", "[card]"});

    SECTION("another key under that number is not the listed one")
    {
        pair.dana.engine().setTrustRules(listing(listOf(lee, id, Bytes(32, 7))));
        pair.settle();
        CHECK(pair.dana.delivery("hello") == Delivery::Queued);
    }
    SECTION("listed, it talks; no longer listed, it is silent again, and a line says so")
    {
        pair.dana.engine().setTrustRules(listing(listOf(lee, id, key)));
        pair.settle();
        CHECK(pair.dana.delivery("hello") == Delivery::Delivered);
        CHECK(pair.dana.lines(lee) == Texts{"hello", "listed?", "[trusted]"});
        CHECK(pair.dana.device(lee, id).trust == Shown::Listed);
        CHECK(pair.line().verified);
        pair.dana.engine().setTrustRules(listing({.serial = 2}));
        pair.settle();
        pair.dana.send(lee, "gone");
        pair.settle();
        CHECK(pair.dana.delivery("gone") == Delivery::Queued);
        CHECK(pair.dana.lines(lee).at(3) == "[doubted]");
        CHECK(pair.dana.trustOf(lee).back() == Event::Withdrawn);
    }
    SECTION("a line of the list ends at its date")
    {
        pair.dana.engine().setTrustRules(listing(listOf(lee, id, key, pair.time.wallNow() + 5min)));
        pair.settle();
        CHECK(pair.dana.delivery("hello") == Delivery::Delivered);
        CHECK(pair.dana.device(lee, id).listedUntilMs == toMs(pair.time.wallNow() + 5min));
        pair.time.advance(6min);
        pair.dana.send(lee, "too late");
        pair.settle();
        CHECK(pair.dana.delivery("too late") == Delivery::Queued);
    }
    SECTION("nobody else can vouch for it")
    {
        pair.compare(id);
        CHECK(pair.dana.device(lee, id).trust == Shown::Undecided);
        CHECK_FALSE(pair.dana.device(lee, id).mayCompare);
        CHECK(pair.dana.delivery("hello") == Delivery::Queued);
    }
    SECTION("a key that was swapped by the clinic's leave is taken")
    {
        pair.dana.engine().setTrustRules(listing(listOf(lee, id, key)));
        pair.settle();
        Ghost anew(pair, pair.lee);
        pair.time.advance(61min);  // a bundle is looked at once an hour
        anew.takePlaceOf(id, pair.dana, "set up anew");
        REQUIRE(pair.dana.device(lee, id).trust == Shown::Changed);
        pair.dana.engine().setTrustRules(listing(
            listOf(lee, id, crypto::sha256(anew.device.sessions.ownBundle()->identityKey))));
        pair.settle();
        CHECK(pair.dana.device(lee, id).trust == Shown::Listed);
        CHECK(pair.dana.texts(lee).back() == "set up anew");
    }
}

TEST_CASE("in a room the same rules hold for every member")
{
    Team team;
    team.say(team.desk, "good morning");
    Ghost ghost(team, team.lee);
    ghost.add();
    const auto lines = [&] { return team.desk.lines(team.room); };
    CHECK(lines() == Texts{"good morning", "[added]"});
    team.desk.send(team.room, "all to room 4", Urgency::Stat);
    team.settle();
    CHECK(team.desk.delivery("all to room 4") == Delivery::Queued);
    const auto wait = team.desk.conversation(team.room).urgent;
    REQUIRE(wait.isOn());
    CHECK(wait.newDevices.front().contains(QStringLiteral("Ghost")));
    team.desk.engine().chooseForUrgent(wait.message, UrgentChoice::KnownDevicesOnly);
    team.settle();
    CHECK(team.kim.texts(team.room) == Texts{"good morning", "all to room 4"});
    CHECK(team.lee.texts(team.room) == Texts{"good morning", "all to room 4"});
    CHECK(ghost.keysFrom(team.desk.address()) == 0);
}
