// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/chain_check.h"

#include "core/audit/event.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <algorithm>

namespace sotto::audit {

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
        (record->event != toName(EventKind::Recovered) || record->object != m_brokenHash))
        return fault(Verdict::Altered, "format", m_report.records + 1);
    m_brokenHash.clear();
    takeRecord(*record, line);
}

void ChainCheck::takeHalf(bool isEndOfLog)
{
    ++m_report.line;
    fault(isEndOfLog ? Verdict::HalfWritten : Verdict::Altered, "format", m_report.records + 1);
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
        return fault(Verdict::Altered, "format", m_report.records + 1);
    m_brokenHash = toHex(crypto::sha256(viewOf(line)));
}

void ChainCheck::takeRecord(const ParsedRecord& record, std::string_view line)
{
    const auto expected = m_report.records + 1;
    if (m_installId.empty()) {
        m_installId = record.installId;
        m_report.since = record.ts;
    }
    if (record.event == toName(EventKind::ChainRestarted)) {
        ++m_report.restarts;
        return fault(Verdict::Gap, "chain", record.seq);
    }
    if (record.seq != expected)
        return fault(Verdict::Gap, "seq", expected);
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
    m_report.records = expected;
    m_report.head = m_headHex;
    if (m_state && m_state->seq == expected && m_state->head != m_head)
        fault(Verdict::Altered, "state", expected);
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
    if (m_state && m_state->seq > m_report.records)
        return fault(Verdict::Truncated, "state", m_report.records + 1);
    if (m_with.anchors)
        for (auto i = m_nextAnchor; i < m_with.anchors->size(); ++i)
            if (m_report.records == 0 || (*m_with.anchors)[i].installId == m_installId)
                return fault(Verdict::Truncated, "anchor", m_report.records + 1);
    if (!m_brokenHash.empty())
        return fault(Verdict::HalfWritten, "format", m_report.records + 1);
    if (!hasFault() && !m_report.unanchoredSince.empty())
        m_report.verdict = Verdict::Unanchored;
}

void ChainCheck::fault(Verdict verdict, std::string field, std::uint64_t seq)
{
    m_report.verdict = verdict;
    m_report.field = std::move(field);
    m_report.badSeq = seq;
}

}  // namespace sotto::audit
