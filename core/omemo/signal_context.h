// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/signal_ptr.h"

#include <thread>

namespace sotto::omemo {

/// libsignal's global context: our crypto, no log lines, one thread.
///
/// libsignal locks around every operation; as there is one engine thread, the lock only
/// checks that we are on it. Its log lines hold addresses, so they go nowhere.
class SignalContext {
public:
    SignalContext();
    SignalContext(const SignalContext&) = delete;
    SignalContext& operator=(const SignalContext&) = delete;

    signal_context* get() const noexcept { return m_context.get(); }

private:
    static void assertThread(void* self);

    std::thread::id m_thread = std::this_thread::get_id();
    ContextPtr m_context;
};

}  // namespace sotto::omemo
