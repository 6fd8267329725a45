// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/timestamps.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;

TEST_CASE("a time stamp is read to the millisecond", "[xmpp][XEP-0082]")
{
    CHECK(toMs(*parseTimestamp("1970-01-01T00:00:00Z")) == 0);
    CHECK(toMs(*parseTimestamp("2026-11-22T19:46:32.789243Z")) == 1'795'376'792'789);
    CHECK(toMs(*parseTimestamp("2026-11-22T20:46:32.7+01:00")) == 1'795'376'792'700);
    CHECK(toMs(*parseTimestamp("2026-11-22T14:16:32-05:30")) == 1'795'376'792'000);
    CHECK(parseTimestamp("2024-02-29T00:00:00Z"));
    CHECK(parseTimestamp("9999-12-31T23:59:59.999999999999999999Z"));
}

TEST_CASE("what we write is what we read, in UTC", "[xmpp][XEP-0082]")
{
    const auto ms =
        GENERATE(std::int64_t{0}, 1, 999, 951'782'400'000, 1'795'376'792'789, 253'402'300'799'999);
    CAPTURE(ms);
    CHECK(toMs(*parseTimestamp(formatTimestamp(wallTimeFromMs(ms)))) == ms);
    CHECK(formatTimestamp(wallTimeFromMs(1'795'376'792'007)) == "2026-11-22T19:46:32.007Z");
}

TEST_CASE("what is not a time stamp is refused", "[xmpp][XEP-0082][hostile]")
{
    const auto text =
        GENERATE(as<std::string>{}, "", "2026-11-22", "2026-11-22T19:46:32", "2026-11-22 19:46:32Z",
                 "2026-11-22t19:46:32z", "2026-13-22T19:46:32Z", "2026-02-30T19:46:32Z",
                 "2025-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T19:60:32Z",
                 "2026-11-22T19:46:61Z", "2026-11-22T19:46:32.Z", "2026-11-22T19:46:32,7Z",
                 "2026-11-22T19:46:32+1:00", "2026-11-22T19:46:32+15:00",
                 "2026-11-22T19:46:32+01:60", "1969-12-31T23:59:59Z", "0000-00-00T00:00:00Z",
                 "-2026-11-22T19:46:32Z", "+2026-11-22T19:46:32Z", "20261122T19:46:32Z",
                 "2026-11-22T19:46:32ZZ", "12026-11-22T19:46:32Z", "2026-11-22T19:46:+2Z",
                 "2026-11-22T19:46: 2Z", std::string("2026-11-22T19:46:32Z\0", 21));
    CAPTURE(text);
    CHECK_FALSE(parseTimestamp(text));
}
