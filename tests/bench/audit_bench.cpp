// SPDX-License-Identifier: GPL-3.0-or-later
// The activity log on the disk of this machine: what an act waits for until it is recorded, and
// how fast an auditor reads the log.
#include "core/audit/audit_folder.h"
#include "core/audit/audit_log.h"
#include "core/audit/audit_verifier.h"
#include "core/base/qt_scheduler.h"
#include "core/crypto/digest.h"
#include "core/platform/system_clock.h"
#include "tests/bench/figures.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <vector>

using namespace sotto;
using namespace sotto::bench;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kReferenceEvery = 50;  // records
constexpr std::size_t kPage = 200;             // core/engine/record_desk.cpp

/// What an append cannot do without: a line and 128 bytes of state, each on the disk.
void appendBare(const audit::AuditFolder& folder, const std::string& line)
{
    const auto start = now();
    const double cpu = cpuSeconds();
    REQUIRE(folder.append("bare", line));
    REQUIRE(folder.overwrite("bare-state", viewOf(line).first(128)));
    figure("audit.append.bare", seconds(start, now()), cpuSeconds() - cpu);
}

std::uint64_t bytesOf(const fs::path& folder)
{
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".jsonl")
            bytes += entry.file_size();
    return bytes;
}

/// Reads all and hashes it once, as one piece.
void readBare(const fs::path& folder)
{
    const auto start = now();
    const double cpu = cpuSeconds();
    crypto::Hasher hasher{crypto::Hasher::Algorithm::Sha256};
    std::string piece(1 << 16, '\0');
    for (const auto& entry : fs::directory_iterator{folder}) {
        std::ifstream stream{entry.path(), std::ios::binary};
        while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
               stream.gcount() > 0)
            hasher.update(
                viewOf(std::string_view{piece.data(), static_cast<std::size_t>(stream.gcount())}));
    }
    REQUIRE(hasher.finish().size() == crypto::kSha256Size);
    figure("audit.verify.bare", seconds(start, now()), cpuSeconds() - cpu);
}

/// In how many seconds.
double verifyWhole(const fs::path& folder, const char* name, const audit::VerifyWith& with)
{
    const auto start = now();
    const double cpu = cpuSeconds();
    REQUIRE(audit::verify(folder, with).verdict == audit::Verdict::Ok);
    const double took = seconds(start, now());
    figure(name, took, cpuSeconds() - cpu);
    return took;
}

/// What a page of a catch-up puts on record: at once, and one by one as the alternative.
void appendPage(audit::AuditLog& log, const audit::Event& event)
{
    const std::vector<audit::Event> page(kPage, event);
    auto start = now();
    double cpu = cpuSeconds();
    REQUIRE(log.append(page));
    figure("audit.page", seconds(start, now()), cpuSeconds() - cpu);
    start = now();
    cpu = cpuSeconds();
    for (const auto& one : page)
        REQUIRE(log.append(one));
    figure("audit.page.single", seconds(start, now()), cpuSeconds() - cpu);
}

std::string speed(std::uint64_t bytes, std::vector<double> took)
{
    std::ranges::nth_element(took, took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2));
    return std::to_string(static_cast<std::uint64_t>(static_cast<double>(bytes) / 1e6 /
                                                     took[took.size() / 2])) +
        " MB/s";
}

}  // namespace

TEST_CASE("audit: one record, and a log read whole", "[audit]")
{
    QTemporaryDir dir, bareDir;
    const fs::path folder = dir.path().toStdString();
    const auto bare = audit::AuditFolder::lock(bareDir.path().toStdString());
    REQUIRE(bare);
    platform::SystemClock clock;
    QtScheduler scheduler;
    const auto key = crypto::makeAlertKeyPair();
    auto log = audit::AuditLog::open({folder, "install-7f3a", "boot-1", key.publicKey, 500},
                                     {clock, scheduler});
    REQUIRE(log);
    const auto user = log->pseudonym("user", "a@b.example");
    const int records = wanted("SOTTO_BENCH_RECORDS", 100'000);
    for (int i = 0; i < records; ++i) {
        const auto start = now();
        const double cpu = cpuSeconds();
        REQUIRE(log->append(
            {audit::EventKind::Unlock, audit::Outcome::Success, user, {}, {{"cause", "idle"}}}));
        figure("audit.append", seconds(start, now()), cpuSeconds() - cpu);
        if (i % kReferenceEvery == 0)
            appendBare(*bare, std::string(430, 'x'));
    }
    const auto bytes = bytesOf(folder);
    audit::VerifyWith with;
    with.keys = *audit::openEscrow(folder, key);
    std::vector<double> plain, withCodes;
    const int runs = wanted("SOTTO_BENCH_RUNS", 7);
    for (int run = 0; run < runs; ++run) {
        readBare(folder);
        plain.push_back(verifyWhole(folder, "audit.verify", {}));
        withCodes.push_back(verifyWhole(folder, "audit.verify.codes", with));
    }
    note("audit: " + std::to_string(records) + " records, " + std::to_string(bytes) + " bytes, " +
         std::to_string(bytes / static_cast<std::uint64_t>(records)) +
         " for each with its share of the checkpoints; verified at " + speed(bytes, plain) +
         ", with the codes at " + speed(bytes, withCodes));
    for (int run = 0; run < runs; ++run)
        appendPage(*log, {audit::EventKind::MessageReceived, audit::Outcome::Success, user});
}
