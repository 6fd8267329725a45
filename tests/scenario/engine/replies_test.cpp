// SPDX-License-Identifier: GPL-3.0-or-later
// Answers with a quotation: what is quoted is always our own copy, and mentions are heard.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/repair.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

using State = QuotationSnapshot::State;

void answer(Person& person, const Jid& peer, const MessageSnapshot& answered,
            const std::string& text)
{
    Request request{.urgency = Urgency::Fyi};
    request.replyTo = answered.id;
    person.engine().sendRequest(person.conversationWith(peer), QString::fromStdString(text),
                                request);
}

/// As the vault has it.
MessageSnapshot find(Person& person, const Jid& peer, const std::string& text)
{
    for (const auto& message : person.page(peer))
        if (message.text.string().toStdString() == text)
            return message;
    FAIL("no such message: " << text);
    return {};
}

QuotationSnapshot quoted(Person& person, const Jid& peer, const std::string& text)
{
    const auto message = find(person, peer, text);
    REQUIRE(message.quotation);
    return *message.quotation;
}

struct Two : Talking {
    void answerAsLee(const std::string& to, const std::string& text)
    {
        answer(lee, desk.address(), find(lee, desk.address(), to), text);
        settle();
    }

    QuotationSnapshot atDesk(const std::string& text) { return quoted(desk, lee.address(), text); }
};

}  // namespace

TEST_CASE("an answer shows at both ends what it answers, and nothing of it leaves the envelope")
{
    Two world;
    world.answerAsLee("yes?", "the forms are printed");
    const auto atDesk = world.atDesk("the forms are printed");
    CHECK(atDesk.state == State::Here);
    CHECK(atDesk.line.string() == QStringLiteral("yes?"));
    CHECK(atDesk.outgoing);
    CHECK(atDesk.message == find(world.desk, world.lee.address(), "yes?").id);
    const auto atLee = quoted(world.lee, world.desk.address(), "the forms are printed");
    CHECK(atLee.state == State::Here);
    CHECK_FALSE(atLee.outgoing);
    CHECK(world.desk.arrivals.back() == Urgency::Fyi);
    checkWire(world, {"yes?", "forms", "urn:xmpp:reply"});
}

TEST_CASE("a quotation says what its message says now")
{
    Two world;
    world.answerAsLee("yes?", "an answer");
    world.desk.engine().correct(find(world.desk, world.lee.address(), "yes?").id,
                                QStringLiteral("how many?"), {});
    world.settle();
    CHECK(world.atDesk("an answer").line.string() == QStringLiteral("how many?"));
    const auto shown = world.lee.message("an answer");
    REQUIRE(shown);
    CHECK(shown->quotation->line.string() == QStringLiteral("how many?"));  // told, not asked
    world.desk.engine().recall(find(world.desk, world.lee.address(), "how many?").id);
    world.settle();
    for (auto* person : {&world.desk, &world.lee}) {
        const auto* const after = person->message("an answer");
        REQUIRE(after);
        CHECK(after->quotation->state == State::Recalled);
        CHECK(after->quotation->line.isEmpty());
    }
}

TEST_CASE("what is not here, or elsewhere, or somebody else's is not quoted", "[hostile]")
{
    Two world;
    Outsider pat(world, "pat");
    world.desk.conversationWith(pat.address());
    const auto say = [&](const std::string& id, const Jid& author, const std::string& of) {
        xmpp::TextMessage text{"see " + id, {}};
        text.reply = xmpp::Reply{author, of};
        world.relay.sendAs(pat.full(), pat.seal(world.desk.address(), id, text));
        world.settle();
        return quoted(world.desk, pat.address(), "see " + id);
    };
    int number = 0;  // of lee's messages, whose ids pat may have seen somewhere
    for (const auto& [id, copies] : copiesFrom(world, world.lee.address()))
        CHECK(say("lee-" + std::to_string(++number), world.lee.address(), id).state ==
              State::Missing);
    CHECK(say("p-2", world.desk.address(), "never").state == State::Missing);
    CHECK(say("p-3", pat.address(), "p-3").state == State::Here);  // its own words: harmless
    const auto early = say("p-4", pat.address(), "p-5");
    CHECK(early.state == State::Missing);
    CHECK(early.author.isEmpty());
    CHECK(early.line.isEmpty());
    say("p-5", pat.address(), "p-1");  // the answer is shown anew when its message comes
    const auto* const shown = world.desk.message("see p-4");
    REQUIRE(shown);
    CHECK(shown->quotation->state == State::Here);
}

TEST_CASE("only a message of the same conversation can be answered")
{
    Two world;
    Person kim(world, "kim");
    kim.signIn();
    const auto elsewhere = find(world.desk, world.lee.address(), "one");
    answer(world.desk, kim.address(), elsewhere, "for kim");
    world.settle();
    CHECK_FALSE(find(world.desk, kim.address(), "for kim").quotation);
    CHECK_FALSE(find(kim, world.desk.address(), "for kim").quotation);
}

TEST_CASE("a sensitive record is quoted without its words")
{
    Two world;
    Request request{.urgency = Urgency::Fyi};
    request.about = PatientTag{"Jane Smith", "884471", {"SUD"}};
    world.desk.engine().sendRequest(world.desk.conversationWith(world.lee.address()),
                                    QStringLiteral("the dose was doubled"), request);
    world.settle();
    world.answerAsLee("the dose was doubled", "understood");
    const auto quotation = world.atDesk("understood");
    CHECK(quotation.state == State::Here);
    CHECK(quotation.line.isEmpty());
    CHECK(quotation.labels == QStringList{QStringLiteral("SUD")});
}

