// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/event.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <filesystem>
#include <functional>
#include <string>

namespace sotto::audit {

/// The machine's record of what people did with patient data (45 CFR 164.312(b)).
///
/// append() returns after the record is on the disk, so an audited action that must not
/// happen unrecorded calls it first. Several processes may have the same folder open: each
/// append takes a file lock and continues where the last one stopped. Nothing is ever
/// deleted or rewritten but the key, which moves on one way. Format: README.md.
/// Thread: any one; one object for each thread.
class AuditLog {
public:
    struct Place {
        std::filesystem::path folder;  ///< made by the caller, for the owner alone
        std::string installId;         ///< this installation: letters, digits and '-'
        std::string bootId;            ///< platform::bootId()
    };

    /// Receives the first key of a new chain, once, before it is used: to be sealed to the
    /// administrator's audit key. Without it nobody can check the codes later; the hash
    /// chain still holds.
    using KeyKeeper = std::function<void(const SecretBytes& firstKey)>;

    /// Errors: Storage, StorageFull, Busy (another process holds the lock for long),
    /// Malformed (an id in `place` has other characters), Newer.
    static Result<AuditLog> open(Place place, Time time, KeyKeeper keeper = {});

    AuditLog(AuditLog&&) noexcept;
    ~AuditLog();

    /// Writes one record and waits for the disk. Where the last line was only half written,
    /// or the key state does not fit, first says so in a record of its own.
    /// Errors: Storage, StorageFull, Busy, Malformed (event.object).
    Result<Done> append(const Event& event);

    /// The name under which a user, a device or a message id stands in this log: a keyed
    /// hash (kind and value), 16 hexadecimal digits. Kinds do not mix.
    Pseudonym pseudonym(log::Literal kind, std::string_view value) const;

private:
    AuditLog(Place place, Time time, KeyKeeper keeper, SecretBytes pseudonymKey);

    Place m_place;
    Time m_time;
    KeyKeeper m_keeper;
    SecretBytes m_pseudonymKey;
};

}  // namespace sotto::audit
