// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jid.h"

#include <set>

namespace sotto::engine {

/// Policy interop.phones: with whom messages are exchanged in OMEMO 0.3. Our own account is a
/// person like any other here: its own phones.
struct PhoneRules {
    enum class Reach : std::uint8_t { Nobody, Listed, Everybody };

    Reach reach = Reach::Everybody;
    std::set<Jid> listed{};  ///< bare; interop.phones_list

    /// Whether this device offers itself to phones at all.
    bool isOn() const { return reach != Reach::Nobody; }

    bool lets(const Jid& person) const
    {
        return reach == Reach::Everybody || (reach == Reach::Listed && listed.contains(person));
    }
};

}  // namespace sotto::engine
