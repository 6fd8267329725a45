// SPDX-License-Identifier: GPL-3.0-or-later
// `sottoctl audit …` and the station's part, on a real log in a folder of its own.
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/inventory.h"
#include "app/message_object.h"
#include "app/station/audit_keeper.h"
#include "core/audit/audit_folder.h"
#include "core/audit/audit_verifier.h"
#include "core/base/encoding.h"
#include "core/syslog/spool.h"
#include "tests/support/manual_time.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

using namespace sotto;
using namespace sotto::app;
namespace fs = std::filesystem;

namespace {

struct Clinic {
    Clinic()
    {
        fs::create_directory(policy);
        std::ofstream{policy / "policy.toml"} << "[relay]\naddress = \"clinic.example\"\n";
        options.dataFolder = QString::fromStdString((root / "data").string());
        options.policyFolder = QString::fromStdString(policy.string());
    }

    audit::AuditLog log()
    {
        auto found = findSurroundings(options.dataFolder, options.policyFolder);
        REQUIRE(found);
        auto opened = openAuditLog(*found, time.time());
        REQUIRE(opened);
        return *std::move(opened);
    }

    int verify(const std::string& key = {}, const std::string& anchors = {}) const
    {
        return auditVerify(options, {logFolder.string(), key, anchors, {}});
    }

    std::size_t countOf(std::string_view event) const
    {
        std::ifstream stream{logFolder / "audit-000001.jsonl"};
        std::size_t count = 0;
        for (std::string line; std::getline(stream, line);)
            count += line.find('"' + std::string{event} + '"') != line.npos ? 1 : 0;
        return count;
    }

    QTemporaryDir dir;
    fs::path root = dir.path().toStdString();
    fs::path policy = root / "policy", logFolder = root / "data/audit";
    std::string keyFile = (policy / "audit.key").string();
    test::ManualTime time;
    CtlOptions options;
};

}  // namespace

TEST_CASE("The clinic's audit key checks the codes of a workstation's log")
{
    Clinic clinic;
    REQUIRE(auditKeygen(clinic.policy.string()) == kExitOk);
    CHECK(auditKeygen(clinic.policy.string()) == kExitFailed);  // never replaces one
    REQUIRE(auditHeartbeat(clinic.options, clinic.time.time()) == kExitOk);
    CHECK(clinic.verify(clinic.keyFile) == 0);
    CHECK(fs::status(clinic.keyFile).permissions() == fs::perms{0600});

    const auto other = clinic.root / "other";
    fs::create_directory(other);
    REQUIRE(auditKeygen(other.string()) == kExitOk);
    CHECK(clinic.verify((other / "audit.key").string()) == 6);
    CHECK(clinic.verify((other / "audit.pub").string()) == 6);
    CHECK(clinic.verify("/nonexistent") == 6);
}

TEST_CASE("A damaged audit key leaves the log without codes to check, not without records")
{
    Clinic clinic;
    std::ofstream{clinic.policy / "audit.pub"} << "sotto-audit-public nothing\n";
    CHECK(auditHeartbeat(clinic.options, clinic.time.time()) == kExitOk);
    CHECK(clinic.verify() == 0);
}

TEST_CASE("What a collector kept shows that a log was cut off")
{
    Clinic clinic;
    for (int i = 0; i < 3; ++i)
        REQUIRE(auditHeartbeat(clinic.options, clinic.time.time()) == kExitOk);
    const auto anchors = (clinic.root / "anchors").string();
    fs::copy(clinic.logFolder / "audit-000001.jsonl", anchors);
    CHECK(clinic.verify({}, anchors) == 0);
    REQUIRE(clinic.log().append({audit::EventKind::Unlock}));
    CHECK(clinic.verify({}, anchors) == 4);
    fs::remove(clinic.logFolder / "state");
    std::ofstream{clinic.logFolder / "audit-000001.jsonl", std::ios::trunc};
    CHECK(clinic.verify({}, anchors) == 3);
    CHECK(clinic.verify({}, "/nonexistent") == 6);
}

TEST_CASE("A log with lines that are no records is shown as far as it can be, and that is said")
{
    Clinic clinic;
    REQUIRE(auditHeartbeat(clinic.options, clinic.time.time()) == kExitOk);
    CHECK(auditShow(clinic.options, {}, "heartbeat") == kExitOk);
    std::ofstream{clinic.logFolder / "audit-000001.jsonl", std::ios::app} << "\x1b[2Jgarbage\n";
    CHECK(auditShow(clinic.options, {}, {}) == kExitFailed);
    CHECK(auditShow(clinic.options, "/nonexistent", {}) == kExitFailed);
}

