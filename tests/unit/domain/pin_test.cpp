// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/pin.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace sotto;

TEST_CASE("A PIN has 6 to 12 digits and nothing else")
{
    CHECK(pinFault("492837") == PinFault::None);
    CHECK(pinFault("492837492837") == PinFault::None);
    CHECK(pinFault("") == PinFault::Length);
    CHECK(pinFault("49283") == PinFault::Length);
    CHECK(pinFault("4928374928371") == PinFault::Length);
    CHECK(pinFault("49283a") == PinFault::NoDigit);
    CHECK(pinFault("4928 7") == PinFault::NoDigit);
    CHECK(pinFault("-49283") == PinFault::NoDigit);
    CHECK(pinFault(std::string{"4928\0007", 6}) == PinFault::NoDigit);
    CHECK(pinFault("\xD9\xA1\xD9\xA2\xD9\xA3") == PinFault::NoDigit);  // other digits of Unicode
}

TEST_CASE("A PIN that everybody tries first is refused")
{
    for (const auto* pin : {"111111", "000000000000", "123456", "012345", "234567", "456789",
                            "789012", "123456789012", "654321", "987654", "210987"}) {
        INFO(pin);
        CHECK(pinFault(pin) == PinFault::Guessed);
    }
    CHECK(pinFault("123457") == PinFault::None);
    CHECK(pinFault("111112") == PinFault::None);
    CHECK(pinFault("135790") == PinFault::None);
}
