// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/decrypt_budget.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr int kRefill = 5;         // 1 ms comes back every 5 ms: 200 ms a second
constexpr BootTime kMost = 400ms;  // two seconds' worth
constexpr BootTime kCheap = 2ms;   // a first message costs 1.4 ms (facts.md, 2)
constexpr BootTime kLeastFailed = 1ms;

}  // namespace

BootTime& DecryptBudget::left(const Jid& sender)
{
    const auto now = m_clock.bootNow();
    std::erase_if(m_buckets, [&](const auto& entry) {
        return entry.first != sender &&
            entry.second.left + (now - entry.second.at) / kRefill >= kMost;
    });
    auto& bucket = m_buckets.try_emplace(sender, Bucket{kMost, now}).first->second;
    const auto back = (now - bucket.at) / kRefill;
    bucket.left = std::min(kMost, bucket.left + back);
    bucket.at += back * kRefill;
    return bucket.left;
}

bool DecryptBudget::mayTry(const Jid& sender)
{
    return !m_buckets.contains(sender) || left(sender) > 0ms;
}

void DecryptBudget::charge(const Jid& sender, BootTime took, bool failed)
{
    if (!failed && took <= kCheap)
        return;
    left(sender) -= failed ? std::max(took, kLeastFailed) : took;
}

BootTime DecryptBudget::wait(const Jid& sender)
{
    if (!m_buckets.contains(sender))
        return 0ms;
    return std::max(BootTime{0}, (kMost / 2 - left(sender)) * kRefill);
}

}  // namespace sotto::engine
