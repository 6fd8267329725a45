// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/pruned_part.h"

#include "core/crypto/digest.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <utility>

namespace sotto::audit {
namespace {

constexpr std::chrono::days kLongestStep{31};
constexpr std::int64_t kMostDays = 100'000;
constexpr std::int64_t kLatestMs = 253'402'300'799'999;  // of the year 9999

std::optional<std::int64_t> numberOf(std::string_view text, std::int64_t most)
{
    std::int64_t number = -1;
    const auto* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end || number < 0 || number > most)
        return std::nullopt;
    return number;
}

}  // namespace

Event eventOf(const PrunedPart& part)
{
    return {EventKind::LogPruned,
            Outcome::Success,
            {},
            part.head,
            {{"segment", part.segment},
             {"last_seq", part.lastSeq},
             {"until_ms", toMs(part.until)},
             {"days", part.limit.count()}}};
}

std::optional<PrunedPart> prunedPartOf(const ParsedRecord& record)
{
    if (record.event != toName(EventKind::LogPruned) ||
        record.outcome != toName(Outcome::Success) ||
        record.object.size() != 2 * crypto::kSha256Size)
        return std::nullopt;
    std::optional<std::int64_t> segment, lastSeq, untilMs, days;
    forEachDetail(record.detail, [&](std::string_view name, std::string_view value) {
        if (name == "segment")
            segment = numberOf(value, std::numeric_limits<std::int64_t>::max() - 1);
        else if (name == "last_seq")
            lastSeq = numberOf(value, std::numeric_limits<std::int64_t>::max() - 1);
        else if (name == "until_ms")
            untilMs = numberOf(value, kLatestMs);
        else if (name == "days")
            days = numberOf(value, kMostDays);
    });
    if (!segment || !lastSeq || !untilMs || !days)
        return std::nullopt;
    return PrunedPart{static_cast<std::uint64_t>(*segment), static_cast<std::uint64_t>(*lastSeq),
                      std::string{record.object}, wallTimeFromMs(*untilMs),
                      std::chrono::days{*days}};
}

std::string prunedWords(std::string_view until)
{
    constexpr std::size_t kDayDigits = 10;
    if (until.empty())
        return {};
    return "earlier records, to " + std::string{until.substr(0, kDayDigits)} +
        ", were removed under the retention rule";
}

void PrunedNote::take(const ParsedRecord& record)
{
    if (!std::exchange(m_hasBegun, true))
        m_firstSeq = record.seq;
    const auto part = m_firstSeq > 1 ? prunedPartOf(record) : std::nullopt;
    if (part && part->lastSeq < m_firstSeq)
        m_until = std::max(m_until, toUtc(part->until));
}

void LivedTime::take(WallTime at)
{
    if (at <= m_latest)
        return;
    m_sum += std::min<std::chrono::milliseconds>(at - m_latest, kLongestStep);
    m_latest = at;
}

}  // namespace sotto::audit
