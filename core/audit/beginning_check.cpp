// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/beginning_check.h"

#include <algorithm>

namespace sotto::audit {

void BeginningCheck::begin(std::uint64_t segment, const ParsedRecord& first)
{
    m_segment = segment;
    m_firstSeq = first.seq;
    m_prev = first.prev;
    m_firstAt = fromUtc(first.ts).value_or(WallTime{});
    m_lived.emplace(m_firstAt);
}

void BeginningCheck::take(const ParsedRecord& record)
{
    const auto at = m_lived ? fromUtc(record.ts) : std::nullopt;
    if (!at)
        return;
    m_lived->take(*at);
    const auto part = m_last ? std::nullopt : prunedPartOf(record);
    if (!part)
        return;
    if (part->lastSeq + 1 < m_firstSeq)
        m_prunedTo = std::max(m_prunedTo, part->lastSeq);
    if (part->lastSeq + 1 != m_firstSeq || part->head != m_prev || part->segment + 1 != m_segment)
        return;
    if (isOldEnough(*part, *at))
        m_last = part;
    else if (m_tooEarly == 0)
        m_tooEarly = record.seq;
}

void BeginningCheck::takeAnchor(std::string_view ts)
{
    if (const auto at = fromUtc(ts))
        m_newestMissing = std::max(m_newestMissing.value_or(*at), *at);
}

std::optional<BeginningCheck::Fault> BeginningCheck::judge() const
{
    if (!isPruned() || m_last)
        return std::nullopt;
    if (m_tooEarly > 0)
        return Fault{m_tooEarly, "retention"};
    return Fault{m_prunedTo + 1, "pruned"};
}

bool BeginningCheck::isOldEnough(const PrunedPart& part, WallTime at) const
{
    const auto limit = std::max(part.limit, kLeastRetention);
    LivedTime toFirst{part.until};
    toFirst.take(m_firstAt);
    return toFirst.sum() + m_lived->sum() >= limit &&
        (!m_newestMissing || at - *m_newestMissing >= limit);
}

}  // namespace sotto::audit
