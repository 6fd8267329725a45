// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

namespace sotto::test {

/// Both sign in and speak, so that sessions exist both ways.
inline void makeAcquainted(World& world, Person& one, Person& other)
{
    one.signIn();
    other.signIn();
    one.send(other.address(), "hello");
    world.settle();
    other.send(one.address(), "hello yourself");
    world.settle();
    REQUIRE(one.delivery("hello") == Delivery::Delivered);
    REQUIRE(other.delivery("hello yourself") == Delivery::Delivered);
}

}  // namespace sotto::test
