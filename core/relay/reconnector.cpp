// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/reconnector.h"

#include "core/relay/stream.h"

#include <algorithm>

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstDelay = 1s;
constexpr std::chrono::milliseconds kLongestDelay = 60s;
constexpr auto kStableTime = 60s;  // online this long: the next break is a new one

}  // namespace

Reconnector::Reconnector(RelayStream& stream, Time time, Random random, QObject* parent)
    : QObject(parent),
      m_stream(stream),
      m_time(time),
      m_random(std::move(random))
{
    connect(&m_stream, &RelayStream::failed, this, &Reconnector::broke);
    connect(&m_stream, &RelayStream::disconnected, this, &Reconnector::broke);
    connect(&m_stream, &RelayStream::online, this,
            [this] { m_stable = m_time.scheduler.after(kStableTime, [this] { m_attempts = 0; }); });
}

void Reconnector::keepOnline(MakeRequest makeRequest)
{
    m_makeRequest = std::move(makeRequest);
    m_attempts = 0;
}

void Reconnector::stop()
{
    m_makeRequest = {};
    m_timer.reset();
    m_stable.reset();
}

void Reconnector::retryNow()
{
    if (m_timer)
        attempt();
}

void Reconnector::broke(const LoginFailure& failure)
{
    m_stable.reset();
    if (!m_makeRequest)
        return;
    if (!isTemporary(failure.kind)) {
        stop();
        Q_EMIT gaveUp(failure);
        return;
    }
    // Between half and all of the doubled delay: after a restart of the relay the clients
    // of a clinic must not come back in step.
    const auto full = std::min(kFirstDelay * (1 << std::min(m_attempts, 6)), kLongestDelay);
    ++m_attempts;
    const auto share = 0.5 + 0.5 * std::clamp(m_random(), 0.0, 1.0);
    const auto delay = std::chrono::milliseconds{
        static_cast<std::int64_t>(static_cast<double>(full.count()) * share)};
    m_timer = m_time.scheduler.after(delay, [this] { attempt(); });
    Q_EMIT waiting(delay);
}

void Reconnector::attempt()
{
    m_timer.reset();
    m_stream.start(m_makeRequest());
}

}  // namespace sotto::relay
