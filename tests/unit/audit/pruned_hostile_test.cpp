// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who can write the folder removes what the retention rule did not.
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "tests/unit/audit/pruned_fixture.h"
#include "tests/unit/audit/tamper.h"

#include <algorithm>
#include <random>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Aged;
using Days = std::chrono::days;
using sotto::audit::test::Lines;
using sotto::audit::test::tamper;
namespace fs = std::filesystem;

namespace {

std::uint64_t lastSeqOf(const Aged& f, std::uint64_t number)
{
    return parseRecord(f.linesOf(number).back())->seq;
}

/// What a forger with the live key can have recorded of a file: everything but the truth.
PrunedPart partOf(const Aged& f, std::uint64_t number)
{
    const auto lines = f.linesOf(number);
    const auto last = *parseRecord(lines.back());
    return {number, last.seq, toHex(crypto::sha256(viewOf(lines.back()))), *fromUtc(last.ts)};
}

}  // namespace

TEST_CASE("A removal that no record names is found, with the first record that is missing")
{
    Aged f;
    f.live(Days{400});
    REQUIRE(fs::exists(f.file(4)));
    fs::remove(f.file(1));
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Gap);
    CHECK(report.field == "pruned");
    CHECK(report.badSeq == 1);
    CHECK(report.file == segmentName(2));
    CHECK(report.prunedUntil.empty());
    CHECK(report.pruned == 0);
    CHECK(f.check(false).verdict == Verdict::Gap);  // also by the chain alone
}

TEST_CASE("A removal of more than a record names is found after what it names")
{
    Aged f;
    f.live(Days{2500});
    const auto named = lastSeqOf(f, 1);
    REQUIRE(f.prune());
    REQUIRE(f.check().verdict == Verdict::Ok);
    fs::remove(f.file(2));
    CHECK(f.check().verdict == Verdict::Gap);
    CHECK(f.check().badSeq == named + 1);
    CHECK(f.check().field == "pruned");
}

TEST_CASE("A removal in the middle is a gap whatever a record says of it")
{
    Aged f;
    f.live(Days{2500});
    REQUIRE(fs::exists(f.file(4)));
    const auto first = lastSeqOf(f, 2) + 1;
    REQUIRE(f.log->append(eventOf(partOf(f, 3))));
    fs::remove(f.file(3));
    CHECK(f.check().verdict == Verdict::Gap);
    CHECK(f.check().badSeq == first);
    CHECK(f.check().field == "seq");
}

TEST_CASE("A removal that was recorded before its time is found")
{
    Aged f;
    f.live(Days{400});
    auto part = partOf(f, 1);
    SECTION("as it was") { }
    SECTION("with an age that it did not have")
    {
        part.until -= Days{4000};
    }
    SECTION("under a limit that no policy has")
    {
        part.limit = Days{1};
    }
    SECTION("with a clock that was set forward")
    {
        f.time.setWall(f.time.wallNow() + Days{9000});
    }
    REQUIRE(f.log->append(eventOf(part)));
    fs::remove(f.file(1));
    f.add(3);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Gap);
    CHECK(report.field == "retention");
    CHECK(report.badSeq > 1);
    CHECK(report.prunedUntil.empty());
}

TEST_CASE("A record that names another file, another end or another hash explains nothing")
{
    Aged f;
    f.live(Days{2500});
    auto part = partOf(f, 1);
    SECTION("file")
    {
        part.segment = 2;
    }
    SECTION("end")
    {
        --part.lastSeq;
    }
    SECTION("hash")
    {
        part.head = std::string(64, 'a');
    }
    SECTION("no hash")
    {
        part.head = "abc";
    }
    SECTION("nonsense")
    {
        part.lastSeq = ~std::uint64_t{0};
    }
    REQUIRE(f.log->append(eventOf(part)));
    fs::remove(f.file(1));
    CHECK(f.check().verdict == Verdict::Gap);
    CHECK(f.check().field == "pruned");
}

TEST_CASE("A removal record that was forged without the key is found by its code")
{
    Aged f;
    f.live(Days{2500});
    const auto part = partOf(f, 1);
    auto lines = f.linesOf(listSegments(f.folder)->back());
    const auto last = *parseRecord(lines.back());
    const Bytes key(crypto::kSha256Size, 7);
    const auto prev = crypto::sha256(viewOf(lines.back()));
    const auto forged = formatRecord(
        {last.seq + 1, f.time.wallNow(), f.time.bootNow(), last.bootId, last.installId, prev, key},
        eventOf(part));
    REQUIRE(forged);
    lines.push_back(*forged);
    f.writeTo(listSegments(f.folder)->back(), lines);
    fs::remove(f.folder / "state");
    fs::remove(f.file(1));
    CHECK(f.check().verdict == Verdict::Altered);
    CHECK(f.check().field == "mac");
    CHECK(f.check().badSeq == last.seq + 1);
}

