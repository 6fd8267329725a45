// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/compliance_rules.h"
#include "core/audit/audit_log.h"
#include "core/policy/citations.h"
#include "tests/support/manual_time.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace sotto;
using namespace sotto::app;
using State = ComplianceItem::State;

namespace {

namespace fs = std::filesystem;

/// A workstation with one vault and a log, closed to others.
struct Place {
    QTemporaryDir dir;
    test::ManualTime time;
    fs::path data{fs::path{dir.path().toStdU16String()} / "data"};
    fs::path log{fs::path{dir.path().toStdU16String()} / "audit"};
    Policy policy;

    Place()
    {
        for (const auto& folder : {data, data / "ana", log}) {
            fs::create_directory(folder);
            fs::permissions(folder, fs::perms::owner_all);
        }
        write(data / "ana" / "vault.db", "\x1f\x8b not readable at all");
        record(audit::EventKind::LoginOk);
    }

    static void write(const fs::path& path, std::string_view text)
    {
        std::ofstream{path, std::ios::binary} << text;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }

    void record(audit::EventKind kind)
    {
        auto opened = audit::AuditLog::open({log, "install-1", "boot-1"}, time.time());
        REQUIRE(opened);
        REQUIRE(opened->append({kind,
                                audit::Outcome::Success,
                                opened->pseudonym("user", "ana@clinic.example"),
                                {},
                                {}}));
    }

    void set(const char* name, PolicyValue value)
    {
        REQUIRE(policy.offer(settingIndex(name), std::move(value), Policy::Source::File, "p") !=
                Policy::Offer::Refused);
    }

    ComplianceSubject subject()
    {
        ComplianceSubject subject;
        subject.policy = policy;
        subject.data = data;
        subject.audit = log;
        subject.ownName = audit::AuditLog::pseudonymIn(log, "user", "ana@clinic.example")->text();
        subject.exceptions.workDays.fill(true);
        subject.exceptions.utcOffset = [](WallTime) { return std::chrono::hours{0}; };
        subject.now = time.wallNow();
        return subject;
    }

    ComplianceItem item(const char* rule, const ComplianceSubject& subject)
    {
        const auto facts = gatherFacts(subject);
        REQUIRE(facts);
        const auto items = assess(*facts);
        const auto found = std::ranges::find(items, QLatin1String(rule), &ComplianceItem::rule);
        REQUIRE(found != items.end());
        return *found;
    }

    State state(const char* rule) { return item(rule, subject()).state; }
};

}  // namespace

TEST_CASE("each requirement stands there once, in its order, with its law and evidence")
{
    Place place;
    const auto facts = gatherFacts(place.subject());
    REQUIRE(facts);
    const auto items = assess(*facts);
    REQUIRE(items.size() == 33);
    for (int i = 0; i < items.size(); ++i) {
        const auto& item = items.at(i);
        INFO(item.rule.toStdString());
        CHECK(item.rule == QStringLiteral("R-%1").arg(i + 1));
        CHECK(item.law.toStdString() == policy::citationOf(item.rule.toStdString()));
        CHECK_FALSE(item.what.isEmpty());
        CHECK_FALSE(item.evidence.isEmpty());
    }
}

TEST_CASE("a file that others may read fails the first requirement")
{
    Place place;
    CHECK(place.state("R-1") == State::Pass);
    fs::permissions(place.data / "ana" / "vault.db", fs::perms::others_read, fs::perm_options::add);
    const auto item = place.item("R-1", place.subject());
    CHECK(item.state == State::Fail);
    CHECK(item.evidence.contains(QLatin1Char('1')));
}

TEST_CASE("a vault that begins as a plain database fails, and so does no vault")
{
    Place place;
    CHECK(place.item("R-5", place.subject()).evidence.contains(QStringLiteral("1 vault")));
    Place::write(place.data / "ana" / "vault.db", std::string_view{"SQLite format 3\0", 16});
    CHECK(place.state("R-5") == State::Fail);
    fs::remove(place.data / "ana" / "vault.db");
    CHECK(place.state("R-2") == State::Fail);
}

TEST_CASE("a log that was changed fails")
{
    Place place;
    CHECK(place.state("R-6") == State::Pass);
    std::fstream file{place.log / "audit-000001.jsonl", std::ios::in | std::ios::out};
    file.seekp(30);
    file << '9';
    file.close();
    CHECK(place.state("R-6") == State::Fail);
}

TEST_CASE("a review that is overdue fails until somebody reviews")
{
    Place place;
    CHECK(place.state("R-11") == State::Pass);
    place.time.advance(std::chrono::days{8});
    CHECK(place.state("R-11") == State::Fail);
    place.record(audit::EventKind::ReportReviewed);
    CHECK(place.state("R-11") == State::Pass);
}

TEST_CASE("a backup must be there and fresh where the clinic wants one")
{
    Place place;
    CHECK(place.state("R-21") == State::NotApplicable);
    place.set("device.backup_hours", std::int64_t{24});
    CHECK(place.state("R-21") == State::Fail);
    place.record(audit::EventKind::BackupMade);
    CHECK(place.state("R-21") == State::Pass);
    place.time.advance(std::chrono::hours{49});
    CHECK(place.state("R-21") == State::Fail);
}

