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

TEST_CASE("an author who cannot be reached does not keep the news from another one")
{
    Three three;
    Person noa(three, "noa");
    noa.signIn();
    three.quiet(three.lee, three.kim);
    three.relay.onDelivery = [&](const Jid& account, const xmpp::Element& stanza) {
        const bool isHers = stanza.name == "iq" && account == three.lee.address() &&
            stanza.attribute("from") == noa.address().toString();
        return isHers ? std::vector<xmpp::Element>{} : std::vector{stanza};  // no answer comes
    };
    three.write(noa, three.lee, "from noa");
    three.write(three.desk, three.lee, "from desk");
    three.time.advance(std::chrono::minutes{2});  // longer than anybody waits for an answer
    CHECK(three.desk.lines(three.lee.address()) == Texts{"from desk", "[passed on to kim]"});
    three.relay.onDelivery = {};
    three.lee.restart(three.lee.lock());
    three.lee.unlock();
    three.wait();
    CHECK(noa.lines(three.lee.address()) == Texts{"from noa", "[passed on to kim]"});
}

TEST_CASE("what its author takes back or puts right is so where it went on to, too")
{
    Three three;
    three.quiet(three.lee, three.kim);
    three.write(three.desk, three.lee, "give 5 milligram", Urgency::Action);
    REQUIRE(three.kim.message("give 5 milligram"));
    three.desk.engine().correct(three.desk.message("give 5 milligram")->id,
                                QStringLiteral("give 0.5 milligram"), {});
    three.settle();
    CHECK(three.kim.texts(three.lee.address()) == Texts{"give 0.5 milligram"});
    three.desk.engine().recall(three.desk.message("give 0.5 milligram")->id);
    three.settle();
    CHECK(three.kim.texts(three.lee.address()) == Texts{""});
    CHECK(three.kim.items.isEmpty());
    CHECK(three.lee.items.isEmpty());
    CHECK(three.lee.problems.empty());
}

TEST_CASE("what its author takes back while we are locked is taken back at the unlock")
{
    Three three;
    three.quiet(three.lee, three.kim);
    three.write(three.desk, three.lee, "meant for somebody else");
    three.lee.restart(three.lee.lock());
    three.wait();
    three.desk.engine().recall(three.desk.message("meant for somebody else")->id);
    three.wait();
    CHECK(three.kim.texts(three.lee.address()) == Texts{"meant for somebody else"});
    three.lee.unlock();
    three.wait();
    CHECK(three.kim.texts(three.lee.address()) == Texts{""});
}
