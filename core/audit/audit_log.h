// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/event.h"
#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <filesystem>
#include <span>
#include <string>

namespace sotto::audit {

/// The machine's record of what people did with patient data (45 CFR 164.312(b)).
///
/// append() returns after the record is on the disk, so an audited action that must not
/// happen unrecorded calls it first. Several processes may have the same folder open: each
/// append takes a file lock and continues where the last one stopped. Nothing is rewritten
/// but the key, which moves on one way; what is old goes by whole files (log_pruner.h). Format:
/// README.md. Thread: any one; one object for each thread.
class AuditLog {
public:
    struct Place {
        std::filesystem::path folder;  ///< made by the caller, for the owner alone
        std::string installId;         ///< this installation: letters, digits and '-'
        std::string bootId;            ///< platform::bootId()
        /// The administrator's audit key, to which the keys of the codes are sealed
        /// (key_escrow.h). Empty: nobody can check the codes; the hash chain still holds.
        Bytes auditKey{};
        std::uint64_t checkpointEvery = 64;       ///< records
        std::uint64_t segmentBytes = 8ULL << 20;  ///< a file that is as long is followed by another
    };

    /// Errors: Storage, StorageFull, Busy (another process holds the lock for long),
    /// Malformed (an id in `place` has other characters, the audit key is none), Newer.
    static Result<AuditLog> open(Place place, Time time);

    AuditLog(AuditLog&&) noexcept;
    ~AuditLog();

    /// Writes one record and waits for the disk. Where the last line was only half written,
    /// or the key state does not fit, first says so in a record of its own.
    /// Errors: Storage, StorageFull, Busy, Malformed (event.object).
    Result<Done> append(const Event& event);
    /// The same for many things that happened, in their order: a wait for the disk is for dozens
    /// of records. On an error some of the first ones may be written.
    Result<Done> append(std::span<const Event> events);

    /// Signs where the log stands, unless that was the last thing done here. Gives the
    /// checkpoint's line, to be kept elsewhere; empty while nothing is recorded. Errors as above.
    Result<std::string> checkpoint();

    const std::filesystem::path& folder() const { return m_place.folder; }

    const Place& place() const { return m_place; }

    /// The name under which a user, a device or a message id stands in this log: a keyed
    /// hash (kind and value), 16 hexadecimal digits. Kinds do not mix.
    Pseudonym pseudonym(log::Literal kind, std::string_view value) const;

    /// The same in a copy of a log, which is not changed. Errors: NotFound (it lacks
    /// pseudonym.key).
    static Result<Pseudonym> pseudonymIn(const std::filesystem::path& folder, log::Literal kind,
                                         std::string_view value);

private:
    AuditLog(Place place, Time time, SecretBytes pseudonymKey);

    Place m_place;
    Time m_time;
    SecretBytes m_pseudonymKey;
};

}  // namespace sotto::audit