TEST_CASE("The station signs each minute with something new, and is heard once a day")
{
    Clinic clinic;
    AuditKeeper keeper(clinic.log(), clinic.time.time());
    clinic.time.advance(std::chrono::minutes{10});
    CHECK(clinic.countOf("checkpoint") == 0);  // nothing to sign
    REQUIRE(clinic.log().append({audit::EventKind::Unlock}));
    clinic.time.advance(std::chrono::minutes{10});
    CHECK(clinic.countOf("checkpoint") == 1);
    REQUIRE(clinic.log().append({audit::EventKind::Lock}));
    keeper.checkpoint();
    CHECK(clinic.countOf("checkpoint") == 2);
    clinic.time.advance(std::chrono::hours{24});
    CHECK(clinic.countOf("heartbeat") == 1);
    clinic.time.advance(std::chrono::hours{24});
    CHECK(clinic.countOf("heartbeat") == 2);
    CHECK(clinic.verify() == 0);
}

TEST_CASE("The station records an inventory at its start and each day, where policy wants it")
{
    Clinic clinic;
    const auto found = findSurroundings(clinic.options.dataFolder, clinic.options.policyFolder);
    REQUIRE(found);
    const auto programs = clinic.root / "programs";
    fs::create_directory(programs);
    std::ofstream{programs / "sotto"} << "a program";
    bool wanted = true;
    AuditKeeper keeper(clinic.log(), clinic.time.time());
    keeper.keepInventory([&]() -> std::optional<audit::Event> {
        return wanted ? std::optional{eventOf(takeInventory(*found, programs))} : std::nullopt;
    });
    CHECK(clinic.countOf("inventory") == 1);
    clinic.time.advance(std::chrono::hours{24});
    CHECK(clinic.countOf("inventory") == 2);
    wanted = false;
    clinic.time.advance(std::chrono::hours{24});
    CHECK(clinic.countOf("inventory") == 2);
    CHECK(clinic.verify() == 0);
}

TEST_CASE("What policy makes of the disk, and what the log gets of it")
{
    using platform::DiskEncryption;
    Policy policy;
    const auto notice = [&policy](const char* rule, DiskEncryption disk) {
        REQUIRE(policy.offer(settingIndex("device.require_disk_encryption"), std::string{rule},
                             Policy::Source::File, "p") != Policy::Offer::Refused);
        return diskNotice(policy, disk);
    };
    CHECK(notice("off", DiskEncryption::Plain) == DiskNotice::None);
    policy = {};
    CHECK(notice("warn", DiskEncryption::Encrypted) == DiskNotice::None);
    CHECK(notice("warn", DiskEncryption::Plain) == DiskNotice::PlainWarned);
    CHECK(notice("warn", DiskEncryption::Unknown) == DiskNotice::None);
    CHECK(notice("block", DiskEncryption::Encrypted) == DiskNotice::None);
    CHECK(notice("block", DiskEncryption::Plain) == DiskNotice::PlainRefused);
    CHECK(notice("block", DiskEncryption::Unknown) == DiskNotice::UnknownRefused);

    Clinic clinic;
    AuditKeeper keeper(clinic.log(), clinic.time.time());
    keeper.noteDisk(DiskNotice::None);
    CHECK(clinic.countOf("security_finding") == 0);
    keeper.noteDisk(DiskNotice::PlainRefused);
    keeper.noteDisk(DiskNotice::PlainRefused);  // the policy was read again
    CHECK(clinic.countOf("security_finding") == 1);
    CHECK(clinic.countOf("device.disk") == 1);
    keeper.noteRefused(QStringLiteral("ana@clinic.example"));
    keeper.noteRefused({});
    CHECK(clinic.countOf("login_failed") == 2);
}

