// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;

namespace {

Consent consentOf(const char* name, const char* number, ContactChannel channel)
{
    Consent consent;
    consent.name = name;
    consent.number = number;
    consent.channel = channel;
    consent.scope = "reminders";
    consent.notice = "2";
    consent.agreedOn = "2026-11-23";
    consent.recordedAtMs = 1000;
    consent.recordedBy = "desk@clinic.example";
    return consent;
}

}  // namespace

TEST_CASE("consents are found by the record number however it is written", "[store][consent]")
{
    OpenVault open;
    auto& consents = open.stores.consents;
    auto first = consentOf("Jane Smith", "88-44 71a", ContactChannel::TextMessage);
    const auto later = consentOf("Jane Smith", "884471A", ContactChannel::Email);
    open.write([&] {
        must(consents.add(first));
        must(consents.add(consentOf("Omar Diaz", "10002", ContactChannel::Other)));
        must(consents.add(later));
    });
    const auto found = must(consents.of("884471A"));
    REQUIRE(found.size() == 2);
    CHECK(found.front().channel == ContactChannel::Email);  // the newest first
    first.id = found.back().id;
    CHECK(found.back() == first);  // all of it comes back
    CHECK(must(consents.of("99")).empty());
    CHECK(must(consents.all()).size() == 3);
    CHECK(must(consents.all()).front().id == first.id);
    CHECK(must(consents.find(first.id)) == first);
    CHECK_FALSE(must(consents.find(4711)));
}

TEST_CASE("what is revoked stays, with who did it first", "[store][consent]")
{
    OpenVault open;
    auto& consents = open.stores.consents;
    open.write([&] {
        must(consents.add(consentOf("Jane Smith", "884471", ContactChannel::Phone)));
        const auto id = must(consents.all()).front().id;
        must(consents.revoke(id, 2000, "lee@clinic.example"));
        must(consents.revoke(id, 3000, "mallory@clinic.example"));
        must(consents.revoke(4711, 3000, "nobody@clinic.example"));
    });
    const auto all = must(consents.all());
    REQUIRE(all.size() == 1);
    CHECK(all.front().revokedAtMs == 2000);
    CHECK(all.front().revokedBy == "lee@clinic.example");
}
