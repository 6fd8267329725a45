// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/record.h"
#include "core/crypto/digest.h"
#include "tests/unit/audit/audit_fixture.h"

#include <catch2/generators/catch_generators.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Fixture;
namespace fs = std::filesystem;

TEST_CASE("Only the owner can read the files")
{
    Fixture f;
    f.add();
    for (const auto& entry : fs::directory_iterator{f.folder}) {
        struct stat info { };

        ::stat(entry.path().c_str(), &info);
        CHECK((info.st_mode & 0777) == 0600);
    }
}

TEST_CASE("The key moves on and the one before is gone from the folder")
{
    Fixture f;
    f.add(2);
    const auto keys = f.keys();
    REQUIRE(keys.size() == 1);
    const auto& firstKey = keys.front().key;
    for (const auto& entry : fs::directory_iterator{f.folder}) {
        std::ostringstream bytes;
        bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
        CHECK(bytes.str().find(firstKey.text()) == std::string::npos);
    }
}

TEST_CASE("A half-written last line is said to be one, and the writer closes it")
{
    Fixture f;
    f.add(3);
    const auto good = f.text();
    const auto half = GENERATE(std::string{"{"}, std::string{"{\"seq\":4,\"ts_utc\":\"20"},
                               std::string{"\n"}, std::string{"garbage\n"}, std::string(4000, 'x'));
    f.write(good + half);
    CHECK(f.check().verdict == Verdict::HalfWritten);
    f.add();
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Ok);
    CHECK(report.records == 5);  // three, the closing one, the new one
    CHECK(f.lines().at(4).find("\"event\":\"recovered\"") != std::string::npos);
}

TEST_CASE("A crash at any byte of a record loses only that record")
{
    Fixture f;
    f.add(2);
    const auto before = f.text();
    std::ifstream stateFile{f.folder / "state", std::ios::binary};
    const std::string state{std::istreambuf_iterator<char>{stateFile}, {}};
    f.add();
    const auto after = f.text();
    for (auto length = before.size(); length <= after.size(); ++length) {
        INFO(length);
        f.write(after.substr(0, length));
        std::ofstream{f.folder / "state", std::ios::binary} << state;
        f.add();
        const auto report = f.check();
        CHECK(report.verdict == Verdict::Ok);
        CHECK(report.records >= 3);
        CHECK(report.records <= 4);
    }
}

TEST_CASE("A crash while a half line is closed is healed too")
{
    Fixture f;
    f.add(2);
    f.write(f.text() + "half");
    std::ifstream stateFile{f.folder / "state", std::ios::binary};
    const std::string state{std::istreambuf_iterator<char>{stateFile}, {}};
    f.open();  // closes it
    const auto closed = f.text();
    const auto cut = GENERATE(0, 1, 40);  // the closing record is whole, lacks its end, or is half
    f.write(closed.substr(0, closed.size() - static_cast<std::size_t>(cut)));
    std::ofstream{f.folder / "state", std::ios::binary} << state;
    f.add();
    const auto verdict = f.check().verdict;
    CHECK(verdict == (cut < 40 ? Verdict::Ok : Verdict::Altered));
    f.add();
    CHECK(f.check().verdict == verdict);
}

TEST_CASE("A lost or unfit key state begins a new chain, which the verifier reports")
{
    enum class Deed { RemoveState, DamageState, EmptyState, CutLog, RemoveLog, AddForged, AddMuch };
    const auto deed = GENERATE(Deed::RemoveState, Deed::DamageState, Deed::EmptyState, Deed::CutLog,
                               Deed::RemoveLog, Deed::AddForged, Deed::AddMuch);
    CAPTURE(static_cast<int>(deed));
    Fixture f;
    f.add(5);
    auto lines = f.lines();
    switch (deed) {
    case Deed::RemoveState:
        fs::remove(f.folder / "state");
        break;
    case Deed::DamageState:
        std::ofstream{f.folder / "state", std::ios::in | std::ios::out}.seekp(70) << "XX";
        break;
    case Deed::EmptyState:
        std::ofstream{f.folder / "state", std::ios::trunc};
        break;
    case Deed::CutLog:
        lines.pop_back();
        f.write(lines);
        break;
    case Deed::RemoveLog:
        fs::remove(f.file());
        break;
    case Deed::AddForged:
        lines.insert(lines.end(), {lines[3], lines[4]});
        f.write(lines);
        break;
    case Deed::AddMuch:
        f.write(f.text() + std::string(100'000, '\n'));
        break;
    }
    f.add();
    CHECK(f.keys().size() == 2);
    CHECK(fs::exists(f.file(2)));
    const auto verdict = f.check().verdict;
    CHECK((verdict == Verdict::Gap || verdict == Verdict::Altered));
    f.add(2);
    CHECK(f.keys().size() == 2);  // and then the new chain holds
}

TEST_CASE("A record that only lacks the right code is not taken for one of ours after a crash")
{
    Fixture f;
    f.add(5);
    const auto head = crypto::sha256(viewOf(f.lines().back()));
    const Bytes wrongKey(crypto::kSha256Size, 7);
    const auto forged = formatRecord(
        {6, f.time.wallNow(), f.time.bootNow(), "boot-1", "install-7f3a", head, wrongKey},
        {EventKind::Logoff});
    REQUIRE(forged);
    f.write(f.text() + *forged + '\n');
    f.add();
    CHECK(f.lines().at(6).find("\"event\":\"recovered\"") != std::string::npos);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Altered);
    CHECK(report.badSeq == 6);
}

TEST_CASE("A state of a newer version is left alone")
{
    Fixture f;
    f.add();
    std::ofstream{f.folder / "state", std::ios::in | std::ios::out}.seekp(7) << "2";
    const auto before = f.text();
    const auto failed = f.log->append({EventKind::Lock});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Errc::Newer);
    CHECK(f.text() == before);
}

