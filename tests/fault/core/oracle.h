// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What must be true of two vaults when everything has come to rest (issue: never lost, never
// twice). Values only, so that it judges the core runs and the live ones alike.

#include "core/store/rows.h"

#include <string>
#include <vector>

namespace sotto::test {

struct Verdict {
    int made = 0;
    int lost = 0;         ///< made and not shown at the other end
    int doubled = 0;      ///< shown more than once
    int foreign = 0;      ///< shown and never made
    int outOfOrder = 0;   ///< shown after a later one of the same sender
    int cards = 0;        ///< could not be read
    int undelivered = 0;  ///< shown, but the sender does not know (I10)

    bool isGood() const { return lost + doubled + foreign + outOfOrder + cards + undelivered == 0; }

    std::string toString() const;
};

/// What one end made against what the other end shows.
Verdict judge(const std::vector<store::MessageRow>& sender,
              const std::vector<store::MessageRow>& recipient);

}  // namespace sotto::test
