// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"
#include "core/crypto/file_stream.h"
#include "core/crypto/random.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::crypto;
using sotto::test::hex;

namespace {

/// A file of three pieces.
struct Sealed {
    Sealed() : key(randomBytes(kFileKeySize))
    {
        FileSealer sealer(key);
        header = sealer.header();
        pieces = {sealer.seal(viewOf("first"), Piece::More),
                  sealer.seal(viewOf("second"), Piece::More),
                  sealer.seal(viewOf("last"), Piece::Last)};
    }

    /// The plain text up to the first piece that is refused, and whether the end was seen.
    std::pair<std::string, bool> read(const std::vector<Bytes>& sealed) const
    {
        auto opener = FileOpener::begin(key, header);
        REQUIRE(opener);
        std::string plain;
        for (const auto& piece : sealed) {
            const auto opened = opener->open(piece);
            if (!opened)
                return {plain + "!", false};
            plain += opened->plain.text();
            if (opened->piece == Piece::Last)
                return {plain, true};
        }
        return {plain, false};
    }

    Bytes key;
    Bytes header;
    std::vector<Bytes> pieces;
};

}  // namespace

TEST_CASE("a stream of AES-256-GCM gives the vectors of its specification, however it is cut")
{
    // Test case 15 of McGrew and Viega, "The Galois/Counter Mode of Operation".
    const auto key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const auto iv = hex("cafebabefacedbaddecaf888");
    const auto plain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                           "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
    const auto cipher = hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad");
    const auto tag = hex("b094dac5d93471bdec1a502270e3cc6c");
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
        auto sealing = GcmStream::begin(GcmStream::Direction::Seal, key, iv);
        auto opening = GcmStream::begin(GcmStream::Direction::Open, key, iv);
        REQUIRE(sealing);
        REQUIRE(opening);
        auto data = plain;
        for (std::size_t at = 0; at < data.size(); at += step)
            sealing->update(std::span{data}.subspan(at, std::min(step, data.size() - at)));
        CHECK(data == cipher);
        CHECK(std::ranges::equal(sealing->tag(), tag));
        for (std::size_t at = 0; at < data.size(); at += step)
            opening->update(std::span{data}.subspan(at, std::min(step, data.size() - at)));
        CHECK(data == plain);
        CHECK(opening->check(tag));
    }
}

TEST_CASE("a stream of AES-256-GCM with another tag, or one of another size, is forged")
{
    const auto key = randomBytes(32);
    const auto iv = randomBytes(12);
    Bytes data(1000, 7);
    auto sealing = GcmStream::begin(GcmStream::Direction::Seal, key, iv);
    sealing->update(data);
    const auto tag = sealing->tag();
    const auto check = [&](Bytes sealed, Bytes seen) {
        auto opening = GcmStream::begin(GcmStream::Direction::Open, key, iv);
        opening->update(sealed);
        return opening->check(seen);
    };
    const Bytes good(tag.begin(), tag.end());
    CHECK(check(data, good));
    auto other = good;
    other.back() ^= 1;
    CHECK(check(data, other).error().code == Errc::Forged);
    CHECK(check(data, Bytes(good.begin(), good.end() - 1)).error().code == Errc::Forged);
    auto changed = data;
    changed.at(500) ^= 0x80;
    CHECK(check(changed, good).error().code == Errc::Forged);
    CHECK(check(Bytes(data.begin(), data.end() - 1), good).error().code == Errc::Forged);
}

TEST_CASE("a stream of AES-256-GCM takes keys of 32 bytes and ivs of 12 and 16 only")
{
    const auto begin = [](std::size_t key, std::size_t iv) {
        return GcmStream::begin(GcmStream::Direction::Open, Bytes(key), Bytes(iv)).has_value();
    };
    CHECK(begin(32, 12));
    CHECK(begin(32, 16));
    CHECK_FALSE(begin(16, 12));
    CHECK_FALSE(begin(32, 0));
    CHECK_FALSE(begin(32, 13));
}

TEST_CASE("a sealed file opens piece by piece, and says which is the last")
{
    const Sealed file;
    CHECK(file.read(file.pieces) == std::pair{std::string{"firstsecondlast"}, true});
}

TEST_CASE("a sealed file whose pieces were changed, swapped, repeated or dropped is found out")
{
    const Sealed file;
    auto pieces = file.pieces;
    SECTION("one bit of any byte")
    {
        for (std::size_t at = 0; at < pieces[1].size(); ++at) {
            auto changed = pieces;
            changed[1][at] ^= 4;
            CHECK(file.read(changed) == std::pair{std::string{"first!"}, false});
        }
    }
    SECTION("swapped")
    {
        std::swap(pieces[0], pieces[1]);
        CHECK(file.read(pieces).first == "!");
    }
    SECTION("repeated")
    {
        pieces[1] = pieces[0];
        CHECK(file.read(pieces).first == "first!");
    }
    SECTION("the middle is missing")
    {
        pieces.erase(pieces.begin() + 1);
        CHECK(file.read(pieces).first == "first!");
    }
    SECTION("the end is missing")
    {
        pieces.pop_back();
        CHECK(file.read(pieces) == std::pair{std::string{"firstsecond"}, false});
    }
    SECTION("cut inside a piece, down to nothing")
    {
        pieces[0].resize(kPieceOverhead - 1);
        CHECK(file.read(pieces).first == "!");
        pieces[0].clear();
        CHECK(file.read(pieces).first == "!");
    }
    SECTION("of another file")
    {
        pieces[0] = Sealed{}.pieces[0];
        CHECK(file.read(pieces).first == "!");
    }
}

TEST_CASE("a sealed file needs a key and a header of the right size")
{
    CHECK(FileOpener::begin(Bytes(31), Bytes(kFileHeaderSize)).error().code == Errc::Malformed);
    CHECK(FileOpener::begin(Bytes(32), Bytes(kFileHeaderSize + 1)).error().code == Errc::Malformed);
}