TEST_CASE("an answer written without a network goes with its quotation after a restart")
{
    Two world;
    world.relay.unreachable = true;
    world.relay.dropConnection(world.desk.address());
    world.wait();
    answer(world.desk, world.lee.address(), find(world.desk, world.lee.address(), "one"),
           "from the lift");
    world.settle();
    world.desk.restart(world.desk.lock());
    world.relay.unreachable = false;
    world.desk.unlock();
    world.time.advance(1min);
    const auto quotation = quoted(world.lee, world.desk.address(), "from the lift");
    CHECK(quotation.state == State::Here);
    CHECK(quotation.line.string() == QStringLiteral("one"));
}

TEST_CASE("what could not be read comes again with its quotation")
{
    Two world;
    world.breakNext(withGarbageKey);
    world.answerAsLee("yes?", "read me");
    world.time.advance(10min);
    CHECK(world.atDesk("read me").state == State::Here);
}

TEST_CASE("which message a draft answers is kept over a lock, until it is sent or dropped")
{
    Two world;
    const auto in = world.desk.conversationWith(world.lee.address());
    const auto one = find(world.desk, world.lee.address(), "one");
    world.desk.engine().saveQuotation(in, one.id);
    world.desk.engine().saveDraft(in, QStringLiteral("half"), {});
    world.desk.restart(world.desk.lock());
    world.desk.unlock();
    world.desk.engine().openConversation(in);
    world.settle();
    REQUIRE(world.desk.quotation);
    CHECK(world.desk.quotation->message == one.id);
    world.desk.quotation.reset();
    SECTION("sent")
    {
        answer(world.desk, world.lee.address(), one, "whole");
    }
    SECTION("dropped")
    {
        world.desk.engine().saveQuotation(in, {});
    }
    SECTION("never of another conversation")
    {
        world.desk.engine().saveQuotation(in, MessageId{999});
    }
    world.settle();
    world.desk.engine().openConversation(in);
    world.settle();
    CHECK_FALSE(world.desk.quotation);
}

TEST_CASE("in a team everybody sees what is answered")
{
    Team team;
    team.say(team.desk, "who takes room 4?");
    answer(team.lee, team.room, find(team.lee, team.room, "who takes room 4?"), "I do");
    team.settle();
    for (auto* person : team.everybody())
        CHECK(quoted(*person, team.room, "I do").line.string() ==
              QStringLiteral("who takes room 4?"));
}

TEST_CASE("a phone reads the quotation before the answer, but nothing of a sensitive record")
{
    World world;
    Person desk(world, "desk");
    Phone kim(world, "kim");
    desk.signIn();
    kim.send(desk.address(), "k1", "is room 4\nfree?");
    answer(desk, kim.address(), find(desk, kim.address(), "is room 4\nfree?"), "yes");
    world.settle();
    CHECK(kim.read().back() == "> is room 4 free?\nyes");
    Request request{.urgency = Urgency::Fyi};
    request.about = PatientTag{"Jane Smith", "884471", {"HIV"}};
    desk.engine().sendRequest(desk.conversationWith(kim.address()), QStringLiteral("the result"),
                              request);
    world.settle();
    answer(desk, kim.address(), find(desk, kim.address(), "the result"), "is final");
    world.settle();
    CHECK(kim.read().back() == "is final");
}

TEST_CASE("who is mentioned hears it in a muted team, others do not")
{
    Team team;
    for (auto* person : {&team.lee, &team.kim}) {
        person->engine().setMuted(person->conversationWith(team.room), true);
        person->arrivals.clear();
    }
    team.settle();
    Request request{.urgency = Urgency::Fyi};
    request.mentions = {{QString::fromStdString(team.lee.address().toString()), 0, 4}};
    team.desk.engine().sendRequest(team.desk.conversationWith(team.room),
                                   QStringLiteral("@Lee please look"), request);
    team.settle();
    CHECK(team.lee.arrivals == std::vector{Urgency::Fyi});
    CHECK(team.kim.arrivals.empty());
    CHECK(find(team.lee, team.room, "@Lee please look").mentionsUs);
    CHECK_FALSE(find(team.kim, team.room, "@Lee please look").mentionsUs);
    CHECK_FALSE(find(team.desk, team.room, "@Lee please look").mentionsUs);
}

TEST_CASE("a mention that is out of place, or of nobody, changes nothing", "[hostile]")
{
    Team team;
    team.lee.engine().setMuted(team.lee.conversationWith(team.room), true);
    team.settle();
    team.lee.arrivals.clear();
    const auto lee = QString::fromStdString(team.lee.address().toString());
    Request request{.urgency = Urgency::Fyi};
    request.mentions = {{lee, 0, 99}, {lee, -1, 2}, {lee, 3, 3}, {QStringLiteral("nobody"), 0, 1}};
    team.desk.engine().sendRequest(team.desk.conversationWith(team.room), QStringLiteral("hello"),
                                   request);
    team.settle();
    CHECK_FALSE(find(team.lee, team.room, "hello").mentionsUs);
    CHECK(team.lee.arrivals.empty());
}
