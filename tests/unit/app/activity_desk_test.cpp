// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/message_object.h"
#include "app/session/activity_desk.h"
#include "app/session/activity_files.h"
#include "core/audit/audit_verifier.h"
#include "core/audit/event.h"
#include "tests/support/fake_client.h"
#include "tests/support/manual_time.h"
#include "ui/activity_words.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace sotto;
using app::ActivityDesk;
using audit::EventKind;

namespace {

namespace fs = std::filesystem;

const QString kAna = QStringLiteral("ana@clinic.example");

/// The log of a workstation where Ana works, and her way to it.
struct Desk {
    QTemporaryDir dir;
    test::ManualTime time;
    test::FakeClient client;
    fs::path folder{dir.path().toStdU16String()};
    app::SessionAudit audit{client, open()};
    ActivityDesk desk{folder, audit, [this] { return policy; }, time.time()};
    ActivityDesk::ReportPolicy policy{.rules = {}, .every = std::chrono::days{7}};

    Desk()
    {
        policy.rules.workDays.fill(true);
        policy.rules.utcOffset = [](WallTime) { return std::chrono::hours{0}; };
        audit.setPerson(kAna, false);
    }

    std::optional<audit::AuditLog> open()
    {
        auto log = audit::AuditLog::open({folder, "install-1", "boot-1"}, time.time());
        REQUIRE(log);
        return *std::move(log);
    }

    void record(EventKind kind, const char* person)
    {
        auto log = open();
        REQUIRE(
            log->append({kind, audit::Outcome::Success, log->pseudonym("user", person), {}, {}}));
    }

    /// Waits for the answer from the other thread.
    template <class T>
    Result<T> answerOf(Task<T> task)
    {
        std::optional<Result<T>> answer;
        task.then(&client, [&](Result<T> result) { answer.emplace(std::move(result)); });
        for (const QDeadlineTimer limit(10000); !answer && !limit.hasExpired();)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
        REQUIRE(answer);
        return *std::move(answer);
    }

    QStringList events(ActivityFilter filter = {})
    {
        const auto page = answerOf(desk.read(filter));
        REQUIRE(page);
        QStringList names;
        for (const auto& entry : page->newestFirst)
            names << entry.event;
        return names;
    }
};

}  // namespace

TEST_CASE("without the right, a person gets their own records, whatever they ask for")
{
    Desk d;
    d.record(EventKind::LoginOk, "ana@clinic.example");
    d.record(EventKind::LoginOk, "bo@clinic.example");
    d.record(EventKind::Lock, "bo@clinic.example");
    const auto page = d.answerOf(d.desk.read({}));
    REQUIRE(page);
    CHECK(page->onlyOwn);
    REQUIRE(page->newestFirst.size() == 1);
    CHECK(page->newestFirst.front().who == d.desk.nameOf(ActivityName::Person, kAna));
    CHECK(d.answerOf(d.desk.report()).error().code == Errc::Denied);
    CHECK_FALSE(d.desk.markReviewed());
    CHECK(d.answerOf(d.desk.saveTo(d.dir.filePath(QStringLiteral("x")), ActivityFormat::Csv, {},
                                   ExportReason::Law))
              .error()
              .code == Errc::Denied);
    CHECK_FALSE(fs::exists(d.folder / "x"));
}

TEST_CASE("a look at what others did is itself on record, once for a look")
{
    Desk d;
    d.record(EventKind::LoginOk, "bo@clinic.example");
    d.desk.setRights(Rights::all());
    CHECK(d.events() == QStringList{QStringLiteral("audit_viewed"), QStringLiteral("login_ok")});
    CHECK(d.events({.group = ActivityGroup::Log}) == QStringList{QStringLiteral("audit_viewed")});
    d.time.advance(std::chrono::minutes{11});
    CHECK(d.events({.group = ActivityGroup::Log}).size() == 2);
}

TEST_CASE("what others did is not shown where the look cannot be recorded")
{
    Desk d;
    d.record(EventKind::LoginOk, "bo@clinic.example");
    d.desk.setRights(Rights::all());
    fs::rename(d.folder / "audit-000001.jsonl", d.folder / "away");
    fs::create_directory(d.folder / "audit-000001.jsonl");
    const auto page = d.answerOf(d.desk.read({}));
    REQUIRE_FALSE(page);
    CHECK(page.error().code == Errc::Storage);
}

TEST_CASE("the chain is compared with what is kept elsewhere, and without it after a while")
{
    Desk d;
    d.record(EventKind::LoginOk, "ana@clinic.example");
    const auto anchor = d.audit.checkpoint();
    d.record(EventKind::Lock, "ana@clinic.example");
    int wanted = 0;
    QObject::connect(&d.desk, &ActivityDesk::anchorsWanted, &d.client, [&wanted] { ++wanted; });
    auto waiting = d.desk.check();
    CHECK(wanted == 1);
    d.desk.takeAnchors({QString::fromStdString(anchor)});
    auto chain = d.answerOf(std::move(waiting));
    REQUIRE(chain);
    CHECK(chain->state == ChainSnapshot::State::Unbroken);
    CHECK(chain->records == 3);
    CHECK(chain->wasCompared);
    CHECK(chain->anchoredAtMs > 0);
    CHECK(chain->sinceMs == toMs(d.time.wallNow()));

    waiting = d.desk.check();
    d.time.advance(std::chrono::seconds{9});
    chain = d.answerOf(std::move(waiting));
    REQUIRE(chain);
    CHECK_FALSE(chain->wasCompared);
    CHECK(chain->state == ChainSnapshot::State::Unbroken);
}

