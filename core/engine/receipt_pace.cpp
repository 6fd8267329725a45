// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/receipt_pace.h"

#include "core/crypto/random.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr auto kForEach = 200ms;  // a hundred people: 20 to 30 s
constexpr std::chrono::milliseconds kShortest = 1s;
constexpr std::chrono::milliseconds kLongest = 20s;

}  // namespace

void ReceiptPace::later(int people)
{
    if (m_timer)
        return;
    const auto wait = std::clamp(people * kForEach, kShortest, kLongest);
    const std::chrono::milliseconds jitter{
        crypto::randomUint32(static_cast<std::uint32_t>(wait.count() / 2))};
    m_timer = m_time.scheduler.after(wait + jitter, [this] {
        m_timer.reset();
        Q_EMIT due();
    });
}

}  // namespace sotto::engine
