// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jid.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sotto {

/// Policy relay.domain_allow: whose people are shown, written to and heard.
struct DomainRules {
    std::vector<std::string> allowed{};  ///< empty: the domain of our own account only

    bool lets(const Jid& person, const Jid& self) const
    {
        if (allowed.empty())
            return person.domain() == self.domain();
        return std::ranges::find(allowed, person.domain()) != allowed.end();
    }
};

}  // namespace sotto
