// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_folder.h"
#include "core/audit/audit_log.h"
#include "core/audit/audit_verifier.h"
#include "core/audit/record.h"
#include "tests/support/manual_time.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>
#include <sstream>

using namespace sotto;
using namespace sotto::audit;
namespace fs = std::filesystem;

namespace {

/// Thousands of writes that wait for the disk: in memory, where the system offers that.
QString folderTemplate()
{
    const auto memory = QStringLiteral("/dev/shm");
    return (QFileInfo{memory}.isWritable() ? memory : QDir::tempPath()) +
        QStringLiteral("/sotto-audit-XXXXXX");
}

/// A log in a folder of its own, its files in reach of a forger.
struct Fixture {
    Fixture() { open(); }

    void open()
    {
        auto opened = AuditLog::open({folder, "install-7f3a", "boot-1"}, time.time(),
                                     [this](const SecretBytes& key) {
                                         firstKey = key.clone();
                                         ++keysKept;
                                     });
        REQUIRE(opened);
        log.emplace(*std::move(opened));
    }

    void add(EventKind kind = EventKind::Unlock)
    {
        time.advance(std::chrono::seconds{1});
        REQUIRE(log->append({kind,
                             Outcome::Success,
                             log->pseudonym("user", "a@b.example"),
                             "SEC-C4",
                             {{"cause", "idle"}, {"count", 3}}}));
    }

    void add(int count)
    {
        for (int i = 0; i < count; ++i)
            add();
    }

    fs::path file(std::uint64_t number = 1) const { return folder / segmentName(number); }

    std::string text() const
    {
        std::ostringstream out;
        out << std::ifstream{file(), std::ios::binary}.rdbuf();
        return out.str();
    }

    std::vector<std::string> lines() const
    {
        std::vector<std::string> all;
        std::istringstream stream{text()};
        for (std::string line; std::getline(stream, line);)
            all.push_back(line);
        return all;
    }

    void write(const std::string& bytes) const
    {
        std::ofstream{file(), std::ios::binary | std::ios::trunc} << bytes;
    }

    void write(const std::vector<std::string>& all) const
    {
        std::string bytes;
        for (const auto& line : all)
            bytes += line + '\n';
        write(bytes);
    }

    VerifyReport check(bool withKey = true) const
    {
        return verify(folder, withKey ? &firstKey : nullptr);
    }

    test::ManualTime time;
    QTemporaryDir dir{folderTemplate()};
    fs::path folder = dir.path().toStdString();
    SecretBytes firstKey;
    int keysKept = 0;
    std::optional<AuditLog> log;
};

void replaceFirst(std::string& text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A record is one line of JSON in a fixed order")
{
    Fixture f;
    f.add(EventKind::LoginOk);
    const auto line = f.lines().front();
    CHECK(line.starts_with(
        R"({"seq":1,"ts_utc":"2026-11-18T11:06:41.000Z","boottime_ms":1001000,"boot_id":"boot-1",)"
        R"("tz_src":"system","install_id":"install-7f3a","user":")"));
    CHECK(line.find(R"("event":"login_ok","outcome":"success","object":"SEC-C4",)"
                    R"("detail":{"cause":"idle","count":"3"},"prev":")" +
                    std::string(64, '0') + R"(","mac":")") != std::string::npos);
    CHECK(line.ends_with("\"}"));
    CHECK(line.find("a@b.example") == std::string::npos);
}

TEST_CASE("A whole log is found good, with its key and without")
{
    Fixture f;
    CHECK(f.check().verdict == Verdict::Ok);
    f.add(20);
    const auto withKey = f.check();
    CHECK(withKey.verdict == Verdict::Ok);
    CHECK(withKey.records == 20);
    CHECK(withKey.macChecked);
    CHECK(f.check(false).verdict == Verdict::Ok);
    CHECK_FALSE(f.check(false).macChecked);
    CHECK(f.keysKept == 1);
    f.open();
    f.add();
    CHECK(f.check().records == 21);
    CHECK(f.keysKept == 1);
}

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
    for (const auto& entry : fs::directory_iterator{f.folder}) {
        std::ostringstream bytes;
        bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
        CHECK(bytes.str().find(f.firstKey.text()) == std::string::npos);
    }
}

TEST_CASE("An altered, missing, double or moved record is found")  // I-9
{
    struct Row {
        const char* name;
        std::function<void(std::vector<std::string>&)> forge;
        Verdict verdict;
        bool foundWithoutKey;
    };

    using Lines = std::vector<std::string>;
    const auto row = GENERATE(
        Row{"outcome", [](Lines& l) { replaceFirst(l[4], "success", "failure"); }, Verdict::Altered,
            true},
        Row{"user", [](Lines& l) { replaceFirst(l[4], "\"user\":\"", "\"user\":\"0"); },
            Verdict::Altered, true},
        Row{"time", [](Lines& l) { replaceFirst(l[0], "2026", "2025"); }, Verdict::Altered, true},
        Row{"mac", [](Lines& l) { l[4][l[4].size() - 3] ^= 1; }, Verdict::Altered, true},
        Row{"last", [](Lines& l) { replaceFirst(l[9], "success", "failure"); }, Verdict::Altered,
            true},
        Row{"no record", [](Lines& l) { l[4] = "{}"; }, Verdict::Altered, true},
        Row{"extra member", [](Lines& l) { replaceFirst(l[4], "{\"seq", "{\"a\":\"\",\"seq"); },
            Verdict::Altered, true},
        Row{"space", [](Lines& l) { l[4] += ' '; }, Verdict::Altered, true},
        Row{"carriage return", [](Lines& l) { l[4] += '\r'; }, Verdict::Altered, true},
        Row{"escape", [](Lines& l) { replaceFirst(l[4], "SEC-C4", "\x1b[2J"); }, Verdict::Altered,
            true},
        Row{"too long", [](Lines& l) { l[4].insert(5, 5000, '1'); }, Verdict::Altered, true},
        Row{"deleted", [](Lines& l) { l.erase(l.begin() + 4); }, Verdict::Gap, true},
        Row{"first deleted", [](Lines& l) { l.erase(l.begin()); }, Verdict::Gap, true},
        Row{"double", [](Lines& l) { l.insert(l.begin() + 4, l[4]); }, Verdict::Gap, true},
        Row{"swapped", [](Lines& l) { std::swap(l[4], l[5]); }, Verdict::Gap, true},
        Row{"cut", [](Lines& l) { l.resize(7); }, Verdict::Truncated, true},
        Row{"emptied", [](Lines& l) { l.clear(); }, Verdict::Truncated, true});
    CAPTURE(row.name);
    Fixture f;
    f.add(10);
    auto lines = f.lines();
    row.forge(lines);
    f.write(lines);
    CHECK(f.check().verdict == row.verdict);
    CHECK(f.check(false).verdict == row.verdict);
    for (const char c : toLine(f.check()) + toJson(f.check()))
        CHECK((c >= 0x20 && c <= 0x7E));
}

TEST_CASE("A forger who computes the hashes anew is found by the codes")
{
    Fixture f;
    f.add(5);
    auto lines = f.lines();
    fs::remove(f.folder / "state");  // and takes away what the state knows
    replaceFirst(lines.back(), "success", "failure");
    f.write(lines);
    CHECK(f.check(false).verdict == Verdict::Ok);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Altered);
    CHECK(report.field == "mac");
    CHECK(report.badSeq == 5);
    CHECK_FALSE(report.macChecked);
}

