// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/order.h"

#include <cstdlib>

namespace sotto {

bool isUsable(const OrderWords& words)
{
    constexpr std::int64_t lastMs = 253'402'300'799'999;  // the year 9999 ends
    return !words.id.empty() && words.author != words.recipient && isUsable(words.patient) &&
        !words.text.empty() && words.text.size() <= kMostOrderText && words.atMs > 0 &&
        words.atMs <= lastMs && std::abs(words.utcOffsetMin) <= kMostUtcOffsetMin &&
        isValid(words.by);
}

}  // namespace sotto
