// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_writer.h"

#include "core/audit/checkpoint.h"
#include "core/audit/key_escrow.h"
#include "core/audit/record.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/crypto/random.h"

#include <algorithm>

namespace sotto::audit {
namespace {

constexpr std::size_t kWriteBytes = 12 * kMaxLineBytes;  // of records that are written at once
// A crash leaves at most what was written at once, a half line and the record that closes it.
constexpr std::size_t kMaxTailBytes = kWriteBytes + 4 * kMaxLineBytes;

const std::string kStateName = "state";

}  // namespace

AuditWriter::AuditWriter(const AuditLog::Place& place, Time time, const AuditFolder& folder)
    : m_place(place),
      m_time(time),
      m_folder(folder)
{
}

Result<Done> AuditWriter::findEnd()
{
    SOTTO_TRY_ASSIGN(const auto bytes, m_folder.read(kStateName, 0, kStateBytes + 1));
    if (!bytes || bytes->empty())  // made, and then the power went
        return begin();
    auto state = stateFromBytes(bytes->view());
    if (!state && state.error().code == Errc::Newer)
        return state.error();
    if (!state)
        return restart("state_damaged");
    m_state = *std::move(state);
    return readTail();
}

/// There is no state: a new log, or one whose state was taken away.
Result<Done> AuditWriter::begin()
{
    SOTTO_TRY_ASSIGN(const auto segments, listSegments(m_folder.path()));
    if (!segments.empty())
        return restart("state_missing");
    SOTTO_TRY_ASSIGN(m_state, newChain(1, 0));
    return saveState();
}

/// The old chain cannot be continued. A new one begins in a file of its own and says so;
/// the verifier stops there.
Result<Done> AuditWriter::restart(log::Literal reason)
{
    m_wasRestarted = true;
    SOTTO_TRY_ASSIGN(const auto segments, listSegments(m_folder.path()));
    const auto segment = std::max(m_state.segment, segments.empty() ? 0 : segments.back()) + 1;
    SOTTO_TRY_ASSIGN(auto fresh, newChain(segment, m_state.seq));
    if (m_state.head.size() == fresh.head.size())
        fresh.head = m_state.head;
    m_state = std::move(fresh);
    return append({EventKind::ChainRestarted, Outcome::Failure, {}, {}, {{"reason", reason}}});
}

/// Compares the file with the state; they differ after a crash, or after a deed.
Result<Done> AuditWriter::readTail()
{
    if (m_state.size >= m_place.segmentBytes) {
        ++m_state.segment;
        m_state.size = 0;
    }
    const auto name = segmentName(m_state.segment);
    SOTTO_TRY_ASSIGN(const auto size, m_folder.sizeOf(name));
    if (size == m_state.size)
        return Done{};
    if (size < m_state.size)
        return restart("log_shorter");
    if (size - m_state.size > kMaxTailBytes)
        return restart("log_longer");
    SOTTO_TRY_ASSIGN(const auto bytes, m_folder.read(name, m_state.size, kMaxTailBytes));
    if (!bytes || bytes->empty())
        return restart("log_missing");
    std::string tail{bytes->text()};
    if (tail.back() != '\n') {
        SOTTO_TRY(m_folder.append(name, "\n"));
        tail += '\n';
    }
    switch (followTail(tail)) {
    case Tail::Clean:
        return saveState();
    case Tail::Unexpected:
        return restart("log_unexpected");
    case Tail::NeedsRecovery:
        break;
    }
    m_state.size += m_brokenLine.size() + 1;
    return append({EventKind::Recovered,
                   Outcome::Success,
                   {},
                   toHex(crypto::sha256(viewOf(m_brokenLine))),
                   {{"bytes", m_brokenLine.size()}}});
}

/// Moves the state over whole records that it does not know yet. A line that is no record
/// is a half-written one: it must be the last, or be closed by the next.
AuditWriter::Tail AuditWriter::followTail(std::string_view tail)
{
    m_brokenLine.clear();
    auto isBroken = false;
    while (!tail.empty()) {
        const auto line = tail.substr(0, tail.find('\n'));
        tail.remove_prefix(line.size() + 1);
        const auto record = parseRecord(line);
        const bool isNext = record && record->seq == m_state.seq + 1 &&
            record->prev == toHex(m_state.head) && hasValidMac(*record, m_state.key.view());
        const bool closes = isNext && isBroken && record->event == toName(EventKind::Recovered) &&
            record->object == toHex(crypto::sha256(viewOf(m_brokenLine)));
        if (isBroken && !closes)
            return Tail::Unexpected;
        if (closes)
            m_state.size += m_brokenLine.size() + 1;
        isBroken = !isNext;
        m_brokenLine = isBroken ? std::string{line} : std::string{};
        if (isNext)
            advance(line);
    }
    return isBroken ? Tail::NeedsRecovery : Tail::Clean;
}

Result<Done> AuditWriter::append(const Event& event)
{
    return append(std::span{&event, 1});
}

Result<Done> AuditWriter::append(std::span<const Event> events)
{
    std::string lines;
    for (const auto& event : events) {
        SOTTO_TRY(add(event, lines));
        if (m_place.checkpointEvery > 0 && m_state.seq % m_place.checkpointEvery == 0)
            SOTTO_TRY(addCheckpoint(lines));
        if (lines.size() + 2 * kMaxLineBytes > kWriteBytes)
            SOTTO_TRY(flush(lines));
    }
    return flush(lines);
}

Result<std::string> AuditWriter::checkpoint()
{
    SOTTO_TRY_ASSIGN(auto last, lastLine());
    const auto record = parseRecord(last);
    if (m_state.seq == 0 || (record && record->event == toName(EventKind::Checkpoint)))
        return last;
    std::string lines;
    SOTTO_TRY_ASSIGN(auto line, addCheckpoint(lines));
    SOTTO_TRY(flush(lines));
    return line;
}

Result<std::string> AuditWriter::addCheckpoint(std::string& lines)
{
    SOTTO_TRY_ASSIGN(auto signature, signCheckpoint(m_folder, nextFrame()));
    return add({EventKind::Checkpoint, Outcome::Success, {}, std::move(signature), {}}, lines);
}

Result<Done> AuditWriter::enrol()
{
    if (m_place.auditKey.empty())
        return Done{};
    SOTTO_TRY_ASSIGN(const bool isDone, isEscrowed(m_folder.path(), m_place.auditKey));
    if (isDone)
        return Done{};
    SOTTO_TRY(escrow(m_folder, m_place.auditKey,
                     {m_state.segment, m_state.seq + 1, m_state.key.clone()}));
    return append(
        {EventKind::KeyEnrolled, Outcome::Success, {}, fingerprintOf(m_place.auditKey), {}});
}

RecordFrame AuditWriter::nextFrame() const
{
    return {m_state.seq + 1,   m_time.clock.wallNow(), m_time.clock.bootNow(), m_place.bootId,
            m_place.installId, m_state.head,           m_state.key.view()};
}

/// Formats a record that flush() writes. After an error this object's state is ahead of the files.
Result<std::string> AuditWriter::add(const Event& event, std::string& lines)
{
    SOTTO_TRY_ASSIGN(auto line, formatRecord(nextFrame(), event));
    advance(line);
    lines.append(line).append("\n");
    return line;
}

/// The records first, then the state (README.md, audit-2).
Result<Done> AuditWriter::flush(std::string& lines)
{
    if (lines.empty())
        return Done{};
    SOTTO_TRY(m_folder.append(segmentName(m_state.segment), lines));
    lines.clear();
    return saveState();
}

/// Empty at the beginning of a file, which follows no record or a full file.
Result<std::string> AuditWriter::lastLine() const
{
    const auto from = m_state.size > kMaxLineBytes ? m_state.size - kMaxLineBytes : 0;
    SOTTO_TRY_ASSIGN(const auto bytes,
                     m_folder.read(segmentName(m_state.segment), from, kMaxLineBytes));
    if (!bytes || bytes->empty())
        return std::string{};
    auto text = bytes->text();
    text.remove_suffix(text.ends_with('\n') ? 1 : 0);
    return std::string{text.substr(text.rfind('\n') + 1)};
}

Result<Done> AuditWriter::saveState() const
{
    return m_folder.overwrite(kStateName, toBytes(m_state).view());
}

void AuditWriter::advance(std::string_view line)
{
    ++m_state.seq;
    m_state.size += line.size() + 1;
    m_state.head = crypto::sha256(viewOf(line));
    m_state.key = nextKey(m_state.key.view());
}

Result<ChainState> AuditWriter::newChain(std::uint64_t segment, std::uint64_t lastSeq) const
{
    auto key = crypto::randomSecret(crypto::kSha256Size, SecretBytes::Memory::Locked);
    if (!m_place.auditKey.empty())
        SOTTO_TRY(escrow(m_folder, m_place.auditKey, {segment, lastSeq + 1, key.clone()}));
    auto fresh = ChainState::fresh(std::move(key));
    fresh.segment = segment;
    fresh.seq = lastSeq;
    return fresh;
}

}  // namespace sotto::audit