TEST_CASE("The station lets the oldest file of the log go, once a day, as policy says")
{
    Clinic clinic;
    (void)clinic.log();
    const auto& folder = clinic.logFolder;
    audit::AuditLog::Place place{folder, "install-1", "boot-1"};
    place.segmentBytes = 2000;
    const auto add = [&] {
        auto log = audit::AuditLog::open(place, clinic.time.time());
        REQUIRE(log);
        REQUIRE(log->append({audit::EventKind::Heartbeat}));
        REQUIRE(log->checkpoint());
    };
    for (int days = 0; days < 2300; days += 20) {
        add();
        clinic.time.advance(std::chrono::days{20});
    }
    const auto oldest = [&] { return audit::listSegments(folder)->front(); };
    REQUIRE(oldest() == 1);
    const auto rules = [&] {
        const auto found = findSurroundings(clinic.options.dataFolder, clinic.options.policyFolder);
        REQUIRE(found);
        return pruneRules(found->paths, found->policy);
    };
    const auto policy = [&](const char* more) {
        std::ofstream{clinic.policy / "policy.toml"} << "[relay]\naddress = \"clinic.example\"\n"
                                                     << more;
    };
    policy("[retention]\nlegal_hold = [\"ana@clinic.example\"]\n");
    CHECK_FALSE(rules());  // any hold keeps all of it
    policy("[audit]\nretention_days = \"short\"\n");
    CHECK_FALSE(rules());  // a policy that is not accepted could name one
    fs::remove(clinic.policy / "policy.toml");
    CHECK_FALSE(rules());  // so could one that is gone
    policy("[audit]\nretention_days = 3653\nsyslog_host = \"log.clinic.example\"\n");
    REQUIRE(rules());
    CHECK(rules()->limit == std::chrono::days{3653});
    const auto bytes = fs::file_size(folder / audit::segmentName(1));
    CHECK_FALSE(rules()->isShipped(1, bytes));
    REQUIRE(syslog::saveSpoolState(folder, {{1, bytes}, 0}));
    CHECK(rules()->isShipped(1, bytes));
    CHECK_FALSE(rules()->isShipped(2, 1));
    policy("");
    CHECK(rules()->isShipped(7, 7));  // no collector

    AuditKeeper keeper(clinic.log(), clinic.time.time());
    bool isHeld = true;
    keeper.keepNoLongerThan([&] { return isHeld ? std::nullopt : rules(); });
    isHeld = false;
    CHECK(oldest() == 1);
    clinic.time.advance(std::chrono::hours{24});
    for (const QDeadlineTimer limit(10'000); oldest() == 1 && !limit.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    CHECK(oldest() == 2);
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    const auto report = audit::verify(folder);
    CHECK(report.verdict == audit::Verdict::Ok);
    CHECK_FALSE(report.prunedUntil.empty());
    CHECK(auditShow(clinic.options, {}, {}) == kExitOk);
    CHECK(auditReport(clinic.options, {}, clinic.time.time()) == kExitOk);
}

TEST_CASE("An inventory names version, programs, system, policy, endpoints and the disk")
{
    Clinic clinic;
    std::ofstream{clinic.policy / "policy.toml", std::ios::app}
        << "[audit]\nsyslog_host = \"log.clinic.example\"\n";
    const auto found = findSurroundings(clinic.options.dataFolder, clinic.options.policyFolder);
    REQUIRE(found);
    std::ofstream{clinic.root / "sotto"} << "abc";
    const auto text = toJson(takeInventory(*found, clinic.root), clinic.time.wallNow());
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    CHECK(json[QStringLiteral("version")].toString() == QStringLiteral(SOTTO_VERSION));
    CHECK(json[QStringLiteral("policy_sha256")].toString().toStdString() == found->policy.sha256);
    CHECK(json[QStringLiteral("program_sha256")][QStringLiteral("sotto")].toString() ==
          QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    const auto endpoints = json[QStringLiteral("endpoints")].toArray();
    CHECK(endpoints.contains(QStringLiteral("relay clinic.example")));
    CHECK(endpoints.contains(QStringLiteral("collector log.clinic.example:6514")));
    for (const auto* key : {"system", "kernel", "architecture", "disk_encryption", "taken_utc"})
        CHECK_FALSE(json[QLatin1String(key)].toString().isEmpty());
}

TEST_CASE("A file that is saved is recorded with its message's names")
{
    Clinic clinic;
    const auto found = findSurroundings(clinic.options.dataFolder, clinic.options.policyFolder);
    REQUIRE(found);
    const auto settings = engineSettings(*found, clinic.time.time());
    const auto nurse = *Jid::parse("nurse@clinic.example");
    const LoggedMessage message{"origin-7f", *Jid::parse("physician@clinic.example"), nurse,
                                "00-884471"};
    REQUIRE(settings.files.recordSaving(nurse, message, "treatment"));
    CHECK_FALSE(settings.files.recordSaving(nurse, message, "because"));
    std::ifstream stream{clinic.logFolder / "audit-000001.jsonl"};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    CHECK(clinic.countOf("attachment_saved") == 1);
    CHECK(text.find('"' + messageObject(clinic.log(), message) + '"') != text.npos);
    CHECK(text.find("\"reason\":\"treatment\"") != text.npos);
}

TEST_CASE("What happened to messages is recorded under pseudonyms, in a log that verifies")
{
    Clinic clinic;
    const auto nurse = *Jid::parse("nurse@clinic.example");
    const auto physician = *Jid::parse("physician@clinic.example");
    const std::vector<MessageRecord> records{
        {1, MessageAct::Sent, "origin-7f", nurse, physician, 1'000},
        {2, MessageAct::Read, "origin-7f", physician, physician, 2'000},
        {3, MessageAct::Declined, "origin-7f", physician, std::nullopt, 3'000, "00-884471 b"},
    };
    const auto found = findSurroundings(clinic.options.dataFolder, clinic.options.policyFolder);
    REQUIRE(found);
    REQUIRE(recordMessages(*found, clinic.time.time(), nurse, records));
    CHECK(clinic.countOf("message_sent") == 1);
    CHECK(clinic.countOf("message_read") == 1);
    CHECK(clinic.countOf("declined") == 1);
    CHECK(clinic.verify() == 0);
    std::ifstream stream{clinic.logFolder / "audit-000001.jsonl"};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    for (const auto* word : {"origin-7f", "nurse", "physician", "clinic.example", "884471"})
        CHECK(text.find(word) == text.npos);
    CHECK(text.find(clinic.log().pseudonym("message", "origin-7f").text()) != text.npos);
    CHECK(text.find('.' + clinic.log().pseudonym("patient", "00884471B").text()) != text.npos);
}
