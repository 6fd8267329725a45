// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/log_pruner.h"

#include "core/audit/audit_folder.h"
#include "core/audit/audit_writer.h"
#include "core/audit/line_reader.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <algorithm>

namespace sotto::audit {
namespace {

namespace fs = std::filesystem;

/// Follows one file from its first record to its last. What does not hold together is evidence,
/// and stays.
class FileCheck {
public:
    void take(std::string_view line, LineEnd end)
    {
        const auto record = end == LineEnd::Whole ? parseRecord(line) : std::nullopt;
        m_bytes += line.size() + 1;
        if (record)
            takeRecord(*record, line);
        else if (end != LineEnd::Whole || !m_broken.empty())
            m_isGood = false;
        else
            m_broken = toHex(crypto::sha256(viewOf(line)));
    }

    /// Nothing: it is not whole.
    std::optional<PrunedPart> finish(std::uint64_t segment, std::chrono::days limit) const
    {
        if (!m_isGood || m_lastSeq == 0 || !m_broken.empty())
            return std::nullopt;
        return PrunedPart{segment, m_lastSeq, m_head, m_newest, limit};
    }

    bool isGood() const { return m_isGood; }

    std::uint64_t bytes() const { return m_bytes; }

private:
    void takeRecord(const ParsedRecord& record, std::string_view line)
    {
        const auto at = fromUtc(record.ts);
        const bool follows =
            m_lastSeq == 0 || (record.seq == m_lastSeq + 1 && record.prev == m_head);
        const bool closes = m_broken.empty() ||
            (record.event == toName(EventKind::Recovered) && record.object == m_broken);
        m_isGood = m_isGood && at && follows && closes &&
            record.event != toName(EventKind::ChainRestarted);
        m_broken.clear();
        m_lastSeq = record.seq;
        m_head = toHex(crypto::sha256(viewOf(line)));
        m_newest = std::max(m_newest, at.value_or(WallTime{}));
    }

    bool m_isGood = true;
    std::uint64_t m_lastSeq = 0, m_bytes = 0;
    std::string m_head, m_broken;
    WallTime m_newest{};
};

/// What the rest of the log says of a part that may go.
struct Rest {
    bool isLinked = false;  ///< its first record follows the last one of the part
    bool hasCheckpoint = false;
    bool isNamed = false;  ///< an earlier call died after its record
};

class RestReader {
public:
    explicit RestReader(const PrunedPart& part) : m_part(part), m_lived(part.until) { }

    void take(const ParsedRecord& record)
    {
        if (m_isFirst)
            rest.isLinked = record.seq == m_part.lastSeq + 1 && record.prev == m_part.head;
        m_isFirst = false;
        rest.hasCheckpoint = rest.hasCheckpoint || record.event == toName(EventKind::Checkpoint);
        if (const auto at = fromUtc(record.ts))
            m_lived.take(*at);
        const auto other = prunedPartOf(record);
        rest.isNamed = rest.isNamed ||
            (other && other->segment == m_part.segment && other->lastSeq == m_part.lastSeq &&
             other->head == m_part.head);
    }

    std::chrono::milliseconds livedUntil(WallTime now) const
    {
        auto lived = m_lived;
        lived.take(now);
        return lived.sum();
    }

    Rest rest{};

private:
    const PrunedPart& m_part;
    LivedTime m_lived;
    bool m_isFirst = true;
};

/// False: a file cannot be read, or somebody has no more time.
bool readRest(const fs::path& folder, std::span<const std::uint64_t> segments, RestReader& reader,
              const std::atomic<bool>& stop)
{
    return std::ranges::all_of(segments, [&](std::uint64_t segment) {
        return forEachLine(folder / segmentName(segment),
                           [&](std::string_view line, LineEnd end) {
                               const auto record =
                                   end == LineEnd::Whole ? parseRecord(line) : std::nullopt;
                               if (record)
                                   reader.take(*record);
                               return !stop;
                           }) &&
            !stop;
    });
}

/// The record, and then the file; nobody else writes meanwhile.
Result<bool> remove(const AuditLog::Place& place, Time time, const PrunedPart& part,
                    std::uint64_t bytes, bool isNamed)
{
    const auto name = segmentName(part.segment);
    SOTTO_TRY_ASSIGN(const auto folder, AuditFolder::lock(place.folder));
    SOTTO_TRY_ASSIGN(const auto size, folder.sizeOf(name));
    if (size != bytes)
        return false;
    AuditWriter writer{place, time, folder};
    SOTTO_TRY(writer.findEnd());
    if (writer.wasRestarted())  // something is wrong with this log: all of it is evidence
        return false;
    if (!isNamed) {
        const auto event = eventOf(part);
        SOTTO_TRY(writer.append(std::span{&event, 1}));
    }
    SOTTO_TRY(folder.remove(name));
    return true;
}

}  // namespace

Result<bool> pruneOldest(const AuditLog::Place& place, Time time, const PruneRules& rules,
                         const std::atomic<bool>& stop)
{
    SOTTO_TRY_ASSIGN(const auto segments, listSegments(place.folder));
    if (segments.size() < 2)
        return false;
    FileCheck file;
    const auto oldest = place.folder / segmentName(segments.front());
    if (!forEachLine(oldest, [&](std::string_view line, LineEnd end) {
            file.take(line, end);
            return file.isGood() && !stop;
        }))
        return Error{Errc::Storage, "audit segment"};
    const auto limit = std::max(rules.limit, kLeastRetention);
    const auto part = file.finish(segments.front(), limit);
    const auto now = time.clock.wallNow();
    if (stop || !part || now - part->until < limit || !rules.isShipped ||
        !rules.isShipped(part->segment, file.bytes()))
        return false;
    RestReader reader{*part};
    if (!readRest(place.folder, std::span{segments}.subspan(1), reader, stop))
        return false;
    const bool mayGo =
        reader.rest.isLinked && reader.rest.hasCheckpoint && reader.livedUntil(now) >= limit;
    if (!mayGo || time.clock.wallNow() < now)
        return false;
    return remove(place, time, *part, file.bytes(), reader.rest.isNamed);
}

}  // namespace sotto::audit
