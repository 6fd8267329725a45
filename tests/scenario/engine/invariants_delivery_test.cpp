// SPDX-License-Identifier: GPL-3.0-or-later
// The promises of design.md, 7 as a whole: what a power cut finds at the worst moment, and
// what is left after an hour in which everything broke. A failure prints its seed.
#include "tests/scenario/engine/folder_copy.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <random>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Fate = FakeRelay::Fate;
using Texts = std::vector<std::string>;

namespace {

struct Two : World {
    Two() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
        desk.send(lee.address(), "hello");
        settle();
        lee.send(desk.address(), "hello yourself");
        settle();
    }

    Person desk;
    Person lee;
};

/// Two devices of Dana and one of Lee, who talk while streams break, processes are killed
/// and the relay loses what it was given.
class Chaos : public World {
public:
    explicit Chaos(unsigned seed)
        : m_random(seed),
          m_people{std::make_unique<Person>(*this, "dana"), std::make_unique<Person>(*this, "dana"),
                   std::make_unique<Person>(*this, "lee")}
    {
        for (auto& person : m_people) {
            person->signIn();
            watch(*person);
        }
        // Both ways and from each device once, so that every device is known to every other.
        for (std::size_t who = 0; who < m_people.size(); ++who) {
            say(who);
            time.advance(5s);
        }
        relay.onMessage = [this](const xmpp::Element&) {
            const auto dice = below(20);
            return dice == 0 ? Fate::Lose : dice == 1 ? Fate::StoreAndBreak : Fate::Pass;
        };
    }

    void step()
    {
        const auto who = below(m_people.size());
        auto& person = *m_people.at(who);
        switch (below(10)) {
        case 0:
            if (const auto* session = relay.session(person.address()))
                relay.dropConnection(session->address);
            break;
        case 1:
            relay.forgetSessions();
            break;
        case 2:
            person.restart();
            person.startSigningIn();
            watch(person);
            break;
        case 3:
            time.advance(std::chrono::seconds{below(300)});
            break;
        case 4:
            if (person.stage.step == SignInStage::Step::Open)
                person.engine().markRead(person.conversationWith(peerOf(who)));
            break;
        default:
            say(who);
        }
        if (below(2) == 0)
            settle();
    }

    /// Nothing breaks any more, and everybody is there.
    void calmDown()
    {
        relay.onMessage = {};
        for (auto& person : m_people)
            if (person->stage.step != SignInStage::Step::Open) {
                person->restart();
                person->startSigningIn();
                watch(*person);
            }
        time.advance(30min);
    }

    Person& dana(int device) { return *m_people.at(static_cast<std::size_t>(device)); }

    Person& lee() { return *m_people.back(); }

    std::array<Texts, 3> said;  ///< by each device, in order
    bool wentBack = false;      ///< a state was seen to go back (I6)

private:
    std::size_t below(std::size_t end)
    {
        return std::uniform_int_distribution<std::size_t>{0, end - 1}(m_random);
    }

    const Jid& peerOf(std::size_t who) const { return m_people.at(who == 2 ? 0 : 2)->address(); }

    void say(std::size_t who)
    {
        auto& person = *m_people.at(who);
        if (person.stage.step != SignInStage::Step::Open)
            return;
        auto& texts = said.at(who);
        texts.push_back(std::to_string(who) + "/" + std::to_string(texts.size()));
        person.send(peerOf(who), texts.back());
    }

    void watch(Person& person)
    {
        QObject::connect(&person.engine(), &Client::messageChanged, &person.engine(),
                         [this, seen = std::map<std::int64_t, Delivery>{}](
                             const MessageSnapshot& message) mutable {
                             auto& before = seen[message.id.value];
                             wentBack = wentBack || message.delivery < before;
                             before = message.delivery;
                         });
    }

    std::mt19937 m_random;
    std::array<std::unique_ptr<Person>, 3> m_people;
};

/// Those of `all` that one device wrote, in the order in which they are shown.
Texts writtenBy(int device, const Texts& all)
{
    Texts out;
    std::ranges::copy_if(all, std::back_inserter(out), [device](const std::string& text) {
        return text.starts_with(std::to_string(device) + "/");
    });
    return out;
}

}  // namespace

TEST_CASE("I1: at the first byte of a stanza, the disk already has it, id and sessions included")
{
    Two world;
    std::optional<FolderCopy> atFirstByte;
    world.relay.onMessage = [&](const xmpp::Element& message) {
        if (message.attribute("to") != world.lee.address().toString() || atFirstByte)
            return Fate::Pass;
        atFirstByte.emplace(world.desk.folder());
        return Fate::Lose;
    };
    const bool isReceipt = GENERATE(false, true);
    if (isReceipt)
        world.lee.send(world.desk.address(), "potassium 6.1");
    else
        world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    REQUIRE(atFirstByte);
    world.desk.kill();
    atFirstByte->putBack(world.desk.folder());
    world.desk.restart();
    world.desk.signIn();
    checkWire(world);  // the same bytes under the same id
    const auto& sender = isReceipt ? world.lee : world.desk;
    CHECK(sender.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()) == world.desk.texts(world.lee.address()));
    CHECK(world.desk.problems.empty());
}

TEST_CASE("I2: what the relay heard was handled is on the disk at that moment")
{
    Two world;
    world.lee.send(world.desk.address(), "potassium 6.1");
    const auto* const session = world.relay.session(world.desk.address());
    std::optional<FolderCopy> atAck;
    // One piece of work of the relay at a time, until it has heard of the stanza.
    world.relay.onDelivery = [&](const Jid&, const xmpp::Element& stanza) {
        world.relay.post([&] {
            if (!atAck && session->unacked.empty() && session->toClient > 0)
                atAck.emplace(world.desk.folder());
        });
        return std::vector{stanza};
    };
    world.settle();
    world.relay.onDelivery = {};
    if (!atAck)
        atAck.emplace(world.desk.folder());
    REQUIRE(session->unacked.empty());
    world.desk.kill();
    atAck->putBack(world.desk.folder());
    world.relay.account(world.desk.address())->archive.clear();  // nobody can bring it again
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.texts(world.lee.address()) ==
          Texts{"hello", "hello yourself", "potassium 6.1"});
}

TEST_CASE("I3, I6, I10: after an hour of chaos each message is there once, in order, and the sum "
          "over the states is the number of messages made")
{
    const auto seed = GENERATE(range(1U, 9U));
    CAPTURE(seed);
    Chaos world(seed);
    for (int i = 0; i < 60; ++i)
        world.step();
    world.calmDown();

    const auto total = world.said[0].size() + world.said[1].size() + world.said[2].size();
    for (auto* const person : {&world.dana(0), &world.dana(1), &world.lee()}) {
        const auto& peer = person == &world.lee() ? world.dana(0).address() : world.lee().address();
        const auto shown = person->texts(peer);
        CHECK(shown.size() == total);
        for (const int device : {0, 1, 2})
            CHECK(writtenBy(device, shown) == world.said.at(static_cast<std::size_t>(device)));
        CHECK(person->cards(peer) == 0);
        CHECK(std::ranges::count(person->problems, ProblemKind::CloneDetected) == 0);
        const auto states = person->deliveries(peer);
        std::size_t sum = 0;
        for (const auto& [state, count] : states)
            sum += count;
        const auto mine = person == &world.lee() ? world.said[2].size()
                                                 : world.said[0].size() + world.said[1].size();
        CHECK(sum == mine);
        for (const auto& [state, count] : states)
            CHECK((state == Delivery::Delivered || state == Delivery::Read));
    }
    CHECK_FALSE(world.wentBack);
    checkWire(world);
}
