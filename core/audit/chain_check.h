// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_verifier.h"
#include "core/audit/beginning_check.h"
#include "core/audit/chain_state.h"
#include "core/audit/record.h"

#include <optional>
#include <string>
#include <string_view>

namespace sotto::audit {

/// Follows a log line by line and remembers the first fault. One thread.
class ChainCheck {
public:
    /// `state`: what the log itself knows of its end. `with` must outlive this.
    ChainCheck(const VerifyWith& with, std::optional<ChainState> state,
               std::optional<Bytes> checkpointKey);

    bool hasFault() const { return m_report.verdict != Verdict::Ok; }

    void beginFile(std::uint64_t segment, std::string name);
    /// `record`: parseRecord() of the line.
    void takeLine(std::string_view line, const std::optional<ParsedRecord>& record);
    /// A line without an end: the last of its file, or too long to be a record.
    void takeHalf(bool isEndOfLog);

    VerifyReport finish();

private:
    void takeBroken(std::string_view line);
    void beginAt(const ParsedRecord& record);
    void findKeyFor(std::uint64_t firstSeq);
    bool areMissingAnchorsGood(const ParsedRecord& first);
    void takeRecord(const ParsedRecord& record, std::string_view line);
    bool isCodeGood(const ParsedRecord& record);
    bool isCheckpointGood(const ParsedRecord& record);
    bool isAnchorGood(const ParsedRecord& record, ByteView head);
    void judgeEnd();
    bool judgeBeginning();
    void fault(Verdict verdict, std::string field, std::uint64_t seq);

    const VerifyWith& m_with;
    VerifyReport m_report;
    SecretBytes m_key;  ///< of the next record; empty: not known yet
    std::size_t m_nextKey = 0, m_nextAnchor = 0;
    std::optional<ChainState> m_state;
    std::optional<Bytes> m_checkpointKey;
    std::uint64_t m_segment = 0;
    std::uint64_t m_last = 0;  ///< number of the last good record
    bool m_hasBegun = false;
    std::string m_firstFile;
    BeginningCheck m_beginning;
    std::string m_installId;  ///< of the first record
    Bytes m_head;
    std::string m_headHex;
    std::string m_brokenHash;  ///< of a line that is no record; the next must name it
};

}  // namespace sotto::audit
