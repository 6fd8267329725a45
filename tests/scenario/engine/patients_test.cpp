// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a message is about: sealed on every way that a text takes, short in lists and on phones.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/repair.h"
#include "tests/scenario/engine/sharing.h"
#include "tests/scenario/engine/team.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

const PatientTag kJane{"Jane Smith", "00-884471"};
const PatientTag kSealed{"Jane Smith", "00-884471", {"SUD"}};
const QString kShort = QStringLiteral("J.S. \u00B7\u00B74471");

void ask(Person& from, const Jid& to, const std::string& text, About about,
         Urgency urgency = Urgency::Fyi, QStringList chain = {})
{
    from.engine().sendRequest(from.conversationWith(to), QString::fromStdString(text),
                              {urgency, 0, std::move(chain), std::move(about)});
}

QString addressOf(const Person& person)
{
    return QString::fromStdString(person.address().toString());
}

struct Three : World {
    Three() : desk(*this, "desk"), lee(*this, "lee"), kim(*this, "kim")
    {
        for (auto* person : {&desk, &lee, &kim})
            person->signIn();
    }

    void write(const std::string& text, About about)
    {
        ask(desk, lee.address(), text, std::move(about));
        settle();
    }

    Person desk, lee, kim;
};

PatientSnapshot patientOf(Person& at, const Jid& peer)
{
    const auto page = at.page(peer);
    REQUIRE_FALSE(page.empty());
    REQUIRE(page.back().patient);
    return *page.back().patient;
}

}  // namespace

TEST_CASE("whom a message is about is there in full inside, short in lists, and on no wire",
          "[patient]")
{
    Three world;
    world.write("call me", kSealed);
    for (auto [at, peer] : {std::pair{&world.desk, &world.lee}, {&world.lee, &world.desk}}) {
        const auto patient = patientOf(*at, peer->address());
        CHECK(patient.name.string() == QStringLiteral("Jane Smith"));
        CHECK(patient.number.string() == QStringLiteral("00-884471"));
        CHECK(patient.inLists.string() == kShort);
        CHECK(patient.labels == QStringList{QStringLiteral("SUD")});
        CHECK(at->conversation(peer->address()).lastLine.string() ==
              kShort + QStringLiteral(" \u00B7 call me"));
    }
    world.desk.restart(world.desk.lock());
    world.desk.unlock();
    world.wait();
    CHECK(patientOf(world.desk, world.lee.address()).isSensitive());
    world.write("nobody", {});
    CHECK_FALSE(world.lee.page(world.desk.address()).back().patient);
    checkWire(world, {"Jane", "884471", "patient", "SUD"});
}

TEST_CASE("a clinic may want patients in full in its lists", "[patient]")
{
    Three world;
    world.lee.adjust = [](engine::EngineSettings& s) { s.patients.fullInLists = true; };
    world.lee.restart(world.lee.lock());
    world.lee.unlock();
    world.wait();
    ask(world.desk, world.lee.address(), "call me", kJane, Urgency::Action);
    world.settle();
    CHECK(world.lee.items.front().line.string() ==
          QStringLiteral("Jane Smith 00-884471 \u00B7 call me"));
    CHECK(world.desk.items.front().line.string() == kShort + QStringLiteral(" \u00B7 call me"));
}

TEST_CASE("in a team all of them see it", "[patient]")
{
    Team team;
    ask(team.desk, team.room, "is here", kJane);
    team.settle();
    for (auto* person : team.everybody())
        CHECK(patientOf(*person, team.room).inLists.string() == kShort);
    checkWire(team, {"Jane", "884471"});
}

TEST_CASE("a correction says it anew, also when it comes first, and a recall forgets it",
          "[patient]")
{
    Three world;
    HeldMessages held(world, world.lee.address());
    world.write("call me", kJane);
    const auto id = world.desk.page(world.lee.address()).back().id;
    world.time.advance(1s);
    world.desk.engine().correct(id, QStringLiteral("call me now"),
                                PatientTag{"Omar Diaz", "10002"});
    world.settle();
    held.stop();
    held.inject(1);
    held.inject(0);
    world.settle();
    const auto got = world.lee.page(world.desk.address()).front();
    CHECK(got.text.string() == QStringLiteral("call me now"));
    REQUIRE(got.patient);
    CHECK(got.patient->name.string() == QStringLiteral("Omar Diaz"));
    world.lee.engine().openHistory(got.id);
    REQUIRE(world.lee.versions.size() == 1);
    REQUIRE(world.lee.versions.front().patient);
    CHECK(world.lee.versions.front().patient->inLists.string() == kShort);
    world.desk.engine().recall(id);
    world.settle();
    CHECK_FALSE(world.lee.page(world.desk.address()).front().patient);
    CHECK_FALSE(world.desk.page(world.lee.address()).front().patient);
}

TEST_CASE("it goes along an escalation", "[patient]")
{
    Three world;
    ask(world.desk, world.lee.address(), "potassium 6.1", kSealed, Urgency::Stat,
        {addressOf(world.kim)});
    world.time.advance(6min);
    REQUIRE(world.kim.message("potassium 6.1"));
    CHECK(patientOf(world.kim, world.desk.address()).isSensitive());
}

