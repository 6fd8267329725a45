// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/access_check.h"

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

// Short, because timers stop while the machine sleeps.
constexpr auto kLookEvery = 10s;

}  // namespace

AccessCheck::AccessCheck(RelayLink& link, const EngineSettings& settings, Time time)
    : m_link(link),
      m_settings(settings),
      m_time(time)
{
}

void AccessCheck::start(First first)
{
    const auto now = m_time.clock.bootNow();
    m_lastLook = m_lastContact = m_nextQuestion = now;
    if (first == First::Later)
        m_nextQuestion += m_settings.checkAccessEvery;
    look();
}

void AccessCheck::look()
{
    const auto now = m_time.clock.bootNow();
    // After a sleep a stream seems to be there that may have ended long ago.
    const bool slept = now - std::exchange(m_lastLook, now) > 3 * kLookEvery;
    if (m_link.isOnline() && !slept)
        m_lastContact = now;
    const auto limit = m_settings.mostWithoutContact;
    if (limit > 0s && now - m_lastContact > limit) {
        m_tick.reset();
        Q_EMIT outOfContact();
        return;
    }
    m_tick = m_time.scheduler.after(kLookEvery, [this] { look(); });
    if (m_settings.checkAccessEvery > 0s && m_link.isOnline() && now >= m_nextQuestion) {
        m_nextQuestion = now + m_settings.checkAccessEvery;
        ask();
    }
}

void AccessCheck::ask()
{
    auto request = m_link.accessRequest();
    if (!request)
        return;
    if (!m_stream)
        makeStream();
    m_stream->start(*std::move(request));
}

void AccessCheck::makeStream()
{
    m_stream = std::make_unique<relay::RelayStream>(m_settings.makeTransport(), m_time);
    auto* const stream = m_stream.get();
    connect(stream, &relay::RelayStream::online, this, [stream] { stream->closeStream(); });
    connect(stream, &relay::RelayStream::failed, this, [this](const relay::LoginFailure& failure) {
        using Kind = relay::LoginFailure::Kind;
        if (failure.kind == Kind::TokenExpired || failure.kind == Kind::AccountDisabled)
            Q_EMIT refused(failure);
    });
}

}  // namespace sotto::engine
