// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/exception_report.h"
#include "tests/unit/audit/audit_fixture.h"

#include <algorithm>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Fixture;
using std::chrono::hours;

namespace {

ExceptionRules rules()
{
    ExceptionRules rules;
    rules.workDays = {true, true, true, true, true, false, false};
    rules.bulk = 3;
    rules.utcOffset = [](WallTime) { return std::chrono::hours{1}; };
    return rules;
}

struct Days : Fixture {
    void record(EventKind kind, const char* person = "ana@clinic.example",
                Outcome outcome = Outcome::Success, std::string object = {})
    {
        REQUIRE(
            log->append({kind, outcome, log->pseudonym("user", person), std::move(object), {}}));
    }

    std::vector<ExceptionLine> of(ExceptionKind kind)
    {
        auto report = reportExceptions(folder, rules());
        REQUIRE(report);
        auto lines = report->lines;
        std::erase_if(lines, [kind](const ExceptionLine& line) { return line.kind != kind; });
        return lines;
    }

    std::string ana() { return log->pseudonym("user", "ana@clinic.example").text(); }
};

}  // namespace

// The clock begins on Wednesday, 2026-11-18, 11:06 UTC: 12:06 at the clinic.

TEST_CASE("Who opens Sotto at night or on a Sunday is told, once for each day")
{
    Days days;
    days.record(EventKind::LoginOk);  // 12:06
    days.time.advance(hours{6});
    days.record(EventKind::Unlock);  // 18:06
    CHECK(days.of(ExceptionKind::AfterHours).empty());
    days.time.advance(hours{1});
    days.record(EventKind::Unlock);  // 19:06
    days.time.advance(hours{1});
    days.record(EventKind::Unlock);
    days.record(EventKind::MessageSent);  // nobody opened anything
    const auto late = days.of(ExceptionKind::AfterHours);
    REQUIRE(late.size() == 1);
    CHECK(late[0].user == days.ana());
    CHECK(late[0].day == "2026-11-18");
    CHECK(late[0].count == 2);
    CHECK(late[0].firstSeq == 3);
    CHECK(late[0].last - late[0].first == hours{1});
    days.time.advance(hours{24 * 3 + 16});  // Sunday, 12:06
    days.record(EventKind::LoginOk, "bo@clinic.example");
    const auto all = days.of(ExceptionKind::AfterHours);
    REQUIRE(all.size() == 2);
    CHECK(all[1].day == "2026-11-22");
}

TEST_CASE("So many exports of one person in one day, and no fewer, are told")
{
    Days days;
    days.record(EventKind::Export);
    days.record(EventKind::AttachmentSaved);
    days.record(EventKind::Export, "bo@clinic.example");
    days.record(EventKind::Export, "ana@clinic.example", Outcome::Failure);  // nothing left
    CHECK(days.of(ExceptionKind::BulkExport).empty());
    days.time.advance(hours{24});
    days.record(EventKind::Export);
    CHECK(days.of(ExceptionKind::BulkExport).empty());
    days.record(EventKind::Export);
    days.record(EventKind::Export);
    const auto bulk = days.of(ExceptionKind::BulkExport);
    REQUIRE(bulk.size() == 1);
    CHECK(bulk[0].user == days.ana());
    CHECK(bulk[0].day == "2026-11-19");
    CHECK(bulk[0].count == 3);
}

TEST_CASE("Failed attempts, emergency access and findings are told")
{
    Days days;
    days.record(EventKind::UnlockFailed, "ana@clinic.example", Outcome::Failure);
    days.record(EventKind::LockedOut, "ana@clinic.example", Outcome::Failure);
    days.record(EventKind::OfflineOpened, "ana@clinic.example", Outcome::Failure);
    days.record(EventKind::OfflineOpened);
    days.record(EventKind::EmergencyAccess);
    days.record(EventKind::SecurityFinding, "ana@clinic.example", Outcome::Failure, "SEC-C4");
    const auto failed = days.of(ExceptionKind::FailedAttempts);
    REQUIRE(failed.size() == 1);
    CHECK(failed[0].count == 3);
    CHECK(days.of(ExceptionKind::EmergencyAccess).size() == 1);
    CHECK(days.of(ExceptionKind::Finding).size() == 1);
}

