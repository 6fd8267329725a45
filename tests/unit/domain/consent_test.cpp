// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/consent.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

namespace {

Consent good()
{
    Consent consent;
    consent.name = "Jane Smith";
    consent.number = "884471";
    consent.scope = "Appointment reminders to 555-0100";
    consent.notice = "1";
    consent.agreedOn = "2026-11-23";
    return consent;
}

}  // namespace

TEST_CASE("a consent is kept of a patient with a name and a number, for something, from a day")
{
    CHECK(isUsable(good()));
    const auto without = [](auto change) {
        auto consent = good();
        change(consent);
        return isUsable(consent);
    };
    CHECK_FALSE(without([](Consent& c) { c.name.clear(); }));
    CHECK_FALSE(without([](Consent& c) { c.number.clear(); }));
    CHECK_FALSE(without([](Consent& c) { c.number = "--"; }));  // finds nobody again
    CHECK_FALSE(without([](Consent& c) { c.number = "1\n2"; }));
    CHECK_FALSE(without([](Consent& c) { c.scope.clear(); }));
    CHECK_FALSE(without([](Consent& c) { c.scope = "a\nb"; }));
    CHECK_FALSE(without([](Consent& c) { c.scope.assign(kMostConsentScope + 1, 'x'); }));
    CHECK(without([](Consent& c) { c.scope.assign(kMostConsentScope, 'x'); }));
    CHECK(without([](Consent& c) { c.notice.clear(); }));
    CHECK_FALSE(without([](Consent& c) { c.notice.assign(kMostNoticeVersion + 1, '1'); }));
    for (const auto* day : {"", "2026-11-3", "2026-02-30", "26-11-2003", "2026/11/23", "+026-11-23",
                            "0000-11-23", "2026-11-2x", "2026-11-23T"})
        CHECK_FALSE(without([day](Consent& c) { c.agreedOn = day; }));
    CHECK(without([](Consent& c) { c.agreedOn = "2024-02-29"; }));
    CHECK_FALSE(without([](Consent& c) { c.channel = static_cast<ContactChannel>(4); }));
}

TEST_CASE("each channel has a name of its own")
{
    CHECK(toName(ContactChannel::TextMessage) == "text_message");
    CHECK(toName(ContactChannel::Email) == "email");
    CHECK(toName(ContactChannel::Phone) == "phone");
    CHECK(toName(ContactChannel::Other) == "other");
}