TEST_CASE("a log that was rolled back together with its key state is found by its anchor")
{
    Desk d;
    d.record(EventKind::LoginOk, "ana@clinic.example");
    const auto before = fs::temp_directory_path() / fs::path{d.dir.path().toStdString()}.filename();
    fs::copy(d.folder, before.string() + "-copy", fs::copy_options::recursive);
    d.record(EventKind::Lock, "ana@clinic.example");
    const auto anchor = d.audit.checkpoint();
    for (const auto* name : {"audit-000001.jsonl", "state"})
        fs::copy_file(before.string() + "-copy/" + name, d.folder / name,
                      fs::copy_options::overwrite_existing);
    fs::remove_all(before.string() + "-copy");
    auto waiting = d.desk.check();
    d.desk.takeAnchors({QString::fromStdString(anchor)});
    const auto chain = d.answerOf(std::move(waiting));
    REQUIRE(chain);
    CHECK(chain->state == ChainSnapshot::State::Truncated);
}

TEST_CASE("a report is due after so many days, and a review of it is on record")
{
    Desk d;
    d.desk.setRights(Rights::all());
    d.record(EventKind::EmergencyAccess, "bo@clinic.example");
    auto report = d.answerOf(d.desk.report());
    REQUIRE(report);
    CHECK_FALSE(report->isDue);
    d.time.advance(std::chrono::days{7});
    report = d.answerOf(d.desk.report());
    REQUIRE(report);
    CHECK(report->isDue);
    REQUIRE_FALSE(report->lines.isEmpty());
    const auto emergency = std::ranges::find(
        report->lines, ActivityException::Kind::EmergencyAccess, &ActivityException::kind);
    REQUIRE(emergency != report->lines.end());
    CHECK(emergency->who ==
          d.desk.nameOf(ActivityName::Person, QStringLiteral("bo@clinic.example")));
    CHECK(d.desk.markReviewed());
    report = d.answerOf(d.desk.report());
    REQUIRE(report);
    CHECK_FALSE(report->isDue);
    CHECK(report->wasReviewed);
}

TEST_CASE("the log is narrowed to a person, a conversation, a patient and days")
{
    Desk d;
    d.desk.setRights(Rights::all());
    const auto about = [&d](const char* origin, const char* who, const char* with,
                            const char* patient, EventKind kind = EventKind::MessageSent) {
        auto log = d.open();
        const LoggedMessage message{origin, *Jid::parse(who), *Jid::parse(with), patient};
        REQUIRE(log->append({kind,
                             audit::Outcome::Success,
                             log->pseudonym("user", "bo@clinic.example"),
                             app::messageObject(*log, message),
                             {}}));
        d.time.advance(std::chrono::hours{24});
    };
    const auto begun = toMs(d.time.wallNow());
    constexpr std::int64_t kDay = 86'400'000;
    about("o-1", "lee@clinic.example", "ward@rooms.clinic.example", "00-884471");
    about("o-2", "kim@clinic.example", "ana@clinic.example", "");
    about("o-3", "lee@clinic.example", "ana@clinic.example", "00-884471", EventKind::Export);
    (void)d.events();  // one look, which is an entry of its own
    const auto of = [&d](const ActivityFilter& filter) {
        const auto page = d.answerOf(d.desk.read(filter));
        REQUIRE(page);
        return page->newestFirst;
    };
    CHECK(of({.person = QStringLiteral("bo@clinic.example")}).size() == 3);
    CHECK(of({.person = QStringLiteral("lee@clinic.example")}).size() == 2);
    CHECK(of({.conversation = QStringLiteral("ana@clinic.example")}).size() == 2);
    CHECK(of({.person = QStringLiteral("lee@clinic.example"),
              .conversation = QStringLiteral("ana@clinic.example")})
              .size() == 1);
    CHECK(of({.patient = QStringLiteral("00 884471")}).size() == 2);
    CHECK(of({.patient = QStringLiteral("---")}).isEmpty());  // no record number: not everything
    CHECK(of({.group = ActivityGroup::TakenOut, .patient = QStringLiteral("00884471")}).size() ==
          1);
    const auto second = of({.sinceMs = begun + kDay / 2, .untilMs = begun + kDay + kDay / 2});
    REQUIRE(second.size() == 1);
    CHECK(of({.sinceMs = begun, .untilMs = begun}).isEmpty());
    const auto taken = of({.group = ActivityGroup::TakenOut}).front();
    CHECK(taken.whom == d.desk.nameOf(ActivityName::Person, QStringLiteral("lee@clinic.example")));
    CHECK(taken.conversation == d.desk.nameOf(ActivityName::Conversation, kAna));
    CHECK(taken.patient == d.desk.nameOf(ActivityName::Patient, QStringLiteral("00884471")));
    CHECK(taken.object.isEmpty());

    const auto target = d.dir.filePath(QStringLiteral("patient.csv"));
    REQUIRE(d.answerOf(d.desk.saveTo(target, ActivityFormat::Csv,
                                     {.patient = QStringLiteral("00-884471")}, ExportReason::Law)));
    std::ifstream stream{target.toStdString()};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    CHECK(std::ranges::count(text, '\n') == 3);  // with the heads of the columns
}

