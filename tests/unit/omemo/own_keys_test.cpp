// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/sessions.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::omemo;
using namespace std::chrono_literals;
using test::Device;

TEST_CASE("a new device has an identity, a signed key and a hundred one-time keys", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    const auto bundle = lee.sessions.ownBundle();
    REQUIRE(bundle);
    CHECK(checkBundle(*bundle));
    CHECK(bundle->preKeys.size() == 100);
    CHECK(bundle->preKeys.front().id == 1);
    CHECK(bundle->signedPreKey.id == 1);
    CHECK(isValid(lee.id));
    CHECK(*lee.sessions.ownDevice() == lee.id);
    CHECK(lee.sessions.createOwnDevice().error().code == Errc::Duplicate);
    CHECK(Device{"lee@clinic.example"}.sessions.ownBundle()->identityKey != bundle->identityKey);
}

TEST_CASE("without a device there is nothing to publish", "[omemo]")
{
    test::MemoryKeyStore store;
    test::ManualTime time;
    Sessions sessions{store, time, [](const auto&, ByteView) { return Trust::TofuTrusted; }};
    CHECK(sessions.ownDevice().error().code == Errc::NotFound);
    CHECK(sessions.ownBundle().error().code == Errc::NotFound);
    CHECK(sessions.topUp().error().code == Errc::NotFound);
}

TEST_CASE("below eighty one-time keys, new ids bring them back to a hundred, once", "[omemo]")
{
    Device kim{"kim@clinic.example"};
    for (std::uint32_t id = 81; id <= 100; ++id)
        REQUIRE(kim.store.markPreKeyUsed(id));
    CHECK_FALSE(*kim.sessions.topUp());
    CHECK(kim.sessions.ownBundle()->preKeys.back().id == 80);
    REQUIRE(kim.store.markPreKeyUsed(7));
    CHECK(*kim.sessions.topUp());
    CHECK_FALSE(*kim.sessions.topUp());
    const auto bundle = *kim.sessions.ownBundle();
    CHECK(bundle.preKeys.size() == 100);
    CHECK(std::ranges::count(bundle.preKeys, 7U, &PublicPreKey::id) == 0);
    CHECK(std::ranges::count(bundle.preKeys, 100U, &PublicPreKey::id) == 0);
    CHECK(bundle.preKeys.back().id == 121);
}

TEST_CASE("one-time key ids end before the number that libsignal never deletes", "[omemo]")
{
    Device kim{"kim@clinic.example"};
    kim.store.state.preKeys.clear();
    kim.store.state.usedPreKeys = {kLastPreKeyId - 50};
    CHECK(kim.sessions.topUp().error().code == Errc::Unsupported);
    CHECK(kim.store.state.preKeys.empty());
}

TEST_CASE("the signed key is replaced weekly, and kept for messages on their way", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto late = lee.write(kim, "from the archive");

    kim.time.advance(7 * 24h - 1s);
    CHECK_FALSE(*kim.sessions.topUp());
    kim.time.advance(1s);
    CHECK(*kim.sessions.topUp());
    CHECK(kim.sessions.ownBundle()->signedPreKey.id == 2);
    CHECK(kim.store.state.signedPreKeys.size() == 2);
    REQUIRE(Device{"ana@clinic.example"}.meet(kim));

    kim.time.advance(29 * 24h);  // away: the old key was replaced 29 days ago
    CHECK(*kim.sessions.topUp());
    CHECK(*kim.read(lee, late) == "from the archive");

    kim.time.advance(2 * 24h);
    CHECK_FALSE(*kim.sessions.topUp());
    CHECK_FALSE(kim.store.state.signedPreKeys.contains(1));
    CHECK(kim.store.state.signedPreKeys.contains(2));
}

TEST_CASE("a clock set back neither rotates nor removes keys", "[omemo][hostile][J1]")
{
    Device kim{"kim@clinic.example"};
    kim.time.setWall(wallTimeFromMs(0));
    CHECK_FALSE(*kim.sessions.topUp());
    CHECK(kim.store.state.signedPreKeys.size() == 1);
}
