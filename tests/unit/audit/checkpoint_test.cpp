// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/checkpoint.h"
#include "core/base/encoding.h"
#include "tests/unit/audit/audit_fixture.h"
#include "tests/unit/audit/tamper.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Fixture;
namespace fs = std::filesystem;

namespace {

using sotto::audit::test::Lines;
using sotto::audit::test::tamper;

/// A log whose checkpoints are kept by a collector.
struct Anchored : Fixture {
    explicit Anchored(std::uint64_t every = 8)
    {
        place.checkpointEvery = every;
        open();
    }

    /// The collector's file, of the checkpoints so far.
    void keepAnchors(std::string_view header = {})
    {
        std::ofstream out{anchorFile, std::ios::binary | std::ios::trunc};
        for (const auto& line : lines())
            if (line.find("\"event\":\"checkpoint\"") != line.npos)
                out << header << line << '\n';
    }

    VerifyReport judge(bool withKey = true) const
    {
        VerifyWith with;
        with.checkpointKey = readCheckpointKey(folder);
        auto anchors = readAnchors(anchorFile, with.checkpointKey);
        REQUIRE(anchors);
        with.anchors = *std::move(anchors);
        if (withKey)
            with.keys = keys();
        return verify(folder, with);
    }

    fs::path anchorFile = folder / "collected.txt";
};

std::string fileText(const fs::path& path)
{
    std::ostringstream out;
    out << std::ifstream{path, std::ios::binary}.rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("A checkpoint is signed every so many records, and the verifier checks it")
{
    Anchored f;
    f.add(20);
    CHECK(f.check().verdict == Verdict::Ok);
    CHECK(f.check().checkpoints == 2);
    CHECK(f.check().records == 22);

    VerifyWith other;
    other.checkpointKey = Bytes(32, 1);
    const auto report = verify(f.folder, other);
    CHECK(report.verdict == Verdict::Altered);
    CHECK(report.field == "checkpoint");
    CHECK(report.badSeq == 9);
}

TEST_CASE("A checkpoint on demand is made once for what is recorded")
{
    Anchored f{0};
    const auto none = f.log->checkpoint();
    REQUIRE(none);
    CHECK(none->empty());
    f.add(3);
    const auto made = f.log->checkpoint();
    REQUIRE(made);
    CHECK(*made == f.lines().back());
    CHECK(*f.log->checkpoint() == *made);
    CHECK(f.lines().size() == 4);
    f.add();
    CHECK(*f.log->checkpoint() != *made);
    CHECK(f.check().checkpoints == 2);
}

TEST_CASE("A log that is kept elsewhere to its end is whole; what came later is said to be not")
{
    Anchored f;
    f.add(10);
    REQUIRE(f.log->checkpoint());
    f.keepAnchors();
    CHECK(f.judge().verdict == Verdict::Ok);
    CHECK(f.judge().anchoredSeq == f.lines().size());
    f.add(2);
    const auto later = f.judge();
    CHECK(later.verdict == Verdict::Unanchored);
    CHECK(later.anchoredSeq == 12);
    CHECK(later.records == 14);
    CHECK(later.unanchoredSince == "2026-11-18T11:06:51.000Z");
}

TEST_CASE("A collector's own header before a record does no harm")
{
    Anchored f;
    f.add(8);
    f.keepAnchors("<85>1 2026-11-21T19:00:01.123Z ws-3 sotto 4711 - - ");
    std::ofstream{f.anchorFile, std::ios::app} << "another program {\"seq\":x}\n"
                                               << std::string(200'000, '{') << "\n\r\n";
    CHECK(f.judge().verdict == Verdict::Ok);
}

TEST_CASE("A log that was cut off, taken away or put back is found by its anchors")
{
    Anchored f;
    f.add(4);
    const auto copy = f.dir.path().toStdString() + "-copy";
    fs::copy(f.folder, copy);
    f.add(20);
    REQUIRE(f.log->checkpoint());
    f.keepAnchors();
    const auto kept = fileText(f.anchorFile);

    SECTION("the end is cut, and the state with it")
    {
        auto lines = f.lines();
        lines.resize(10);
        f.write(lines);
        fs::remove(f.folder / "state");
        CHECK(f.judge().verdict == Verdict::Truncated);
        CHECK(f.judge().badSeq == 11);
    }
    SECTION("all of it is gone")
    {
        fs::remove(f.file());
        fs::remove(f.folder / "state");
        CHECK(f.judge().verdict == Verdict::Truncated);
    }
    SECTION("an older copy of the folder is put back")
    {
        fs::copy(copy, f.folder,
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        CHECK(f.judge().verdict == Verdict::Truncated);
        SECTION("and goes on recording")
        {
            f.add(40);
            const auto report = f.judge();
            CHECK(report.verdict == Verdict::Truncated);
            CHECK(report.field == "anchor");
        }
    }
    CHECK(fileText(f.anchorFile) == kept);
    fs::remove_all(copy);
}

TEST_CASE("An anchor of another installation, or with a forged signature, says nothing")
{
    Anchored f, other;
    other.place.installId = "install-0000";
    other.open();
    other.add(30);
    other.keepAnchors();
    f.add(8);
    f.keepAnchors();
    auto forged = f.lines().back();
    forged.replace(forged.find("\"object\":\"") + 10, 8, "00000000");
    std::ofstream{f.anchorFile, std::ios::app} << fileText(other.anchorFile) << forged << '\n';
    CHECK(f.judge().verdict == Verdict::Ok);
}

TEST_CASE("An audit key that comes later is told, and the codes are checked from there on")
{
    Fixture f;
    f.place.auditKey.clear();
    fs::remove_all(f.folder);
    fs::create_directory(f.folder);
    f.open();
    f.add(5);
    CHECK(f.check().codesFrom == 0);
    f.place.auditKey = f.auditKey.publicKey;
    f.open();
    f.open();  // once
    f.add(5);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Ok);
    CHECK(report.codesFrom == 6);
    CHECK(report.records == 11);
    CHECK(f.lines().at(5).find("key_enrolled") != std::string::npos);
    CHECK(f.lines().at(5).find(fingerprintOf(f.auditKey.publicKey)) != std::string::npos);
}

TEST_CASE("A key that is not the log's own is a fault, and one that cannot be opened is none")
{
    Fixture f;
    f.add(5);
    auto with = VerifyWith{f.keys(), {}, {}};
    with.keys.push_back({1, 3, SecretBytes{viewOf(std::string(32, 'k'))}});
    CHECK(verify(f.folder, with).verdict == Verdict::Altered);
    CHECK(verify(f.folder, with).badSeq == 3);

    for (const auto& entry : fs::directory_iterator{f.folder})
        if (entry.path().extension() == ".sealed")
            std::ofstream{entry.path(), std::ios::trunc} << "SOTTOAK1 nothing";
    CHECK(f.keys().empty());
    CHECK(f.check().verdict == Verdict::Ok);
    CHECK(f.check().codesFrom == 0);
}

TEST_CASE("The texts of an audit key are read back, and nothing else is")
{
    const auto pair = crypto::makeAlertKeyPair();
    CHECK(*parseAuditKey(auditKeyText(pair.publicKey)) == pair.publicKey);
    CHECK(parseAuditSecret(auditSecretText(pair).text())->publicKey == pair.publicKey);
    CHECK_FALSE(parseAuditKey(auditSecretText(pair).text()));
    CHECK_FALSE(parseAuditSecret(auditKeyText(pair.publicKey)));
    CHECK_FALSE(parseAuditKey(""));
    CHECK_FALSE(parseAuditKey(auditKeyText(Bytes(32, 0))));
}

namespace {

/// The first record that is not where and what it was.
std::uint64_t firstDifference(const Lines& good, const Lines& bad)
{
    const auto [a, b] = std::ranges::mismatch(good, bad);
    return static_cast<std::uint64_t>(a - good.begin()) + 1;
}

}  // namespace

TEST_CASE("Ten thousand random deeds on an anchored log are each found, with the first bad record")
{
    Anchored f;
    f.add(30);
    REQUIRE(f.log->checkpoint());
    f.keepAnchors();
    const auto good = f.lines();
    auto older = good;
    older.resize(good.size() - 6);
    VerifyWith with{f.keys(), *readAnchors(f.anchorFile, {}), readCheckpointKey(f.folder)};
    fs::remove(f.folder / "state");  // the forger takes that away too
    std::mt19937 random{20261122};
    int found = 0, named = 0, deeds = 0;
    while (deeds < 10'000) {
        auto lines = good;
        const auto rollBack = [&older](Lines& now, std::size_t, const auto& pick) {
            now = Lines(older.begin(),
                        older.begin() + static_cast<std::ptrdiff_t>(pick(older.size())));
        };
        if (!tamper(lines, random, rollBack))
            continue;
        ++deeds;
        f.write(lines);
        const auto report = verify(f.folder, with);
        found += report.verdict != Verdict::Ok && report.verdict != Verdict::Unanchored ? 1 : 0;
        const auto first = firstDifference(good, lines);
        // A changed line is told by its own code, or by the next record's hash of it.
        named += report.badSeq == first ? 1 : 0;
    }
    CHECK(found == deeds);
    CHECK(named == deeds);
}
