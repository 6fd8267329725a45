// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/base/clock.h"
#include "core/engine/emergency_rules.h"
#include "core/store/attempt_log.h"
#include "core/store/vault.h"
#include "core/store/vault_header.h"

#include <filesystem>
#include <variant>

namespace sotto::engine {

/// The way into a person's vault in an emergency, without the person and without the relay:
/// the clinic's code or codes, the activity log, a note to the owner inside the vault, and only
/// then the vault, which takes no change after that. Engine thread only; it costs no derivation of
/// a password.
class EmergencyDoor {
public:
    struct Request {
        Jid accessor;  ///< bare; as they say
        EmergencyReason reason = EmergencyReason::Drill;
        SecretBytes code;
        SecretBytes secondCode;
    };

    /// `limits`: auth.max_failures and auth.lockout_s, counted apart from the owner's own.
    EmergencyDoor(std::filesystem::path folder, Jid owner, EmergencyRules rules,
                  store::AttemptLog::Limits limits, const store::Stopwatch& watch,
                  const Clock& clock);

    const EmergencyRules& rules() const { return m_rules; }

    /// The vault, or why it stays shut. shut() it before anything of it is shown.
    std::variant<store::Vault, Problem> open(const Request& request);

    /// Leaves the note to the owner, the last thing that is written; from now on the vault takes no
    /// change. Errors: those of the vault.
    Result<Done> shut(store::Vault& vault, const Request& request) const;

private:
    using DekOrProblem = std::variant<SecretBytes, Problem>;

    DekOrProblem unlock(const Request& request);
    bool isOurWay(const store::EmergencyWay& way) const;
    Problem refuse(const Request& request, ProblemKind why);
    Result<Done> record(const Request& request, EmergencyRecord::What what) const;

    std::filesystem::path m_folder;
    Jid m_owner;
    EmergencyRules m_rules;
    store::AttemptLog m_attempts;
    const Clock& m_clock;
};

/// Whether policy names two administrators who can open together.
bool hasTwoAdmins(const EmergencyRules& rules);

/// What the header of a vault that was just opened must have by policy; no value: it is as it must
/// be already. A sealed code is made by its owner only: none is made here. Errors: Forged.
Result<std::optional<store::VaultHeader>> tendedHeader(const store::VaultHeader& header,
                                                       ByteView dek, const EmergencyRules& rules);

}  // namespace sotto::engine