TEST_CASE("a collector that is away fails, and none that is named does not apply")
{
    Place place;
    CHECK(place.state("R-31") == State::NotApplicable);
    place.set("audit.syslog_host", std::string{"log.clinic.example"});
    CHECK(place.state("R-31") == State::Pass);
    place.record(audit::EventKind::CollectorLost);
    CHECK(place.state("R-31") == State::Fail);
    place.record(audit::EventKind::CollectorReached);
    CHECK(place.state("R-31") == State::Pass);
}

TEST_CASE("what this version lacks fails where the clinic wants it")
{
    Place place;
    CHECK(place.state("R-22") == State::NotApplicable);
    place.set("orders.enabled", true);
    CHECK(place.state("R-22") == State::Fail);  // nobody is named
    CHECK(place.state("R-23") == State::Pass);
    CHECK(place.state("R-24") == State::Fail);
    place.set("orders.senders", std::vector<std::string>{"physician"});
    place.set("orders.receivers", std::vector<std::string>{"nurse"});
    place.set("orders.reauth", false);
    CHECK(place.state("R-22") == State::Pass);
    CHECK(place.state("R-23") == State::Fail);
    CHECK(place.state("R-24") == State::Pass);
}

TEST_CASE("the register of consents is told with what the log knows of it")
{
    Place place;
    CHECK(place.state("R-16") == State::Pass);
    place.record(audit::EventKind::ConsentRecorded);
    place.record(audit::EventKind::ConsentRecorded);
    place.record(audit::EventKind::ConsentRevoked);
    const auto evidence = place.item("R-16", place.subject()).evidence;
    CHECK(evidence.contains(QStringLiteral("notice 1.")));
    CHECK(evidence.contains(QStringLiteral("of 2 that")));
    CHECK(evidence.contains(QStringLiteral("and 1 that")));
    place.set("consent.notice_version", std::string{});
    CHECK(place.state("R-16") == State::Fail);
    place.set("consent.enabled", false);
    CHECK(place.state("R-16") == State::NotApplicable);
}

TEST_CASE("an inventory must be there and fresh where the clinic wants one each day")
{
    Place place;
    place.set("device.require_disk_encryption", std::string{"off"});
    CHECK(place.state("R-20") == State::NotApplicable);
    place.set("device.inventory_report", true);
    CHECK(place.state("R-20") == State::Fail);
    place.record(audit::EventKind::Inventory);
    CHECK(place.state("R-20") == State::Pass);
    place.time.advance(std::chrono::hours{49});
    CHECK(place.state("R-20") == State::Fail);
}

TEST_CASE("a disk in the clear fails where the clinic minds")
{
    Place place;
    auto facts = gatherFacts(place.subject());
    REQUIRE(facts);
    const auto stateOn = [&](platform::DiskEncryption disk, const char* rule) {
        place.set("device.require_disk_encryption", std::string{rule});
        facts->subject.policy = place.policy;
        facts->disk = disk;
        return assess(*facts).at(19).state;
    };
    CHECK(stateOn(platform::DiskEncryption::Plain, "off") == State::NotApplicable);
    CHECK(stateOn(platform::DiskEncryption::Plain, "warn") == State::Fail);
    CHECK(stateOn(platform::DiskEncryption::Unknown, "warn") == State::NotApplicable);
    CHECK(stateOn(platform::DiskEncryption::Encrypted, "warn") == State::NotApplicable);
    CHECK(stateOn(platform::DiskEncryption::Plain, "block") == State::Fail);
    CHECK(stateOn(platform::DiskEncryption::Unknown, "block") == State::Fail);
    CHECK(stateOn(platform::DiskEncryption::Encrypted, "block") == State::NotApplicable);
}

TEST_CASE("labels for sensitive records apply where the clinic names some")
{
    Place place;
    CHECK(place.state("R-17") == State::Pass);
    place.set("patient.sensitive_labels", std::vector<std::string>{});
    CHECK(place.state("R-17") == State::NotApplicable);
}

TEST_CASE("the question about patients says whom it knows to treat them")
{
    Place place;
    CHECK(place.state("R-15") == State::Pass);
    place.set("patient.treating_groups", std::vector<std::string>{"Physicians"});
    CHECK(place.state("R-15") == State::Pass);
}

TEST_CASE("a policy that is not accepted, and a question that is off, fail")
{
    Place place;
    place.set("policy.agreement", std::vector<std::string>{"Be careful."});
    auto subject = place.subject();
    CHECK(place.item("R-14", subject).state == State::Pass);
    subject.agreementDue = true;
    CHECK(place.item("R-14", subject).state == State::Fail);
    place.set("patient.outside_prompt", false);
    CHECK(place.state("R-15") == State::Fail);
}

TEST_CASE("nothing is assessed where nothing can be looked at")
{
    Place place;
    auto subject = place.subject();
    subject.data = "/nowhere/at/all";
    CHECK_FALSE(gatherFacts(subject));
    subject = place.subject();
    subject.audit = "/nowhere/at/all";
    CHECK_FALSE(gatherFacts(subject));
}

TEST_CASE("emergency access passes where the own vault has the way in that policy wants", "[R-3]")
{
    Place place;
    CHECK(place.state("R-3") == State::Fail);  // no code yet
    place.set("emergency.enabled", false);
    CHECK(place.state("R-3") == State::NotApplicable);
}
