// SPDX-License-Identifier: GPL-3.0-or-later
// The activity log, and the power that goes at each of its writes: what was recorded stays,
// and the chain goes on. The calls to the system are wrapped by the linker (CMakeLists.txt).
#include "core/audit/audit_log.h"
#include "core/audit/audit_verifier.h"
#include "core/audit/record.h"
#include "tests/unit/audit/audit_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>

using namespace sotto;
using namespace sotto::audit;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;  // of a disk: written whole or not at all
constexpr int kPowerGone = 42;

/// What is left of the write that was under way.
enum class Left : std::uint8_t { Nothing, Half, All };

/// The disk of a child process: fails at one call, after which there is no process.
struct Disk {
    int point = INT_MAX;  ///< which call; from 1
    Left left = Left::All;
    int calls = 0;
    int pending = -1;  ///< written and not synced
    std::size_t pendingBytes = 0;
    Bytes overwritten;  ///< what stood there before
    off_t at = 0;
    fs::path newFile;  ///< its name is not synced yet
};

Disk disk;

fs::path pathOf(int file)
{
    return fs::read_symlink("/proc/self/fd/" + std::to_string(file));
}

bool isFileOfLog(int file)
{
    struct stat info { };

    return ::fstat(file, &info) == 0 && S_ISREG(info.st_mode);
}

bool isDue()
{
    return ++disk.calls == disk.point;
}

/// The disk forgets what it was not told to keep.
[[noreturn]] void powerGoes()
{
    if (disk.left == Left::Nothing && disk.pending >= 0) {
        const auto kept = disk.at + static_cast<off_t>(disk.overwritten.size());
        const int file = ::open(pathOf(disk.pending).c_str(), O_WRONLY);
        if (::pwrite(file, disk.overwritten.data(), disk.overwritten.size(), disk.at) < 0 ||
            ::ftruncate(file, std::max<off_t>(kept, disk.at)) != 0)
            ::_exit(1);
    }
    if (disk.left == Left::Nothing && !disk.newFile.empty())
        fs::remove(disk.newFile);
    ::_exit(kPowerGone);
}

}  // namespace

extern "C" {
ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_fdatasync(int file);
int __real_fsync(int file);

ssize_t __wrap_write(int file, const void* bytes, size_t size)
{
    if (disk.point == INT_MAX || !isFileOfLog(file))
        return __real_write(file, bytes, size);
    const auto path = pathOf(file);
    const bool isAppend = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
    const auto end = static_cast<off_t>(fs::file_size(path));
    disk.at = isAppend ? end : ::lseek(file, 0, SEEK_CUR);
    disk.overwritten.assign(
        static_cast<std::size_t>(std::min<off_t>(static_cast<off_t>(size), end - disk.at)), 0);
    const int old = ::open(path.c_str(), O_RDONLY);
    if (::pread(old, disk.overwritten.data(), disk.overwritten.size(), disk.at) < 0)
        ::_exit(1);
    ::close(old);
    disk.pending = file;
    if (end == 0)
        disk.newFile = path;
    if (!isDue()) {
        return __real_write(file, bytes, size);
    }
    const bool isOneSector = size <= kSector && !isAppend;
    if (disk.left == Left::Half && !isOneSector)
        __real_write(file, bytes, size / 2);
    else if (disk.left == Left::All)
        __real_write(file, bytes, size);
    powerGoes();
}

int __wrap_fdatasync(int file)
{
    if (isDue())
        powerGoes();
    disk.pending = -1;
    return __real_fdatasync(file);
}

int __wrap_fsync(int file)
{
    if (isDue())
        powerGoes();
    disk.newFile.clear();
    return __real_fsync(file);
}
}

namespace {

/// Runs `work` in a process whose power goes at that call. False: it ended before. `recorded`
/// gets how many records it was told are on the disk.
bool runUntil(int point, Left left, int& recorded, const std::function<void(int report)>& work)
{
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        disk = {};
        disk.point = point;
        disk.left = left;
        work(pipe[1]);
        ::_exit(0);
    }
    ::close(pipe[1]);
    recorded = 0;
    for (char byte = 0; ::read(pipe[0], &byte, 1) == 1;)
        ++recorded;
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    const int code = WEXITSTATUS(status);
    REQUIRE((code == 0 || code == kPowerGone));
    return code == kPowerGone;
}

/// Opens the log and records `count` times so many at once; one byte of report for each record
/// that is on the disk.
void record(audit::test::Fixture& at, int count, std::size_t atOnce, int report)
{
    auto log = AuditLog::open(at.place, at.time.time());
    const std::vector<Event> events(atOnce, {EventKind::Unlock, Outcome::Success, {}, "SEC-C4"});
    const std::string told(atOnce, 'r');
    for (int i = 0; log && i < count; ++i)
        if (log->append(events))
            __real_write(report, told.data(), told.size());
}

std::size_t countOf(const fs::path& folder, std::string_view event)
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() != ".jsonl")
            continue;
        std::ifstream stream{entry.path(), std::ios::binary};
        for (std::string line; std::getline(stream, line);)
            if (const auto parsed = parseRecord(line); parsed && parsed->event == event)
                ++count;
    }
    return count;
}

/// All points of recording `count` times in a log that `prepare` made; it ends in that file.
int cutEverywhere(int count, std::size_t atOnce, std::uint64_t lastSegment,
                  const std::function<void(audit::test::Fixture&)>& prepare)
{
    int points = 0;
    for (bool isCut = true; isCut; ++points) {
        for (const auto left : {Left::Nothing, Left::Half, Left::All}) {
            INFO("call " << points + 1 << ", left of it: " << static_cast<int>(left));
            audit::test::Fixture at{audit::test::Fixture::Begin::Later};
            at.place.checkpointEvery = 4;
            prepare(at);
            const auto before = countOf(at.folder, "unlock");
            int recorded = 0;
            isCut = runUntil(points + 1, left, recorded,
                             [&](int report) { record(at, count, atOnce, report); });
            at.open();
            at.add(2);
            const auto found = countOf(at.folder, "unlock");
            CHECK(found >= before + static_cast<std::size_t>(recorded) + 2);
            CHECK(found <= before + static_cast<std::size_t>(recorded) + 2 + atOnce);  // under way
            const auto report = at.check();
            CHECK(report.verdict == Verdict::Ok);
            CHECK(report.restarts == 0);
            CHECK(report.codesFrom == 1);
            CHECK(report.file == segmentName(lastSegment));
        }
    }
    return points;
}

}  // namespace

TEST_CASE("The power may go at every write of a log that begins", "[fault]")
{
    const int points = cutEverywhere(9, 1, 1, [](audit::test::Fixture&) {});
    WARN(points << " calls, three ways each");
    CHECK(points > 50);
}

TEST_CASE("The power may go at every write of many records at once", "[fault]")
{
    const int points = cutEverywhere(3, 200, 1, [](audit::test::Fixture&) {});
    WARN(points << " calls, three ways each");
    CHECK(points > 20);
}

TEST_CASE("The power may go at every write where a full file is followed by the next", "[fault]")
{
    audit::test::Fixture full;
    full.place.checkpointEvery = 4;
    full.open();
    do
        full.add();
    while (fs::file_size(full.file()) < 8 * 1024 * 1024 - 600);
    const int points = cutEverywhere(6, 1, 2, [&](audit::test::Fixture& at) {
        fs::copy(full.folder, at.folder,
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        at.auditKey = full.auditKey.clone();
        at.place.auditKey = full.place.auditKey;
    });
    WARN(points << " calls, three ways each");
    CHECK(points > 20);
}
