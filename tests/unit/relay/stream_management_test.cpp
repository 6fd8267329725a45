// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/stream_management.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::relay;

namespace {

using Ids = std::vector<std::string>;

StreamManagement withSent(std::initializer_list<std::string> ids)
{
    StreamManagement sm;
    sm.enable("r1");
    for (const auto& id : ids)
        sm.sent(id, bytesOf("<message/>"));
    return sm;
}

}  // namespace

TEST_CASE("An acknowledgement names the stanzas that it newly covers")
{
    auto sm = withSent({"a", "", "c"});
    CHECK(*sm.acked(2) == Ids{"a"});
    CHECK(*sm.acked(2) == Ids{});
    CHECK(*sm.acked(3) == Ids{"c"});
    CHECK(sm.unacked().empty());
}

TEST_CASE("An acknowledgement behind the last one changes nothing (A33)")
{
    auto sm = withSent({"a", "b"});
    REQUIRE(sm.acked(1));
    CHECK(*sm.acked(0) == Ids{});
    CHECK(sm.unacked().size() == 1);
}

TEST_CASE("An acknowledgement of more than was sent is refused and clears nothing (A32)")
{
    auto sm = withSent({"a", "b"});
    const auto refused = sm.acked(3);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Malformed);
    CHECK(sm.unacked().size() == 2);
    CHECK(*sm.acked(2) == Ids{"a", "b"});
}

TEST_CASE("Counters wrap at 2^32 (XEP-0198, 4)")
{
    StreamManagement sm;
    sm.resumeFrom({"r1", 0xFFFF'FFFF, 0xFFFF'FFFE, {{"a", {}}, {"b", {}}, {"c", {}}}});
    CHECK(*sm.acked(0) == Ids{"a", "b"});
    CHECK(*sm.acked(0xFFFF'FFFF) == Ids{});
    CHECK(*sm.acked(1) == Ids{"c"});
    sm.received(false);
    sm.confirm(1);
    CHECK(sm.handled() == 0);
}

TEST_CASE("A stanza is counted only after its effects are committed, and in order (I2)")
{
    StreamManagement sm;
    sm.enable("r1");
    sm.received(false);
    CHECK(sm.handled() == 0);
    sm.received(true);  // an answer to our own request, behind it
    CHECK(sm.handled() == 0);
    sm.received(false);
    sm.confirm(1);
    CHECK(sm.handled() == 2);
    CHECK_FALSE(sm.isCaughtUp());
    sm.confirm(5);  // more than there are
    CHECK(sm.handled() == 3);
    CHECK(sm.isCaughtUp());
}

TEST_CASE("What is needed to resume survives, and off means nothing is kept")
{
    auto sm = withSent({"a"});
    sm.received(true);
    const auto state = sm.snapshot();
    CHECK(state.id == "r1");
    CHECK(state.handled == 1);
    CHECK(state.unacked.size() == 1);
    StreamManagement other;
    other.sent("x", {});
    other.received(false);
    CHECK(other.snapshot().unacked.empty());
    CHECK(other.snapshot().id.empty());
    other.resumeFrom(state);
    CHECK(*other.acked(1) == Ids{"a"});
}

TEST_CASE("Stanzas from before counting began do not spend later confirmations")
{
    StreamManagement sm;
    sm.received(false);
    sm.begin();
    sm.received(false);
    sm.enable("r1");
    sm.received(false);
    sm.confirm(2);
    CHECK(sm.handled() == 0);
    sm.confirm(1);
    CHECK(sm.handled() == 1);
}