TEST_CASE("without the right a person's own entries are narrowed, never widened")
{
    Desk d;
    d.record(EventKind::LoginOk, "ana@clinic.example");
    d.record(EventKind::LoginOk, "bo@clinic.example");
    const auto page = d.answerOf(d.desk.read({.person = QStringLiteral("bo@clinic.example")}));
    REQUIRE(page);
    REQUIRE(page->newestFirst.size() == 1);
    CHECK(page->newestFirst.front().who == d.desk.nameOf(ActivityName::Person, kAna));
}

TEST_CASE("that a report is due is told without a look on record, and to nobody else")
{
    Desk d;
    d.record(EventKind::LoginOk, "bo@clinic.example");
    CHECK(d.answerOf(d.desk.isReportDue()).error().code == Errc::Denied);
    d.desk.setRights(Rights::all());
    CHECK_FALSE(*d.answerOf(d.desk.isReportDue()));
    d.time.advance(std::chrono::days{7});
    CHECK(*d.answerOf(d.desk.isReportDue()));
    CHECK(audit::verify(d.folder).records == 1);  // no look
    CHECK(d.desk.markReviewed());
    CHECK_FALSE(*d.answerOf(d.desk.isReportDue()));
}

TEST_CASE("a copy of the log verifies elsewhere and has none of its secrets")
{
    Desk d;
    d.desk.setRights(Rights::all());
    d.record(EventKind::LoginOk, "bo@clinic.example");
    (void)d.audit.checkpoint();
    const auto target = QStringLiteral("%1/copy").arg(d.dir.path());
    REQUIRE(d.answerOf(d.desk.saveTo(target, ActivityFormat::Copy, {}, ExportReason::Law)));
    const fs::path copy{target.toStdString()};
    const auto report = audit::verify(copy);
    CHECK(report.verdict == audit::Verdict::Ok);
    CHECK(report.records == 3);
    CHECK(report.checkpoints == 1);
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{copy}) {
        const auto name = entry.path().filename().string();
        CHECK((name == "audit-000001.jsonl" || name == "checkpoint.pub"));
        ++files;
    }
    CHECK(files == 2);
    CHECK(d.answerOf(d.desk.saveTo(target, ActivityFormat::Copy, {}, ExportReason::Law))
              .error()
              .code == Errc::Duplicate);
}

TEST_CASE("a table of the log is a new file, asked for with a reason and on record before")
{
    Desk d;
    d.desk.setRights(Rights::all());
    const auto target = d.dir.filePath(QStringLiteral("log.csv"));
    CHECK(d.answerOf(d.desk.saveTo(target, ActivityFormat::Csv, {}, ExportReason::NotAsked))
              .error()
              .code == Errc::Denied);
    REQUIRE(d.answerOf(d.desk.saveTo(target, ActivityFormat::Csv, {}, ExportReason::Law)));
    std::ostringstream text;
    text << std::ifstream{target.toStdString()}.rdbuf();
    CHECK(text.str().find(",export,success,activity_log,reason=law\r\n") != std::string::npos);
    CHECK(d.answerOf(d.desk.saveTo(target, ActivityFormat::Csv, {}, ExportReason::Law))
              .error()
              .code == Errc::Duplicate);
    d.audit.holdBackWhile([] { return true; });
    CHECK_FALSE(d.answerOf(
        d.desk.saveTo(target + QLatin1Char('2'), ActivityFormat::Csv, {}, ExportReason::Law)));
    CHECK_FALSE(fs::exists(target.toStdString() + "2"));
}

TEST_CASE("each event belongs to one group, and the page has words for it")
{
    std::size_t found = 0;
    for (std::size_t i = 1; i < kActivityGroups; ++i)
        found += app::eventsOf(static_cast<ActivityGroup>(i)).size();
    CHECK(found == audit::kEventKinds);
    for (std::size_t i = 0; i < audit::kEventKinds; ++i) {
        const auto name = audit::toName(static_cast<EventKind>(i));
        const auto latin = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
        INFO(name);
        CHECK(ui::eventText(latin) != latin);
    }
    CHECK(ui::eventText(QStringLiteral("of_a_newer_version")) ==
          QStringLiteral("of_a_newer_version"));
}
