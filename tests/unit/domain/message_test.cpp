// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/message.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace sotto;

namespace {

constexpr std::array kAll{Delivery::Draft, Delivery::Queued,       Delivery::Sealed,
                          Delivery::Sent,  Delivery::Relayed,      Delivery::Delivered,
                          Delivery::Read,  Delivery::Acknowledged, Delivery::Failed};

}  // namespace

TEST_CASE("states only advance; only a failure starts again (I6)", "[domain][invariant]")
{
    for (const auto from : kAll)
        for (const auto to : kAll) {
            CAPTURE(toName(from), toName(to));
            if (from == Delivery::Failed)
                CHECK(mayAdvance(from, to) == (to == Delivery::Queued || to == Delivery::Sealed));
            else if (to != Delivery::Failed)
                CHECK((!mayAdvance(from, to) || static_cast<int>(to) > static_cast<int>(from)));
        }
}

TEST_CASE("what reached a person cannot fail any more", "[domain][invariant]")
{
    CHECK_FALSE(mayAdvance(Delivery::Delivered, Delivery::Failed));
    CHECK_FALSE(mayAdvance(Delivery::Read, Delivery::Failed));
    CHECK_FALSE(mayAdvance(Delivery::Acknowledged, Delivery::Failed));
}

TEST_CASE("urgency has one name and one byte each", "[domain]")
{
    for (std::uint8_t byte = 0; byte < 5; ++byte)
        CHECK(urgencyFromName(toName(*urgencyFromByte(byte))) == urgencyFromByte(byte));
    CHECK_FALSE(urgencyFromByte(5));
    CHECK_FALSE(urgencyFromName("STAT"));
}
