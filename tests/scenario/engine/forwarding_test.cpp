// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives while somebody is on "do not disturb" goes on to one colleague, and no further.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/wire.h"

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;

namespace {

struct Three : World {
    Three() : desk(*this, "desk"), lee(*this, "lee"), kim(*this, "kim")
    {
        for (auto* person : {&desk, &lee, &kim})
            person->signIn();
    }

    void quiet(Person& person, const Person& to)
    {
        person.engine().setAvailability(
            {Presence::DoNotDisturb, 0, QString::fromStdString(to.address().toString())});
        settle();
    }

    void write(Person& from, const Person& to, const std::string& text,
               Urgency urgency = Urgency::Fyi)
    {
        from.send(to.address(), text, urgency);
        settle();
    }

    Person desk;
    Person lee;
    Person kim;
};

}  // namespace

TEST_CASE("a message goes on with its urgency, the original stays, and all three know")
{
    Three three;
    three.quiet(three.lee, three.kim);
    three.write(three.desk, three.lee, "Potassium 6.1", Urgency::Concern);
    REQUIRE(three.kim.message("Potassium 6.1"));
    const auto& got = *three.kim.message("Potassium 6.1");
    CHECK(got.urgency == Urgency::Concern);
    CHECK(got.author.string() == QStringLiteral("lee"));
    REQUIRE(got.passing);
    CHECK(got.passing->why == PassingSnapshot::Why::Forwarded);
    CHECK(got.passing->author.string() == QStringLiteral("desk"));
    CHECK(three.kim.arrivals == std::vector{Urgency::Concern});
    CHECK(three.lee.arrivals.empty());
    CHECK(three.lee.lines(three.desk.address()) == Texts{"Potassium 6.1", "[passed on to kim]"});
    CHECK(three.desk.lines(three.lee.address()) == Texts{"Potassium 6.1", "[passed on to kim]"});
    checkWire(three, {"Potassium", "passed"});
}

TEST_CASE("what was passed on is never passed on again, in a chain or in a ring")
{
    Three three;
    three.quiet(three.lee, three.kim);
    three.quiet(three.kim, three.desk);
    three.quiet(three.desk, three.lee);
    three.write(three.desk, three.lee, "round and round");
    CHECK(three.kim.texts(three.lee.address()) == Texts{"round and round"});
    CHECK(three.desk.texts(three.kim.address()).empty());
    CHECK(three.lee.texts(three.desk.address()) == Texts{"round and round"});
}

TEST_CASE("nothing goes back to who wrote it, and nothing when policy or the person says so")
{
    Three three;
    three.quiet(three.lee, three.kim);
    three.write(three.kim, three.lee, "from the colleague");
    CHECK(three.kim.texts(three.lee.address()) == Texts{"from the colleague"});
    three.lee.engine().setAvailability({});
    three.write(three.desk, three.lee, "available again");
    CHECK(three.kim.texts(three.lee.address()) == Texts{"from the colleague"});
    three.lee.adjust = [](engine::EngineSettings& settings) {
        settings.availability.mayForward = false;
    };
    three.lee.restart(three.lee.lock());
    three.lee.unlock();
    three.wait();
    three.quiet(three.lee, three.kim);
    three.write(three.desk, three.lee, "not by policy");
    CHECK(three.kim.texts(three.lee.address()) == Texts{"from the colleague"});
}

TEST_CASE("what came while locked goes on after the unlock, once")
{
    Three three;
    three.quiet(three.lee, three.kim);
    three.lee.restart(three.lee.lock());
    three.wait();
    three.write(three.desk, three.lee, "while locked");
    CHECK(three.kim.texts(three.lee.address()).empty());
    three.lee.unlock();
    three.wait();
    CHECK(three.kim.texts(three.lee.address()) == Texts{"while locked"});
    three.lee.restart(three.lee.lock());
    three.lee.unlock();
    three.wait();
    three.time.advance(std::chrono::minutes{5});
    CHECK(three.kim.texts(three.lee.address()) == Texts{"while locked"});
}

TEST_CASE("that a message was passed on counts only from the one who got it")
{
    Three three;
    three.write(three.desk, three.lee, "for lee");
    Outsider mallory(three, "mallory");
    const auto id = copiesFrom(three, three.desk.address()).begin()->first;
    three.relay.sendAs(
        mallory.full(),
        mallory.seal(three.desk.address(), "m-1", xmpp::PassedOn{id, mallory.address()}));
    three.settle();
    CHECK(three.desk.lines(three.lee.address()) == Texts{"for lee"});
}