TEST_CASE("Several writers share one chain")
{
    Fixture f;
    constexpr int kProcesses = 4, kEach = 25;
    std::vector<pid_t> children;
    for (int i = 0; i < kProcesses; ++i) {
        const auto child = ::fork();
        if (child == 0) {
            auto log = AuditLog::open(f.place, f.time.time());
            int written = 0;
            for (int tries = 0; log && written < kEach && tries < 10 * kEach; ++tries)
                written += log->append({EventKind::Lock}) ? 1 : 0;
            ::_exit(written == kEach ? 0 : 1);
        }
        children.push_back(child);
    }
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(status == 0);
    }
    f.add();
    CHECK(f.check().verdict == Verdict::Ok);
    CHECK(f.check().records == kProcesses * kEach + 1);
}

TEST_CASE("A writer that is killed at any moment leaves a log that can be continued")
{
    Fixture f;
    for (int round = 0; round < 20; ++round) {
        const auto child = ::fork();
        if (child == 0) {
            auto log = AuditLog::open(f.place, f.time.time());
            while (log && log->append({EventKind::Unlock})) { }
            ::_exit(1);
        }
        ::usleep(static_cast<useconds_t>(3000 + 700 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
    f.add();
    CHECK(f.check().verdict == Verdict::Ok);
    CHECK(f.check().records > 20);
}

TEST_CASE("A full file is followed by the next, and the chain goes on")
{
    Fixture f;
    f.add(2);
    // As if the first file were full: what the state says of it is what counts.
    const auto big =
        std::vector<log::Field>(60, {"reason", "a-long-literal-that-fills-the-record"});
    while (!fs::exists(f.file(2)))
        REQUIRE(f.log->append({EventKind::Lock, Outcome::Success, {}, {}, big}));
    CHECK(fs::file_size(f.file(1)) >= 8 * 1024 * 1024);
    CHECK(fs::file_size(f.file(1)) < 8 * 1024 * 1024 + 4096);
    f.add(3);
    CHECK(f.check().verdict == Verdict::Ok);
    CHECK(f.check().file == segmentName(2));
    fs::remove(f.file(1));
    CHECK(f.check().verdict == Verdict::Gap);
}

TEST_CASE("Many records at once are the same log as one after another")
{
    Fixture f;
    f.place.checkpointEvery = 16;
    f.open();
    const std::vector<Event> events(1000, {EventKind::Lock, Outcome::Success, {}, {}, {{"n", 1}}});
    REQUIRE(f.log->append(events));
    REQUIRE(f.log->append(std::span<const Event>{}));
    f.add(3);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Ok);
    CHECK(report.checkpoints == report.records / 16);
    CHECK(report.records == 1003 + report.checkpoints);
}

TEST_CASE("A pseudonym is stable, and tells kinds and installations apart")
{
    Fixture f, other;
    const auto user = f.log->pseudonym("user", "a@b.example").text();
    CHECK(user.size() == 16);
    CHECK(user == f.log->pseudonym("user", "a@b.example").text());
    f.open();
    CHECK(user == f.log->pseudonym("user", "a@b.example").text());
    CHECK(user != f.log->pseudonym("device", "a@b.example").text());
    CHECK(user != f.log->pseudonym("user", "b@b.example").text());
    CHECK(user != other.log->pseudonym("user", "a@b.example").text());
}

TEST_CASE("A log that cannot be written says so")
{
    Fixture f;
    const auto locked = AuditFolder::lock(f.folder);
    REQUIRE(locked);
    const auto busy = f.log->append({EventKind::Lock});
    REQUIRE_FALSE(busy);
    CHECK(busy.error().code == Errc::Busy);
    const auto nowhere = AuditLog::open({"/nonexistent/audit", "i", "b"}, f.time.time());
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == Errc::Storage);
    CHECK(verify("/nonexistent/audit").verdict == Verdict::Unreadable);
}
