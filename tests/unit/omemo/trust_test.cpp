// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/sessions.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;

namespace {

PeerIdentity identityOf(Device& device, Trust trust)
{
    return {device.sessions.ownBundle()->identityKey, trust};
}

}  // namespace

TEST_CASE("the first key of a device is stored as the rule says", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    lee.firstKeys = Trust::Verified;
    REQUIRE(lee.meet(kim));
    CHECK(lee.store.state.identities[kim.address()].second == Trust::Verified);
    lee.firstKeys = Trust::TofuTrusted;
    REQUIRE(lee.meet(kim));  // what is stored stays
    CHECK(lee.store.state.identities[kim.address()].second == Trust::Verified);
}

TEST_CASE("a key that must be decided first is neither written to nor read", "[omemo][D14]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto first = lee.write(kim, "x");
    kim.firstKeys = Trust::Undecided;
    CHECK(kim.meet(lee).error().code == Errc::Denied);
    CHECK(kim.readError(lee, first) == Errc::Denied);
    CHECK(kim.store.state.identities.empty());

    REQUIRE(kim.sessions.setIdentity(lee.address(), identityOf(lee, Trust::Verified)));
    CHECK(*kim.read(lee, first) == "x");
}

TEST_CASE("a rejected key ends both directions at once", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    REQUIRE(kim.read(lee, lee.write(kim, "x")));
    const auto answer = kim.write(lee, "y");
    const auto trust = GENERATE(Trust::Rejected, Trust::Undecided);
    REQUIRE(lee.sessions.setIdentity(kim.address(), identityOf(kim, trust)));
    CHECK(lee.sessions.encrypt(kim.address(), viewOf("z")).error().code == Errc::Denied);
    CHECK(lee.readError(kim, answer) == Errc::Denied);
    CHECK(lee.meet(kim).error().code == Errc::Denied);
    REQUIRE(lee.sessions.setIdentity(kim.address(), identityOf(kim, Trust::TofuTrusted)));
    CHECK(*lee.read(kim, answer) == "y");
}

TEST_CASE("a new key on a known device waits for a person", "[omemo][hostile][D14]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    REQUIRE(kim.read(lee, lee.write(kim, "x")));

    Device impostor{"lee@clinic.example"};
    impostor.store.state.device = impostor.id = lee.id;
    REQUIRE(impostor.meet(kim));
    const auto claim = impostor.write(kim, "I am Lee");
    const auto before = kim.store.state;
    CHECK(kim.readError(impostor, claim) == Errc::Denied);
    CHECK(kim.meet(impostor).error().code == Errc::Denied);
    CHECK(kim.store.state == before);

    // Accepted (a new vault on the same desk): the old session is gone, the text is read.
    REQUIRE(kim.sessions.setIdentity(lee.address(), identityOf(impostor, Trust::Verified)));
    CHECK_FALSE(*kim.sessions.hasSession(lee.address()));
    CHECK(*kim.read(impostor, claim) == "I am Lee");
}

TEST_CASE("only a public key can become an identity", "[omemo][hostile][D22]")
{
    Device lee{"lee@clinic.example"};
    const auto peer = DeviceAddress{*Jid::parseAccount("kim@clinic.example"), DeviceId{5}};
    for (const auto& key : {Bytes{}, Bytes(32, 9), Bytes(33, 9), [] {
                                Bytes zero(33);
                                zero[0] = 5;
                                return zero;
                            }()})
        CHECK(lee.sessions.setIdentity(peer, {key, Trust::Verified}).error().code ==
              Errc::Malformed);
}

TEST_CASE("a forged first message leaves no identity behind", "[omemo][hostile][D13]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto genuine = lee.write(kim, "x");
    auto forged = genuine;
    // The last bytes are the registration and signed pre-key ids; before them ends the
    // inner message with its MAC.
    forged.bytes[forged.bytes.size() - 12] ^= 1;

    const auto before = kim.store.state;
    const auto unguarded = kim.sessions.decrypt(lee.address(), forged, Dialect::Sealed);
    REQUIRE_FALSE(unguarded);
    CHECK(unguarded.error().code == Errc::Forged);
    CHECK(kim.store.state.identities.size() == 1);  // libsignal's slip, and why we roll back
    kim.store.state = before;

    CHECK(kim.readError(lee, forged) == Errc::Forged);
    CHECK(kim.store.state == before);
    CHECK(*kim.read(lee, genuine) == "x");
}
