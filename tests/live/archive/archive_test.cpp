// SPDX-License-Identifier: GPL-3.0-or-later
// The clinic's archive beside a real relay: `sottoctl archive` in processes of its own, and two
// people in this one. One case: each step needs the one before it, and each code is good once.
#include "core/audit/record.h"
#include "core/relay/https_transfer.h"
#include "tests/live/archive/archive_process.h"
#include "tests/live/engine/told.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace sotto;
using namespace sotto::test;
using State = ArchivedBy::State;
using Step = SignInStage::Step;

namespace {

const QString kTeam = QStringLiteral("Ward 3");

bool waitLong(const std::function<bool()>& isTrue)
{
    for (int i = 0; i < 4; ++i)
        if (LiveSession::wait(isTrue))
            return true;
    return false;
}

/// What policy says at the two workstations.
struct Rules {
    std::optional<Jid> address;
    std::set<Bytes> keys;
};

LivePerson::Adjust under(LiveRelay& relay, const Rules& rules)
{
    return [&relay, &rules](engine::EngineSettings& settings) {
        static SystemClock clock;
        static QtScheduler scheduler;
        settings.archive.address = rules.address;
        settings.archive.keys = rules.keys;
        settings.archive.required = true;
        settings.trust.pinned = {*rules.address, rules.keys};
        settings.clinicName = "Riverside Clinic (sample)";
        settings.makeFileTransfer = [&relay](relay::FilePlaces places) {
            return std::make_unique<relay::HttpsTransfer>(relay.tls(), std::move(places),
                                                          Time{clock, scheduler});
        };
    };
}

/// A person, and the newest of each conversation as it is shown.
struct Worker {
    Worker(LiveRelay& relay, const std::string& name, const Rules& rules)
        : person(relay, name, under(relay, rules))
    {
        listen();
    }

    void listen()
    {
        QObject::connect(&person.engine(), &Client::conversationChanged, &person.engine(),
                         [this](const ConversationSnapshot& c) {
                             std::erase_if(shown, [&](const auto& one) { return one.id == c.id; });
                             shown.push_back(c);
                         });
    }

    void signIn()
    {
        person.signIn();
        REQUIRE(person.waitFor(Step::Open));
        REQUIRE(person.waitOnline());
    }

    /// A new process, after policy has changed.
    void reopen()
    {
        person.restart(person.lock());
        listen();
        REQUIRE(person.waitFor(Step::Unlock));
        REQUIRE(person.waitOnline());
        person.submitPassword();
        REQUIRE(person.waitFor(Step::Open));
        REQUIRE(person.waitOnline());
    }

    const ConversationSnapshot* find(const std::function<bool(const ConversationSnapshot&)>& is)
    {
        const auto found = std::ranges::find_if(shown, is);
        return found == shown.end() ? nullptr : &*found;
    }

    const ConversationSnapshot* team()
    {
        return find([](const auto& c) { return c.isRoom && c.title.string() == kTeam; });
    }

    State archived(ConversationId in)
    {
        const auto* const one = find([in](const auto& c) { return c.id == in; });
        return one ? one->archive.state : State::Off;
    }

    void say(ConversationId in, const char* text)
    {
        person.engine().sendText(in, QString::fromUtf8(text), Urgency::Fyi);
    }

    bool isKept(const std::string& text)
    {
        return waitLong([&] {
            const auto* const m = person.message(text);
            return m && m->archivedAtMs > 0;
        });
    }

