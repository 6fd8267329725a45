// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/removal.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;

namespace {

RemovedDevice removedOf(Device& device)
{
    return {device.address(), *device.sessions.ownIdentityKey()};
}

}  // namespace

TEST_CASE("the removal of a device proves who removed it, and crosses the relay", "[omemo]")
{
    Device desk{"dana@clinic.example"};
    Device laptop{"dana@clinic.example"};
    const auto removed = removedOf(laptop);
    const auto removal = signRemoval(desk.sessions, removed);
    REQUIRE(removal);
    CHECK(removal->by == desk.id);
    const auto again = parseRemoval(buildRemoval(*removal));
    REQUIRE(again);
    CHECK(verifyRemoval(*again, removed, *desk.sessions.ownIdentityKey()));
}

TEST_CASE("a removal counts for one device, one key and one account only", "[omemo][hostile]")
{
    Device desk{"dana@clinic.example"};
    Device laptop{"dana@clinic.example"};
    Device ghost{"dana@clinic.example"};
    const auto removal = *signRemoval(desk.sessions, removedOf(laptop));
    auto removed = removedOf(laptop);
    auto signer = *desk.sessions.ownIdentityKey();
    auto changed = removal;
    SECTION("signed by another device")
    {
        signer = *ghost.sessions.ownIdentityKey();
    }
    SECTION("another device")
    {
        removed.address.device = ghost.id;
    }
    SECTION("the same number with another key: it began anew")
    {
        removed.key = *ghost.sessions.ownIdentityKey();
    }
    SECTION("another account")
    {
        removed.address.account = *Jid::parseAccount("lee@clinic.example");
    }
    SECTION("under another name")
    {
        changed.by = ghost.id;
    }
    SECTION("one bit of the signature")
    {
        changed.signature[GENERATE(0U, 40U, 63U)] ^= 1;
    }
    const auto verified = verifyRemoval(changed, removed, signer);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == Errc::Forged);
}

TEST_CASE("what is not a removal is refused", "[omemo][hostile]")
{
    Device desk{"dana@clinic.example"};
    Device laptop{"dana@clinic.example"};
    auto element = buildRemoval(*signRemoval(desk.sessions, removedOf(laptop)));
    SECTION("no device that signs")
    {
        element.set("by", "0");
    }
    SECTION("something more")
    {
        element.set("at", "1");
    }
    SECTION("a child")
    {
        element.add(xmpp::Element{"x", kRemovalNs});
    }
    SECTION("too short")
    {
        element.setText("AAAA");
    }
    SECTION("another element")
    {
        element.name = "share";
    }
    CHECK_FALSE(parseRemoval(element));
}
