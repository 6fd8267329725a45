// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What policy says of keeping and of the clinic's archive (retention.*), as values.

#include "core/base/bytes.h"
#include "core/domain/jid.h"

#include <optional>
#include <set>
#include <string>

namespace sotto::engine {

/// When a message goes from this vault.
struct RetentionRules {
    int localDays = 0;     ///< 0: never
    bool holdAll = false;  ///< retention.legal_hold names "all", or something that is no address
    std::set<Jid> held{};  ///< people and rooms whose messages stay, bare

    bool isOn() const { return localDays > 0 && !holdAll; }
};

/// Who gets a copy of each message for the record.
struct ArchiveRules {
    std::optional<Jid> address{};  ///< bare; no value: nobody
    std::set<Bytes> keys{};        ///< SHA-256 of its identity keys; empty: trusted on first use
    bool required = false;         ///< nothing is sent that it cannot read
    bool weAreIt = false;          ///< this very account: keeps everything, sends no receipts

    std::string clinic{};  ///< whose it is, as it is shown

    bool isOn() const { return address.has_value() && !weAreIt; }

    /// Its account has keys that policy names: no other one of it counts.
    bool isPinned(const Jid& account) const { return !keys.empty() && address == account; }
};

}  // namespace sotto::engine