    LivePerson person;
    std::vector<ConversationSnapshot> shown;
};

int linesWith(const QByteArray& text, const QByteArray& word)
{
    const auto lines = text.split('\n');
    return static_cast<int>(
        std::ranges::count_if(lines, [&](const auto& line) { return line.contains(word); }));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

QByteArray activityOf(const ArchiveProcess& archive)
{
    QByteArray all;
    QDirIterator files(archive.path(QStringLiteral("data")), {QStringLiteral("*.jsonl")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        all += contentOf(files.next());
    return all;
}

}  // namespace

TEST_CASE("The clinic's archive keeps what two people say, over kills, and gives it out", "[live]")
{
    NEED_RELAY();
    relay->addPerson("archive");
    const auto address = relay->value("archive.address");
    const auto to = QString::fromStdString(address);
    Rules rules{*Jid::parseAccount(address), {Bytes(32, 7)}};

    ArchiveProcess archive(*relay, "archive");
    REQUIRE(archive.run());
    const auto key = QByteArray::fromHex(archive.waitFor("key ").mid(4));
    REQUIRE(key.size() == 32);

    // Policy names another key than this archive has: nothing leaves, and the person is told.
    Worker desk(*relay, "desk-a", rules);
    Worker lee(*relay, "desk-b", rules);
    desk.signIn();
    lee.signIn();
    const auto chat = desk.person.conversationWith(lee.person);
    desk.say(chat, "Held back zirkon");
    REQUIRE(told(desk.person, ProblemKind::ArchiveNotReady));
    CHECK(desk.archived(chat) == State::Held);
    CHECK(desk.person.message("Held back zirkon")->delivery == Delivery::Queued);
    CHECK_FALSE(lee.person.message("Held back zirkon"));

    // The right one.
    rules.keys = {Bytes(key.begin(), key.end())};
    desk.reopen();
    lee.reopen();
    desk.person.engine().openConversation(chat);
    REQUIRE(waitLong([&] { return lee.person.message("Held back zirkon") != nullptr; }));
    CHECK(desk.isKept("Held back zirkon"));
    CHECK(waitLong([&] { return desk.archived(chat) == State::On; }));
    const auto back = lee.person.conversationWith(desk.person);
    lee.say(back, "Answer zirkon");
    CHECK(lee.isKept("Answer zirkon"));

    // A team has it as a member that is shown; a file goes to it, too.
    desk.person.engine().createRoom(kTeam, {QString::fromStdString(lee.person.address())});
    REQUIRE(waitLong([&] { return desk.team() && lee.team(); }));
    CHECK(waitLong([&] { return desk.team()->memberAddresses.contains(to); }));
    lee.say(lee.team()->id, "Team zirkon");
    CHECK(lee.isKept("Team zirkon"));
    desk.person.engine().sendFileBytes(chat, QStringLiteral("zirkon.txt"), "the bytes", {});
    REQUIRE(waitLong([&] {
        return std::ranges::any_of(desk.person.messages, [](const MessageSnapshot& m) {
            return m.attachment && m.archivedAtMs > 0;
        });
    }));

    // Another process asks the running one: with the password, recorded, and nothing is disturbed.
    const auto found = archive.ask({QStringLiteral("search"), to, QStringLiteral("zirkon")});
    CAPTURE(found.error.toStdString(), found.out.toStdString());
    CHECK(found.code == 0);
    CHECK(linesWith(found.out, "zirkon") == 4);
    const auto refused =
        archive.ask({QStringLiteral("search"), to, QStringLiteral("zirkon")}, "not the password");
    CHECK(refused.code == 1);
    CHECK(refused.out.isEmpty());
    CHECK(refused.error.contains("password"));
    CHECK(archive.ask({QStringLiteral("status"), to}).out.contains("messages\t4\n"));
    const auto bundle = archive.path(QStringLiteral("bundle.json"));
    const auto exported = archive.ask({QStringLiteral("export"), to, QStringLiteral("--format"),
                                       QStringLiteral("fhir"), QStringLiteral("--reason"),
                                       QStringLiteral("law"), QStringLiteral("--output"), bundle});
    CAPTURE(exported.error.toStdString());
    CHECK(exported.code == 0);
    const auto entries =
        QJsonDocument::fromJson(contentOf(bundle)).object()[QStringLiteral("entry")].toArray();
    CHECK(entries.size() == 4);
    CHECK(linesWith(activityOf(archive), "\"event\":\"export\"") == 1);
    CHECK(linesWith(activityOf(archive), "\"event\":\"conversation_viewed\"") == 1);

    // Killed while things go on, and away for the rest: what came meanwhile is caught up.
    for (int i = 0; i < 5; ++i)
        desk.say(chat, ("Burst zirkon " + std::to_string(i)).c_str());
    archive.kill();
    lee.say(back, "While away zirkon");
    lee.say(lee.team()->id, "Team away zirkon");
    desk.say(chat, "Taken back zirkon");
    REQUIRE(waitLong([&] {
        const auto* const m = desk.person.message("Taken back zirkon");
        return m && m->delivery >= Delivery::Delivered;
    }));
    desk.person.engine().recall(desk.person.message("Taken back zirkon")->id);
    REQUIRE(archive.run());
    for (int i = 0; i < 5; ++i)
        CHECK(desk.isKept("Burst zirkon " + std::to_string(i)));
    CHECK(lee.isKept("While away zirkon"));
    CHECK(lee.isKept("Team away zirkon"));
    const auto status = [&] { return archive.ask({QStringLiteral("status"), to}).out; };
    CHECK(waitLong([&] { return status().contains("messages\t12\n"); }));

    // And where nobody runs it, the same command signs in by itself.
    archive.kill();
    const auto lines = archive.path(QStringLiteral("lines.json"));
    const auto alone =
        archive.askAlone({QStringLiteral("export"), to, QStringLiteral("--person"),
                          QString::fromStdString(desk.person.address()), QStringLiteral("--reason"),
                          QStringLiteral("law"), QStringLiteral("--output"), lines});
    CAPTURE(alone.error.toStdString(), contentOf(lines).toStdString());
    CHECK(alone.code == 0);
    CHECK(linesWith(contentOf(lines), "Taken back zirkon") == 1);  // recalled, and kept
    CHECK(linesWith(contentOf(lines), "\"recalled\"") == 1);
    CHECK(linesWith(contentOf(lines), "Team") == 0);  // by another person
    for (int i = 0; i < 5; ++i)
        CHECK(linesWith(contentOf(lines), "Burst zirkon " + QByteArray::number(i)) == 1);
}
