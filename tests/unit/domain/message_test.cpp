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

TEST_CASE("each of the 81 pairs of states advances, is late or is wrong (I6)",
          "[domain][invariant]")
{
    // A advances, l is late, . is wrong. From: the row; to: the column, both in this order.
    constexpr std::array<std::string_view, 9> kExpected{
        ".AA.....A",  // draft
        "..A.AAAAA",  // queued
        "...AAAAAA",  // sealed
        "...lAAAAA",  // sent
        "...llAAAA",  // relayed
        "...lllAAl",  // delivered
        "...llllAl",  // read
        "...llllll",  // acknowledged
        ".AA.lAAAl",  // failed
    };
    for (std::size_t from = 0; from < kAll.size(); ++from)
        for (std::size_t to = 0; to < kAll.size(); ++to) {
            CAPTURE(toName(kAll.at(from)), toName(kAll.at(to)));
            const auto expected = kExpected.at(from).at(to);
            const auto found = transition(kAll.at(from), kAll.at(to));
            CHECK((found == Transition::Advance    ? 'A'
                       : found == Transition::Late ? 'l'
                                                   : '.') == expected);
            CHECK(mayAdvance(kAll.at(from), kAll.at(to)) == (expected == 'A'));
            const bool goesBack = kAll.at(to) != Delivery::Failed && to <= from;
            CHECK((expected != 'A' || !goesBack || kAll.at(from) == Delivery::Failed));
        }
}

TEST_CASE("only what was sealed and not relayed is sealed anew in a new session epoch", "[domain]")
{
    for (const auto from : kAll)
        CHECK(maySealAnew(from) == (from == Delivery::Sealed || from == Delivery::Sent));
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
