// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jid.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sotto {

/// Whose people are shown, written to and heard.
struct DomainRules {
    std::vector<std::string> allowed{};    ///< relay.domain_allow; empty: our own domain only
    std::vector<std::string> federated{};  ///< relay.federation_allow: these, too

    bool lets(const Jid& person, const Jid& self) const
    {
        const auto names = [&person](const std::vector<std::string>& domains) {
            return std::ranges::find(domains, person.domain()) != domains.end();
        };
        const bool isHome = allowed.empty() ? person.domain() == self.domain() : names(allowed);
        return isHome || names(federated);
    }
};

}  // namespace sotto