TEST_CASE("A policy that is loaded again is no change; another one, or a refused one, is")
{
    Days days;
    days.record(EventKind::PolicyLoaded, "", Outcome::Success, "aa");
    days.record(EventKind::PolicyLoaded, "", Outcome::Success, "aa");
    CHECK(days.of(ExceptionKind::PolicyChange).empty());
    days.record(EventKind::PolicyRejected, "", Outcome::Failure, "cc");
    days.record(EventKind::PolicyLoaded, "", Outcome::Success, "aa");
    CHECK(days.of(ExceptionKind::PolicyChange).front().count == 1);
    days.record(EventKind::PolicyLoaded, "", Outcome::Success, "bb");
    CHECK(days.of(ExceptionKind::PolicyChange).front().count == 2);
}

TEST_CASE("A review ends a report, and the next one begins with it")
{
    Days days;
    days.record(EventKind::PolicyLoaded, "", Outcome::Success, "aa");
    days.record(EventKind::EmergencyAccess);
    days.record(EventKind::ReportReviewed);
    days.record(EventKind::PolicyLoaded, "", Outcome::Success, "bb");
    CHECK(days.of(ExceptionKind::EmergencyAccess).empty());
    CHECK(days.of(ExceptionKind::PolicyChange).size() == 1);  // other than before the review
    const auto report = reportExceptions(days.folder, rules());
    REQUIRE(report);
    CHECK(report->wasReviewed);
    CHECK(report->records == 2);
    CHECK(report->since == "2026-11-18T11:06:40.000Z");
}

TEST_CASE("An emergency stays in the report until somebody has seen it there and signed it off")
{
    Days days;
    const auto review = [&days](std::uint64_t until) {
        const auto count = static_cast<std::int64_t>(until);
        REQUIRE(days.log->append({EventKind::ReportReviewed,
                                  Outcome::Success,
                                  days.log->pseudonym("user", "privacy@clinic.example"),
                                  {},
                                  {{"until", count}}}));
    };
    days.record(EventKind::EmergencyAccess);
    const auto shown = reportExceptions(days.folder, rules());
    REQUIRE(shown);
    CHECK(shown->until == 1);
    days.record(EventKind::LogViewed);  // to look at it is no review
    days.time.advance(hours{24 * 40});
    CHECK(days.of(ExceptionKind::EmergencyAccess).size() == 1);
    days.record(EventKind::EmergencyAccess, "bo@clinic.example");  // while the first is being read
    review(shown->until);
    const auto left = days.of(ExceptionKind::EmergencyAccess);
    REQUIRE(left.size() == 1);
    CHECK(left[0].user == days.log->pseudonym("user", "bo@clinic.example").text());
    CHECK(left[0].count == 1);
    review(reportExceptions(days.folder, rules())->until);
    CHECK(days.of(ExceptionKind::EmergencyAccess).empty());
    days.record(EventKind::EmergencyAccess);
    review(999);  // a number that is not there yet signs off nothing that comes later
    days.record(EventKind::EmergencyAccess);
    CHECK(days.of(ExceptionKind::EmergencyAccess).size() == 1);
}

TEST_CASE("A log that cannot be read gives no report that would look clean")
{
    CHECK_FALSE(reportExceptions("/nowhere/at/all", rules()));
}

TEST_CASE("Since when nobody has reviewed is read without the report")
{
    Days days;
    const auto since = [&days] {
        const auto found = unreviewedSince(days.folder);
        REQUIRE(found);
        CHECK(*found == reportExceptions(days.folder, rules())->since);
        return *found;
    };
    CHECK(since().empty());
    days.record(EventKind::LoginOk);
    const auto begun = since();
    days.time.advance(hours{30});
    days.record(EventKind::Lock);
    CHECK(since() == begun);
    days.record(EventKind::ReportReviewed);
    CHECK(since() > begun);
    const auto reviewed = since();
    days.time.advance(hours{30});
    days.record(EventKind::LoginOk);
    CHECK(since() == reviewed);
    days.record(EventKind::ReportReviewed);
    CHECK(since() > reviewed);
    CHECK_FALSE(unreviewedSince("/nowhere/at/all"));
}
