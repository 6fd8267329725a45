// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/org_list.h"
#include "core/omemo/key_store.h"
#include "core/xmpp/content.h"

#include <optional>
#include <set>

namespace sotto::engine {

/// What policy says of keys (crypto.trust_mode, crypto.urgent_waits), as values and pure rules.
struct TrustRules {
    enum class Mode : std::uint8_t {
        TofuAlert,     ///< every first key counts; a device that comes later is told of
        OrgList,       ///< only keys on the clinic's signed list
        VerifiedOnly,  ///< only keys that a person compared
    };

    Mode mode = Mode::TofuAlert;
    bool urgentWaits = true;
    OrgList list{};

    /// An account whose keys policy names itself: those count, in any mode, and no others.
    struct Pinned {
        Jid account;
        std::set<Bytes> keys{};  ///< SHA-256
    };

    std::optional<Pinned> pinned{};

    /// What the rules make of a key of which nobody said anything.
    omemo::Trust judge(const omemo::DeviceAddress& device, ByteView key, WallTime now) const;

    /// What they make of a key that was judged before, by them or by a person. A refusal stands
    /// in any case, a comparison only where the list does not have the last word.
    omemo::Trust judgeAgain(const omemo::DeviceAddress& device, const omemo::PeerIdentity& identity,
                            WallTime now) const;

    /// Whether a person's comparison of that key counts.
    bool mayCompare(const omemo::DeviceAddress& device, ByteView key, WallTime now) const;

    /// Whether a changed key may be taken without a comparison.
    bool mayAccept() const { return mode == Mode::TofuAlert; }

    /// The list's line for it; null: none, or another mode.
    const OrgDevice* listed(const omemo::DeviceAddress& device, ByteView key, WallTime now) const;

    /// STAT and orders: whether this waits for a choice where its recipient has a new device that
    /// nobody compared: what somebody acts upon at once must not go to a stranger unnoticed.
    bool waits(const xmpp::Content& content) const;
};

}  // namespace sotto::engine
