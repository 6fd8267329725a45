// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How ThreadedClient hands work to the engine's thread; for its own source files.

#include "core/engine/engine.h"
#include "core/engine/threaded_client.h"

#include <memory>

namespace sotto::engine {

template <class Work>
void ThreadedClient::post(Work work)
{
    // Secrets can only be moved, and an event may only be copied: shared, it is both.
    auto shared = std::make_shared<Work>(std::move(work));
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, shared] { (*shared)(*engine); }, Qt::QueuedConnection);
}

}  // namespace sotto::engine
