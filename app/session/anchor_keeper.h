// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session_audit.h"
#include "core/base/clock.h"
#include "core/engine/threaded_client.h"

namespace sotto::app {

/// Has the newest checkpoint of the activity log kept at the relay, each minute from begin() on.
/// UI thread.
class AnchorKeeper {
public:
    AnchorKeeper(SessionAudit& audit, engine::ThreadedClient& client, Time time);

    void begin();

private:
    void tick();

    SessionAudit& m_audit;
    engine::ThreadedClient& m_client;
    Time m_time;
    Scheduler::HandlePtr m_next;
};

}  // namespace sotto::app
