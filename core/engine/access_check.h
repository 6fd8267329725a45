// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/relay_link.h"

#include <QObject>

#include <memory>

namespace sotto::engine {

/// Whether an open session may stay open. Asks the relay now and then whether it would still
/// let this person in, and watches how long there was no contact with it.
///
/// The question is a second, short stream that proves the login token and binds nothing, so
/// it gives the truth also where a relay leaves the streams of a disabled account alone. A
/// relay that gave no token cannot be asked. Engine thread only.
class AccessCheck final : public QObject {
    Q_OBJECT
public:
    /// `link` and `settings` outlive it.
    AccessCheck(RelayLink& link, const EngineSettings& settings, Time time);

    enum class First : std::uint8_t {
        Later,  ///< the relay has just taken password and code
        Now,    ///< opened on a stream of a locked session, which may be hours old
    };

    void start(First first);

Q_SIGNALS:
    void refused(const sotto::relay::LoginFailure& failure);
    void outOfContact();  ///< once

private:
    void look();
    void ask();
    void makeStream();

    RelayLink& m_link;
    const EngineSettings& m_settings;
    Time m_time;
    std::unique_ptr<relay::RelayStream> m_stream;  ///< the second one; made for the first question
    BootTime m_lastLook{};
    BootTime m_lastContact{};
    BootTime m_nextQuestion{};
    Scheduler::HandlePtr m_tick;
};

}  // namespace sotto::engine
