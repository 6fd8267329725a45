// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/order_signature.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;

namespace {

OrderWords words()
{
    return {"o-1",
            *Jid::parseAccount("lee@clinic.example"),
            *Jid::parseAccount("kim@clinic.example"),
            {"Jane Smith", "00-884471", {"HIV"}},
            "Potassium chloride 20 mEq by mouth",
            1'795'000'000'000,
            -300,
            {}};
}

}  // namespace

TEST_CASE("an order proves who gave it", "[omemo][order]")
{
    Device lee{"lee@clinic.example"};
    auto said = words();
    const auto signature = signOrder(lee.sessions, said);
    REQUIRE(signature);
    CHECK(said.by == lee.id);
    CHECK(verifyOrder(said, *signature, *lee.sessions.ownIdentityKey()));
}

TEST_CASE("no word of a signed order can be another", "[omemo][order][hostile]")
{
    Device lee{"lee@clinic.example"};
    Device ghost{"lee@clinic.example"};
    auto said = words();
    auto signature = *signOrder(lee.sessions, said);
    auto signer = *lee.sessions.ownIdentityKey();
    SECTION("another key")
    {
        signer = *ghost.sessions.ownIdentityKey();
    }
    SECTION("another author")
    {
        said.author = *Jid::parseAccount("max@clinic.example");
    }
    SECTION("another recipient")
    {
        said.recipient = *Jid::parseAccount("max@clinic.example");
    }
    SECTION("another id")
    {
        said.id = "o-2";
    }
    SECTION("another patient's name")
    {
        said.patient.name = "Omar Diaz";
    }
    SECTION("another number")
    {
        said.patient.number = "00-884472";
    }
    SECTION("a label less")
    {
        said.patient.labels.clear();
    }
    SECTION("ten times the dose")
    {
        said.text = "Potassium chloride 200 mEq by mouth";
    }
    SECTION("a character moved from one field to the next")
    {
        said.patient.number = "00-88447";
        said.patient.labels = {"1HIV"};
    }
    SECTION("another time")
    {
        ++said.atMs;
    }
    SECTION("another local time")
    {
        said.utcOffsetMin = 300;
    }
    SECTION("another device")
    {
        said.by = ghost.id;
    }
    SECTION("one bit of the signature")
    {
        signature[GENERATE(0U, 40U, 63U)] ^= 1;
    }
    const auto verified = verifyOrder(said, signature, signer);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == Errc::Forged);
}

TEST_CASE("what is not whole is neither signed nor verified", "[omemo][order][hostile]")
{
    Device lee{"lee@clinic.example"};
    auto said = words();
    said.patient = {};
    const auto made = signOrder(lee.sessions, said);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == Errc::Malformed);
    const auto verified =
        verifyOrder(said, Bytes(kKeySignatureSize), *lee.sessions.ownIdentityKey());
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == Errc::Malformed);
    said = words();
    said.by = lee.id;
    const auto tooShort = verifyOrder(said, Bytes(3), *lee.sessions.ownIdentityKey());
    REQUIRE_FALSE(tooShort);
}
