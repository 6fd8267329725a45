// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/chain_check.h"

#include "core/audit/event.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <algorithm>
#include <utility>

namespace sotto::audit {
namespace {

// A sealed key can be made by anybody: how far it is followed must have an end (some seconds).
constexpr std::uint64_t kMostKeySteps = 20'000'000;

}  // namespace

ChainCheck::ChainCheck(const VerifyWith& with, std::optional<ChainState> state,
                       std::optional<Bytes> checkpointKey)
    : m_with(with),
      m_state(std::move(state)),
      m_checkpointKey(std::move(checkpointKey)),
      m_head(crypto::kSha256Size, 0),
      m_headHex(toHex(m_head))
{
}

void ChainCheck::beginFile(std::uint64_t segment, std::string name)
{
    m_segment = segment;
    m_report.file = std::move(name);
    m_report.line = 0;
}

void ChainCheck::takeLine(std::string_view line, const std::optional<ParsedRecord>& record)
{
    ++m_report.line;
    if (!record)
        return takeBroken(line);
    if (!m_brokenHash.empty() &&
        (record->event != toName(EventKind::Recovered) || record->object != m_brokenHash)) {
        const bool isPruned = !m_hasBegun && m_segment > 1 && record->seq > 1;
        return fault(Verdict::Altered, "format", isPruned ? record->seq - 1 : m_last + 1);
    }
    m_brokenHash.clear();
    takeRecord(*record, line);
}

void ChainCheck::takeHalf(bool isEndOfLog)
{
    ++m_report.line;
    fault(isEndOfLog ? Verdict::HalfWritten : Verdict::Altered, "format", m_last + 1);
}

VerifyReport ChainCheck::finish()
{
    if (!hasFault() || m_report.verdict == Verdict::HalfWritten)
        judgeEnd();
    return std::move(m_report);
}

void ChainCheck::takeBroken(std::string_view line)
{
    if (!m_brokenHash.empty())
        return fault(Verdict::Altered, "format", m_last + 1);
    m_brokenHash = toHex(crypto::sha256(viewOf(line)));
}

void ChainCheck::takeRecord(const ParsedRecord& record, std::string_view line)
{
    if (!std::exchange(m_hasBegun, true))
        beginAt(record);
    const auto expected = m_last + 1;
    if (record.event == toName(EventKind::ChainRestarted)) {
        ++m_report.restarts;
        return fault(Verdict::Gap, "chain", record.seq);
    }
    if (record.seq != expected)
        return fault(Verdict::Gap, "seq", expected);
    if (!areMissingAnchorsGood(record))
        return fault(Verdict::Truncated, "anchor", expected - 1);
    if (!isCodeGood(record))
        return fault(Verdict::Altered, "mac", expected);
    if (record.prev != m_headHex)  // most likely the record before was changed
        return fault(Verdict::Altered, "prev", std::max<std::uint64_t>(expected - 1, 1));
    if (!isCheckpointGood(record))
        return fault(Verdict::Altered, "checkpoint", expected);
    auto head = crypto::sha256(viewOf(line));
    if (!isAnchorGood(record, head))
        return fault(Verdict::Truncated, "anchor", expected);
    m_head = std::move(head);
    m_headHex = toHex(m_head);
    m_last = expected;
    ++m_report.records;
    m_report.head = m_headHex;
    m_beginning.take(record);
    if (m_state && m_state->seq == expected && m_state->head != m_head)
        fault(Verdict::Altered, "state", expected);
}

/// The first record that is there. A log that begins in a later file may have lost its oldest part
/// to the retention rule: a record must say so, which is judged at the end.
void ChainCheck::beginAt(const ParsedRecord& record)
{
    m_installId = record.installId;
    m_firstFile = m_report.file;
    m_report.since = record.ts;
    if (m_segment < 2 || record.seq < 2 || record.event == toName(EventKind::ChainRestarted))
        return;
    m_beginning.begin(m_segment, record);
    m_last = record.seq - 1;
    m_headHex = record.prev;
    findKeyFor(record.seq);
}

/// Keys are sealed now and then, and the last one may be that of a record which is gone.
void ChainCheck::findKeyFor(std::uint64_t firstSeq)
{
    const ChainKey* before = nullptr;
    for (const auto& key : m_with.keys)
        if (key.segment < m_segment && key.seq < firstSeq && firstSeq - key.seq <= kMostKeySteps)
            before = &key;
    if (before == nullptr)
        return;
    m_key = before->key.clone();
    for (auto seq = before->seq; seq < firstSeq; ++seq)
        m_key = nextKey(m_key.view(), SecretBytes::Memory::Plain);
}

/// Copies of what is gone must be older than what is left, and fit to its beginning.
bool ChainCheck::areMissingAnchorsGood(const ParsedRecord& first)
{
    if (!m_with.anchors || m_report.records > 0 || !m_beginning.isPruned())
        return true;
    for (const auto& anchor : *m_with.anchors) {
        if (anchor.seq >= first.seq || anchor.installId != first.installId)
            continue;
        if (anchor.seq + 1 == first.seq && toHex(anchor.head) != first.prev)
            return false;
        m_beginning.takeAnchor(anchor.ts);
    }
    return true;
}

/// Good also while no key is known: codesFrom says from where on they were checked.
bool ChainCheck::isCodeGood(const ParsedRecord& record)
{
    const auto& keys = m_with.keys;
    while (m_nextKey < keys.size() &&
           (keys[m_nextKey].segment < m_segment ||
            (keys[m_nextKey].segment == m_segment && keys[m_nextKey].seq < record.seq)))
        ++m_nextKey;
    if (m_nextKey < keys.size() && keys[m_nextKey].segment == m_segment &&
        keys[m_nextKey].seq == record.seq) {
        const auto& given = keys[m_nextKey].key;
        if (!m_key.empty() && !equalInConstantTime(m_key.view(), given.view()))
            return false;
        m_key = given.clone();
    }
    if (m_key.empty())
        return true;
    if (!hasValidMac(record, m_key.view()))
        return false;
    m_key = nextKey(m_key.view(), SecretBytes::Memory::Plain);  // locking costs 10 times more
    if (m_report.codesFrom == 0)
        m_report.codesFrom = record.seq;
    return true;
}

bool ChainCheck::isCheckpointGood(const ParsedRecord& record)
{
    if (record.event != toName(EventKind::Checkpoint))
        return true;
    if (!m_checkpointKey || !hasValidSignature(record, *m_checkpointKey))
        return false;
    ++m_report.checkpoints;
    return true;
}

bool ChainCheck::isAnchorGood(const ParsedRecord& record, ByteView head)
{
    if (!m_with.anchors)
        return true;
    const auto& anchors = *m_with.anchors;
    bool isAnchored = false;
    for (; m_nextAnchor < anchors.size() && anchors[m_nextAnchor].seq <= record.seq;
         ++m_nextAnchor) {
        const auto& anchor = anchors[m_nextAnchor];
        if (anchor.installId != record.installId || anchor.seq < record.seq)
            continue;
        if (!std::ranges::equal(anchor.head, head))
            return false;
        isAnchored = true;
    }
    if (isAnchored) {
        m_report.anchoredSeq = record.seq;
        m_report.unanchoredSince.clear();
    } else if (m_report.unanchoredSince.empty()) {
        m_report.unanchoredSince = record.ts;
    }
    return true;
}

void ChainCheck::judgeEnd()
{
    if (m_state && m_state->seq > m_last)
        return fault(Verdict::Truncated, "state", m_last + 1);
    if (m_with.anchors)
        for (auto i = m_nextAnchor; i < m_with.anchors->size(); ++i)
            if (m_report.records == 0 || (*m_with.anchors)[i].installId == m_installId)
                return fault(Verdict::Truncated, "anchor", m_last + 1);
    if (!judgeBeginning())
        return;
    if (!m_brokenHash.empty())
        return fault(Verdict::HalfWritten, "format", m_last + 1);
    if (!hasFault() && !m_report.unanchoredSince.empty())
        m_report.verdict = Verdict::Unanchored;
}

/// False: nothing in the log explains why it begins where it does.
bool ChainCheck::judgeBeginning()
{
    if (const auto wrong = m_beginning.judge()) {
        m_report.file = m_firstFile;
        m_report.line = 1;
        fault(Verdict::Gap, wrong->field, wrong->seq);
        return false;
    }
    if (const auto& last = m_beginning.last()) {
        m_report.pruned = last->lastSeq;
        m_report.prunedUntil = toUtc(last->until);
    }
    return true;
}

void ChainCheck::fault(Verdict verdict, std::string field, std::uint64_t seq)
{
    m_report.verdict = verdict;
    m_report.field = std::move(field);
    m_report.badSeq = seq;
}

}  // namespace sotto::audit
