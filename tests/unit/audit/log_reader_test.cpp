// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/log_reader.h"
#include "tests/unit/audit/audit_fixture.h"

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Fixture;

namespace {

LogPage newest(const Fixture& f, std::size_t most, const ExportFilter& filter = {})
{
    const std::atomic<bool> stop{false};
    auto page = readNewest(f.folder, filter, most, stop);
    REQUIRE(page);
    return *std::move(page);
}

}  // namespace

TEST_CASE("The newest records come first, with all that they say")
{
    Fixture f;
    f.add(3);
    const auto page = newest(f, 10);
    REQUIRE(page.newestFirst.size() == 3);
    CHECK_FALSE(page.hasOlder);
    const auto& first = page.newestFirst.front();
    CHECK(first.seq == 3);
    CHECK(first.ts == "2026-11-18T11:06:43.000Z");
    CHECK(first.user == f.log->pseudonym("user", "a@b.example").text());
    CHECK(first.event == "unlock");
    CHECK(first.outcome == "success");
    CHECK(first.object == "SEC-C4");
    CHECK(first.detail ==
          std::vector<std::pair<std::string, std::string>>{{"cause", "idle"}, {"count", "3"}});
    CHECK(page.newestFirst.back().seq == 1);
}

TEST_CASE("No more than were asked for, and that there are older ones is said")
{
    Fixture f;
    f.add(5);
    f.add(EventKind::Lock);
    f.add(2);
    const auto page = newest(f, 3, {.event = "unlock"});
    CHECK(page.hasOlder);
    REQUIRE(page.newestFirst.size() == 3);
    CHECK(page.newestFirst.front().seq == 8);
    CHECK(page.newestFirst.back().seq == 5);
    CHECK_FALSE(newest(f, 7, {.event = "unlock"}).hasOlder);
    CHECK(newest(f, 9, {.events = {"lock", "login_ok"}}).newestFirst.size() == 1);
}

TEST_CASE("Records are read over the ends of files, and what is none is counted")
{
    Fixture f;
    f.add(2);
    std::ofstream{f.file(2), std::ios::binary} << f.lines().back() << "\nnot a record\n";
    const auto page = newest(f, 2);
    REQUIRE(page.newestFirst.size() == 2);
    CHECK(page.newestFirst.front().seq == 2);
    CHECK(page.hasOlder);
    CHECK(page.notRecords == 1);
    CHECK(newest(f, 10).newestFirst.size() == 3);
}

TEST_CASE("A folder that is not there cannot be read")
{
    const std::atomic<bool> stop{false};
    const auto page = readNewest("/nowhere/at/all", {}, 3, stop);
    REQUIRE_FALSE(page);
    CHECK(page.error().code == Errc::Storage);
}

TEST_CASE("A record's time can be read back, and nothing else")
{
    for (const auto* text : {"2026-11-18T11:06:41.000Z", "2024-02-29T00:00:00.999Z"})
        CHECK(toUtc(fromUtc(text).value()) == text);
    for (const auto* text :
         {"", "2026-11-18", "2026-13-18T11:06:41.000Z", "2026-02-29T11:06:41.000Z",
          "2026-11-18T25:06:41.000Z", "2026-11-18 11:06:41.000Z", "2026-11-18T11:06:4x.000Z",
          "-026-11-18T11:06:41.000Z"})
        CHECK_FALSE(fromUtc(text));
}