TEST_CASE("Copies of what was removed tell of one that was too early, and of another beginning")
{
    Aged f;
    f.live(Days{2500});
    const auto old = f.linesOf(1);
    REQUIRE(f.prune());
    REQUIRE(f.log->checkpoint());
    const auto all = f.allLines();
    auto anchors = anchorsIn(old, {});
    for (auto& anchor : anchorsIn({all.back()}, {}))
        anchors.push_back(std::move(anchor));
    const auto judge = [&f](std::vector<Anchor> kept) {
        return verify(f.folder, {f.keys(), std::move(kept), {}});
    };
    CHECK(judge(anchors).verdict == Verdict::Ok);
    CHECK(judge(anchors).anchoredSeq == parseRecord(all.back())->seq);

    auto young = anchors;
    young.at(0).ts = toUtc(f.time.wallNow() - Days{2000});
    CHECK(judge(young).verdict == Verdict::Gap);
    CHECK(judge(young).field == "retention");

    auto other = anchors;
    other.at(old.size() - 1).head.at(0) ^= 1;
    CHECK(judge(other).verdict == Verdict::Truncated);
    CHECK(judge(other).field == "anchor");
}

TEST_CASE("A first file that was renamed is no pruned log")
{
    Aged f;
    f.live(Days{2500});
    REQUIRE(f.prune());
    const auto segments = listSegments(f.folder);
    REQUIRE(segments);
    for (const auto number : *segments)
        fs::rename(f.file(number), f.file(number - 1));
    CHECK(f.check().verdict == Verdict::Gap);
    CHECK(f.check().badSeq == 1);
}

TEST_CASE("A hostile beginning does not keep the verifier busy")
{
    Aged f;
    f.live(Days{100});
    auto lines = f.linesOf(2);
    for (auto& line : lines)
        line.replace(line.find(':') + 1, line.find(',') - line.find(':') - 1,
                     "18446744073709551615");
    f.writeTo(2, lines);
    fs::remove(f.file(1));
    CHECK(f.check().verdict == Verdict::Gap);
}

namespace {

/// The remaining files as one list, and back into files as they were cut.
struct Cut {
    std::vector<std::uint64_t> numbers;
    std::vector<std::size_t> sizes;
};

void writeAll(const Aged& f, const Cut& cut, const Lines& lines)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < cut.numbers.size(); ++i) {
        const bool isLast = i + 1 == cut.numbers.size();
        const auto end = isLast ? lines.size() : std::min(lines.size(), at + cut.sizes[i]);
        f.writeTo(cut.numbers[i],
                  Lines(lines.begin() + static_cast<std::ptrdiff_t>(at),
                        lines.begin() + static_cast<std::ptrdiff_t>(end)));
        at = end;
    }
}

}  // namespace

TEST_CASE("Ten thousand random deeds on a pruned, anchored log are each found")
{
    Aged f;
    f.live(Days{2300}, Days{30});
    REQUIRE(f.prune());
    f.add(3);
    REQUIRE(f.log->checkpoint());
    const auto good = f.allLines();
    const auto first = parseRecord(good.front())->seq;
    Cut cut{*listSegments(f.folder), {}};
    for (const auto number : cut.numbers)
        cut.sizes.push_back(f.linesOf(number).size());
    VerifyWith with{f.keys(), anchorsIn(good, readCheckpointKey(f.folder)),
                    readCheckpointKey(f.folder)};
    REQUIRE(verify(f.folder, with).verdict == Verdict::Ok);
    fs::remove(f.folder / "state");
    std::mt19937 random{20261123};
    int found = 0, named = 0, deeds = 0;
    while (deeds < 10'000) {
        auto lines = good;
        // As if more had been pruned.
        const auto behead = [](Lines& now, std::size_t at, const auto&) {
            now.erase(now.begin(), now.begin() + static_cast<std::ptrdiff_t>(at));
        };
        if (!tamper(lines, random, behead))
            continue;
        ++deeds;
        writeAll(f, cut, lines);
        const auto report = verify(f.folder, with);
        found += report.verdict != Verdict::Ok && report.verdict != Verdict::Unanchored ? 1 : 0;
        const auto [a, b] = std::ranges::mismatch(good, lines);
        const auto bad = first + static_cast<std::uint64_t>(a - good.begin());
        // What stands first says itself which record it is: then its place is what is told.
        const bool isFirst =
            bad == first && report.file == segmentName(cut.numbers.front()) && report.line <= 2;
        named += report.badSeq == bad || isFirst || lines.empty() ? 1 : 0;
    }
    CHECK(found == deeds);
    CHECK(named == deeds);
}