TEST_CASE("it is passed on under do not disturb, but nothing sensitive is", "[patient]")
{
    Three world;
    world.lee.engine().setAvailability({Presence::DoNotDisturb, 0, addressOf(world.kim)});
    world.settle();
    world.write("not sensitive", kJane);
    world.write("sensitive", kSealed);
    CHECK(world.kim.texts(world.lee.address()) == Texts{"not sensitive"});
    CHECK(patientOf(world.kim, world.lee.address()).inLists.string() == kShort);
    CHECK(world.lee.lines(world.desk.address()) ==
          Texts{"not sensitive", "[passed on to kim]", "sensitive"});
}

TEST_CASE("a phone reads initials and the end of the number, and the notice of Part 2", "[patient]")
{
    World world;
    Person desk(world, "desk");
    Phone kim(world, "kim");
    desk.adjust = [](engine::EngineSettings& s) { s.patients.fullInLists = true; };
    desk.restart();
    desk.signIn();
    ask(desk, kim.address(), "room 4", kJane, Urgency::Stat);
    world.settle();
    ask(desk, kim.address(), "room 5", kSealed);
    world.settle();
    CHECK(kim.read() ==
          Texts{"[STAT] [J.S. \u00B7\u00B74471] room 4",
                "[J.S. \u00B7\u00B74471] room 5\n42 CFR part 2 prohibits unauthorized use or "
                "disclosure of these records."});
}

TEST_CASE("a file is about somebody too, and a sensitive one is not saved without a reason",
          "[patient]")
{
    Sharing world;
    world.desk.rules.saving = world.lee.rules.saving = ContentRule::Allow;
    world.lee.restart(world.lee.lock());
    world.lee.unlock();
    world.settle();
    const auto file = world.file("report.pdf", Sharing::pdf(1000));
    world.desk.engine().sendFile(world.desk.conversationWith(world.lee.address()), file.text(),
                                 kSealed);
    world.settle();
    CHECK(patientOf(world.lee, world.desk.address()).isSensitive());
    CHECK(world.lee.conversation(world.desk.address()).lastLine.string() ==
          kShort + QStringLiteral(" \u00B7 report.pdf"));
    world.lee.fetch(world.desk.address());
    const auto path = world.lee.folder() / "saved";
    const auto save = [&](const char* reason) {
        world.lee.engine().saveAttachment(world.lee.onlyFile(world.desk.address()).id,
                                          QString::fromStdString(path.string()),
                                          QLatin1String(reason));
        world.settle();
        return std::filesystem::exists(path);
    };
    CHECK_FALSE(save(" "));
    CHECK(world.lee.problems.back() == ProblemKind::FileSaveDenied);
    CHECK(save("treatment"));
}

TEST_CASE("a draft keeps whom it is about across a lock, until it is sent", "[patient]")
{
    Three world;
    std::optional<PatientSnapshot> shown;
    QList<PatientSnapshot> recent;
    const auto listen = [&] {
        auto* const engine = &world.desk.engine();
        QObject::connect(engine, &Client::patientLoaded, engine,
                         [&](ConversationId, const auto& patient) { shown = patient; });
        QObject::connect(engine, &Client::recentPatientsLoaded, engine,
                         [&](const auto& patients) { recent = patients; });
    };
    const auto chat = world.desk.conversationWith(world.lee.address());
    world.desk.engine().savePatient(chat, kSealed);
    world.desk.restart(world.desk.lock());
    world.desk.unlock();
    world.wait();
    listen();
    world.desk.engine().openConversation(chat);
    REQUIRE(shown);
    CHECK(tagOf(*shown) == kSealed);
    world.write("call me", kSealed);
    world.desk.engine().openConversation(chat);
    CHECK_FALSE(shown);
    world.desk.engine().openRecentPatients();
    REQUIRE(recent.size() == 1);
    CHECK(tagOf(recent.front()) == kSealed);
    SECTION("what cannot be sent is a draft again, with whom it is about")
    {
        world.desk.engine().sendRequest(chat, QStringLiteral("x"),
                                        {Urgency::Fyi, 0, {}, PatientTag{"\n", ""}});
        CHECK(world.desk.draft == QStringLiteral("x"));
        CHECK(world.desk.texts(world.lee.address()) == Texts{"call me"});
    }
}

TEST_CASE("a patient that breaks the bounds makes no text", "[patient][hostile]")
{
    Three world;
    Outsider mallory(world, "mallory");
    xmpp::TextMessage text{"x", {}};
    text.patient = PatientTag{"Jane\u0085\nSmith", std::string(40, '1')};
    world.relay.sendAs(mallory.full(), mallory.seal(world.desk.address(), "m-1", text));
    world.settle();
    CHECK(world.desk.texts(mallory.address()).empty());
}

TEST_CASE("what is shown of a hostile name is safe", "[patient][hostile]")
{
    Three world;
    world.write("call me", PatientTag{"Jane \u202Ehtims", ""});
    const auto name = patientOf(world.lee, world.desk.address()).name.string();
    CHECK_FALSE(name.contains(QChar(0x202E)));
}

TEST_CASE("a message that is sealed anew for who could not read it says it again", "[patient]")
{
    Talking world;
    world.breakNext(tampered);
    ask(world.lee, world.desk.address(), "two", kJane);
    world.settle();
    CHECK(world.shown() == Texts{"one", "yes?", "two"});
    CHECK(patientOf(world.desk, world.lee.address()).inLists.string() == kShort);
}