TEST_CASE("Every change of one bit is found")
{
    Fixture f;
    f.add(2);
    const auto good = f.text();
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        f.write(bad);
        INFO(i);
        CHECK(f.check().verdict != Verdict::Ok);
    }
}

TEST_CASE("A log that was cut anywhere is read without harm and never found whole")
{
    Fixture f;
    f.add(3);
    const auto good = f.text();
    for (std::size_t length = 0; length < good.size(); ++length) {
        f.write(good.substr(0, length));
        INFO(length);
        CHECK(f.check().verdict != Verdict::Ok);
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
    CHECK(f.keysKept == 2);
    CHECK(fs::exists(f.file(2)));
    const auto verdict = f.check().verdict;
    CHECK((verdict == Verdict::Gap || verdict == Verdict::Altered));
    f.add(2);
    CHECK(f.keysKept == 2);  // and then the new chain holds
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
            auto log = AuditLog::open({f.folder, "install-7f3a", "boot-1"}, f.time.time());
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
            auto log = AuditLog::open({f.folder, "install-7f3a", "boot-1"}, f.time.time());
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

TEST_CASE("Nothing but plain ids gets into a record")
{
    Fixture f;
    const auto object = GENERATE(std::string{"Jane Doe"}, std::string{"a\"b"}, std::string{"a\nb"},
                                 std::string{"a\\"}, std::string{"J\xC3\xB6rg"},
                                 std::string(129, 'a'), std::string{"a@b.example"});
    const auto failed = f.log->append({EventKind::Export, Outcome::Success, {}, object, {}});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Errc::Malformed);
    CHECK(f.text().empty());
    const auto place = AuditLog::Place{f.folder, object, "boot"};
    CHECK_FALSE(AuditLog::open(place, f.time.time()));
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

TEST_CASE("A clock that was set to any year still gives a record that can be read")
{
    Fixture f;
    const auto year = GENERATE(-5000, 0, 1970, 2036, 9999, 12000);
    f.time.setWall(std::chrono::sys_days{std::chrono::year{year} / 3 / 1});
    REQUIRE(f.log->append({EventKind::Lock}));
    CHECK(f.check().verdict == Verdict::Ok);
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

TEST_CASE("Every kind of event has a name of its own")
{
    std::map<std::string_view, int> names;
    for (int i = 0; i <= static_cast<int>(EventKind::ChainRestarted); ++i)
        ++names[toName(static_cast<EventKind>(i))];
    CHECK(names.size() == 27);
    CHECK(toName(EventKind::LoginOk) == "login_ok");
    CHECK(toName(EventKind::PolicyRejected) == "policy_rejected");
    CHECK(toName(EventKind::ChainRestarted) == "chain_restarted");
}
