// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/pin.h"

#include <algorithm>

namespace sotto {
namespace {

/// Each digit differs from the one before by the same: 0, or one up or down, past 9 to 0.
bool isStairs(std::string_view pin)
{
    const auto step = [&](std::size_t at) { return (pin[at] - pin[at - 1] + 10) % 10; };
    const int first = step(1);
    for (std::size_t at = 2; at < pin.size(); ++at)
        if (step(at) != first)
            return false;
    return first == 0 || first == 1 || first == 9;
}

}  // namespace

PinFault pinFault(std::string_view pin)
{
    if (pin.size() < kLeastPinDigits || pin.size() > kMostPinDigits)
        return PinFault::Length;
    if (!std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; }))
        return PinFault::NoDigit;
    return isStairs(pin) ? PinFault::Guessed : PinFault::None;
}

}  // namespace sotto
