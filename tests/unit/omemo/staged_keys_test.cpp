// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/staged_keys.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;
using test::MemoryKeyStore;

namespace {

const DeviceAddress kKim{*Jid::parseAccount("kim@clinic.example"), DeviceId{7}};

Bytes recordOf(KeyStore& keys)
{
    const auto record = keys.session(kKim);
    REQUIRE(record);
    return *record ? Bytes((*record)->view().begin(), (*record)->view().end()) : Bytes{};
}

}  // namespace

TEST_CASE("what a step wrote is seen in it, and outside only when it is kept", "[omemo][I5]")
{
    MemoryKeyStore store;
    REQUIRE(store.saveSession(kKim, Bytes{1}));
    StagedKeys keys{store};
    const auto before = store.state;

    keys.begin();
    CHECK(recordOf(keys) == Bytes{1});
    REQUIRE(keys.saveSession(kKim, Bytes{2}));
    REQUIRE(keys.savePeerIdentity(kKim, {Bytes(33, 5), Trust::TofuTrusted}));
    REQUIRE(keys.markPreKeyUsed(3));
    CHECK(recordOf(keys) == Bytes{2});
    CHECK(keys.peerIdentity(kKim)->value().trust == Trust::TofuTrusted);
    CHECK(store.state == before);

    SECTION("dropped, it never was")
    {
        keys.drop();
        CHECK(store.state == before);
        CHECK(recordOf(keys) == Bytes{1});
        CHECK_FALSE(*keys.peerIdentity(kKim));
    }
    SECTION("kept, it is there")
    {
        REQUIRE(keys.keep());
        CHECK(recordOf(store) == Bytes{2});
        CHECK(store.peerIdentity(kKim)->value().trust == Trust::TofuTrusted);
        CHECK_FALSE(keys.isStaging());
    }
}

TEST_CASE("a session that a step removed is gone in it, and comes back if it is dropped", "[omemo]")
{
    MemoryKeyStore store;
    REQUIRE(store.saveSession(kKim, Bytes{1}));
    StagedKeys keys{store};
    keys.begin();
    CHECK(*keys.removeSession(kKim));
    CHECK(recordOf(keys).empty());
    CHECK_FALSE(*keys.removeSession(kKim));
    CHECK(recordOf(store) == Bytes{1});
    SECTION("dropped")
    {
        keys.drop();
        CHECK(recordOf(keys) == Bytes{1});
    }
    SECTION("kept")
    {
        REQUIRE(keys.keep());
        CHECK(recordOf(store).empty());
    }
}

TEST_CASE("a store that refuses is heard when the step is kept", "[omemo]")
{
    MemoryKeyStore store;
    StagedKeys keys{store};
    keys.begin();
    REQUIRE(keys.saveSession(kKim, Bytes{2}));
    store.failAfter = 0;
    CHECK(keys.keep().error().code == Errc::Storage);
    keys.drop();
    store.failAfter = -1;
    CHECK(recordOf(keys).empty());
}

TEST_CASE("a forged first message leaves nothing, without a savepoint of the database",
          "[omemo][hostile][D13][I5]")
{
    Device lee("lee@clinic.example");
    Device kim("kim@clinic.example");
    REQUIRE(lee.meet(kim));
    const auto good = lee.write(kim, "key");
    auto forged = good;
    forged.bytes.back() ^= 1U;  // in the inner message's MAC
    const auto before = kim.store.state;
    {
        Sessions::Attempt attempt{kim.sessions};
        CHECK_FALSE(kim.sessions.decrypt(lee.address(), forged, Dialect::Omemo03));
    }
    CHECK(kim.store.state == before);
    Sessions::Attempt attempt{kim.sessions};
    REQUIRE(kim.sessions.decrypt(lee.address(), good, Dialect::Omemo03));
    CHECK(kim.store.state == before);
    REQUIRE(attempt.keep());
    CHECK(kim.store.state != before);
    CHECK(kim.store.state.usedPreKeys.size() == 1);
}
