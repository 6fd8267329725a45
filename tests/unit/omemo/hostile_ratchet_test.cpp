// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/sessions.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;

namespace {

/// Lee has written to Kim: a first message, and a later one after an answer.
struct Talk {
    Talk()
    {
        (void)*lee.meet(kim);
        preKey = lee.write(kim, "first");
        if (GENERATE(true, false)) {
            (void)*kim.read(lee, preKey);
            (void)*lee.read(kim, kim.write(lee, "answer"));
            message = lee.write(kim, "later");
        } else {
            message = preKey;
        }
    }

    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    RatchetMessage preKey;
    RatchetMessage message;
};

}  // namespace

TEST_CASE("every flipped bit is refused and the genuine message still opens",
          "[omemo][hostile][D26]")
{
    Talk talk;
    const auto before = talk.kim.store.state;
    for (std::size_t bit = 0; bit < talk.message.bytes.size() * 8; ++bit) {
        CAPTURE(bit, talk.message.isPreKey);
        auto altered = talk.message;
        altered.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        REQUIRE_FALSE(talk.kim.read(talk.lee, altered));
        REQUIRE(talk.kim.store.state == before);
    }
    CHECK(talk.kim.read(talk.lee, talk.message));
}

TEST_CASE("a message cut at any byte, or longer, is refused", "[omemo][hostile][D25]")
{
    Talk talk;
    for (std::size_t size = 0; size < talk.message.bytes.size(); ++size) {
        CAPTURE(size);
        auto cut = talk.message;
        cut.bytes.resize(size);
        REQUIRE_FALSE(talk.kim.read(talk.lee, cut));
    }
    const auto extra = GENERATE(1U, 2U, 1000U, 100'000U);
    auto longer = talk.message;
    longer.bytes.resize(longer.bytes.size() + extra);
    CHECK_FALSE(talk.kim.read(talk.lee, longer));
    CHECK(talk.kim.read(talk.lee, talk.message));
}

TEST_CASE("a flag that lies is taken at its word and refused", "[omemo][hostile][D12]")
{
    Talk talk;
    auto lie = talk.message;
    lie.isPreKey = !lie.isPreKey;
    CHECK(talk.kim.readError(talk.lee, lie) == Errc::Malformed);
    CHECK(talk.kim.read(talk.lee, talk.message));
}

TEST_CASE("a first message without a one-time key is refused", "[omemo][hostile][D16]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto first = lee.write(kim, "x");
    REQUIRE(first.bytes[1] == 0x08);  // field 1, varint: the one-time key's id, below 128
    const auto dialect = GENERATE(Dialect::Sealed, Dialect::Omemo03);

    auto without = first;
    without.bytes.erase(without.bytes.begin() + 1, without.bytes.begin() + 3);
    CHECK(kim.read(lee, without, dialect).error().code == Errc::Malformed);

    auto zero = first;
    zero.bytes[2] = 0;
    CHECK(kim.read(lee, zero, dialect).error().code == Errc::NotFound);

    auto never = first;  // 0xFFFFFF, which libsignal does not delete after use
    never.bytes[2] = 0xFF;
    never.bytes.insert(never.bytes.begin() + 3, {0xFF, 0xFF, 0x07});
    CHECK(kim.read(lee, never, dialect).error().code == Errc::NotFound);
    CHECK(kim.read(lee, first, dialect));
}

TEST_CASE("unsafe points inside a message are refused before they are used",
          "[omemo][hostile][D22]")
{
    Talk talk;
    const auto atKey = [](const Bytes& bytes, std::size_t from) {
        const Bytes mark{0x21, 0x05};  // a field of 33 bytes, type byte 5
        return std::search(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.end(),
                           mark.begin(), mark.end());
    };
    int found = 0;
    const auto& genuine = talk.message.bytes;
    for (auto at = atKey(genuine, 0); at != genuine.end();
         at = atKey(genuine, static_cast<std::size_t>(at - genuine.begin()) + 35)) {
        auto altered = talk.message;
        std::fill_n(altered.bytes.begin() + (at - genuine.begin()) + 2, 32, std::uint8_t{0});
        CHECK(talk.kim.readError(talk.lee, altered) == Errc::Malformed);
        ++found;
    }
    CHECK(found == (talk.message.isPreKey ? 3 : 1));
}

TEST_CASE("a Sotto first message belongs to the device that it names", "[omemo][hostile]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto first = lee.write(kim, "x");
    const auto relabelled = DeviceAddress{lee.jid, DeviceId{lee.id.value ^ 1U}};
    CHECK(kim.sessions.decrypt(relabelled, first, Dialect::Sealed).error().code == Errc::Malformed);
    // Other clients have registration ids that are not device ids (Profanity).
    CHECK(kim.sessions.decrypt(relabelled, first, Dialect::Omemo03));
}

TEST_CASE("bytes that are no message are refused", "[omemo][hostile][D24]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    const bool isPreKey = GENERATE(true, false);
    const auto bytes = GENERATE(values<Bytes>({
        {},
        {0x33},
        {0x23, 0x08},
        {0x43, 0x08, 0x01},
        {0x33, 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
        {0x33, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F},
        {0x33, 0x0A, 0x00, 0x10, 0x01, 0x22, 0x00, 1, 2, 3, 4, 5, 6, 7, 8},
        Bytes(1025, 0x33),
        Bytes(64, 0x00),
        Bytes(64, 0xFF),
    }));
    CHECK(kim.readError(lee, {isPreKey, bytes}) == Errc::Malformed);
}

TEST_CASE("a bundle that was tampered with starts no session", "[omemo][hostile][D30]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    const auto genuine = *kim.sessions.ownBundle();
    const auto before = lee.store.state;
    const auto meet = [&](const Bundle& bundle) {
        return lee.attempt([&] { return lee.sessions.processBundle(kim.address(), bundle); })
            .error()
            .code;
    };
    for (std::size_t bit = 0; bit < genuine.signature.size() * 8; bit += 5) {
        auto bundle = genuine;
        bundle.signature[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        REQUIRE(meet(bundle) == Errc::Forged);
    }
    auto swapped = genuine;
    swapped.signedPreKey.key = genuine.preKeys[0].key;
    CHECK(meet(swapped) == Errc::Forged);
    auto unsafe = genuine;
    std::fill(unsafe.preKeys[99].key.begin() + 1, unsafe.preKeys[99].key.end(), std::uint8_t{0});
    CHECK(meet(unsafe) == Errc::Malformed);
    auto none = genuine;
    none.preKeys.clear();
    CHECK(meet(none) == Errc::Malformed);
    CHECK(lee.store.state == before);
    CHECK(lee.meet(kim));
}
