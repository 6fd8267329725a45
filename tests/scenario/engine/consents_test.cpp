// SPDX-License-Identifier: GPL-3.0-or-later
// The register of how patients agreed to be contacted, in one person's vault.
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

namespace {

Consent wished(const char* scope, ContactChannel channel = ContactChannel::TextMessage)
{
    Consent consent;
    consent.name = "Jane Smith";
    consent.number = "00-884471";
    consent.channel = channel;
    consent.scope = scope;
    consent.notice = "1";
    consent.agreedOn = "2026-11-23";
    return consent;
}

}  // namespace

TEST_CASE("a consent is recorded and taken back by our person, and is there after a lock",
          "[consent]")
{
    World world;
    Person desk(world, "desk");
    CHECK_FALSE(desk.engine().recordConsent(wished("early")));  // no vault is open
    CHECK_FALSE(desk.engine().consentsOf(std::nullopt));
    desk.signIn();
    auto forged = wished("reminders to 555-0100");
    forged.recordedBy = "mallory@clinic.example";
    forged.recordedAtMs = 1;
    REQUIRE(desk.engine().recordConsent(forged));
    REQUIRE(desk.engine().recordConsent(wished("results", ContactChannel::Email)));
    CHECK(desk.engine().recordConsent(wished("")).error().code == Errc::Malformed);
    const auto found = desk.engine().consentsOf("00884471");
    REQUIRE(found);
    REQUIRE(found->size() == 2);
    CHECK(found->front().scope == "results");
    CHECK(found->back().recordedBy == desk.address().toString());
    CHECK(found->back().recordedAtMs > 1);
    CHECK(desk.engine().consentsOf("10002")->empty());
    CHECK(desk.engine().consentsOf("--")->empty());

    REQUIRE(desk.engine().revokeConsent(found->back().id));
    CHECK(desk.engine().revokeConsent(4711).error().code == Errc::NotFound);
    desk.restart(desk.lock());
    desk.unlock();
    world.wait();
    const auto later = desk.engine().consentsOf(std::nullopt);
    REQUIRE(later);
    REQUIRE(later->size() == 2);
    CHECK(later->front().revokedBy == desk.address().toString());
    CHECK(later->front().revokedAtMs > 0);
    CHECK(later->back().revokedAtMs == 0);
}
