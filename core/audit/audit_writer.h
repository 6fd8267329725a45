// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_folder.h"
#include "core/audit/audit_log.h"
#include "core/audit/chain_state.h"
#include "core/audit/record.h"

#include <span>

namespace sotto::audit {

/// One visit to a locked folder: finds where the chain stands, repairs what a crash left
/// there, and adds records. Lives as long as the lock.
class AuditWriter {
public:
    AuditWriter(const AuditLog::Place& place, Time time, const AuditFolder& folder);

    /// First call. Errors: Storage, StorageFull, Newer.
    Result<Done> findEnd();
    /// Errors: Storage, StorageFull, Malformed (event.object).
    Result<Done> append(std::span<const Event> events);
    /// As AuditLog::checkpoint().
    Result<std::string> checkpoint();
    /// Seals the key of the next record to the audit key and says so in a record, unless keys
    /// of this log are sealed to it already. Errors: Storage, StorageFull, Malformed (the audit
    /// key).
    Result<Done> enrol();

    /// findEnd() could not go on with the old chain.
    bool wasRestarted() const { return m_wasRestarted; }

private:
    enum class Tail : std::uint8_t { Clean, NeedsRecovery, Unexpected };

    Result<Done> begin();
    Result<Done> restart(log::Literal reason);
    Result<Done> readTail();
    Tail followTail(std::string_view tail);
    Result<Done> saveState() const;
    void advance(std::string_view line);
    Result<ChainState> newChain(std::uint64_t segment, std::uint64_t lastSeq) const;
    RecordFrame nextFrame() const;
    Result<Done> append(const Event& event);
    Result<std::string> add(const Event& event, std::string& lines);
    Result<std::string> addCheckpoint(std::string& lines);
    Result<Done> flush(std::string& lines);
    Result<std::string> lastLine() const;

    const AuditLog::Place& m_place;
    Time m_time;
    const AuditFolder& m_folder;
    ChainState m_state;
    bool m_wasRestarted = false;
    std::string m_brokenLine;  ///< half-written, not yet closed by a record
};

}  // namespace sotto::audit
