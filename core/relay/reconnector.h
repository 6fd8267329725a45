// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/login_types.h"

#include <QObject>

#include <functional>

namespace sotto::relay {

class RelayStream;

/// Keeps an account online: after a break it waits 1 s, 2 s, … 60 s (with jitter) and starts
/// the stream again. Gives up where waiting cannot help. Engine thread only.
class Reconnector : public QObject {
    Q_OBJECT

public:
    using MakeRequest = std::function<LoginRequest()>;
    using Random = std::function<double()>;  ///< 0 ≤ x < 1

    Reconnector(RelayStream& stream, Time time, Random random, QObject* parent = nullptr);

    /// From now on a break is repaired with what `makeRequest` gives: the newest token and
    /// stream.resumeState(). Call it once the first login is online.
    void keepOnline(MakeRequest makeRequest);
    void stop();      ///< before closing on purpose
    void retryNow();  ///< the network came back, or the person asks

    bool isWaiting() const { return m_timer != nullptr; }

Q_SIGNALS:
    void waiting(std::chrono::milliseconds delay);
    void gaveUp(const sotto::relay::LoginFailure& failure);  ///< a person must act

private:
    void broke(const LoginFailure& failure);
    void attempt();

    RelayStream& m_stream;
    Time m_time;
    Random m_random;
    MakeRequest m_makeRequest;
    Scheduler::HandlePtr m_timer;
    Scheduler::HandlePtr m_stable;
    int m_attempts = 0;
};

}  // namespace sotto::relay
