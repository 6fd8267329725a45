// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/search.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <optional>

namespace sotto::engine {

/// Brings into the index of the search what is older than it, in steps of some milliseconds while
/// everything goes on: after an update, or when somebody wants it made anew. Each step is a
/// transaction, so it goes on where it stood after a lock or a crash. Engine thread only.
class IndexJob final : public QObject {
    Q_OBJECT
public:
    explicit IndexJob(VaultContext& context) : m_context(context) { }

    void start();  ///< soon
    void stop();   ///< the disk has no room for it
    void tend(IndexWish wish);

Q_SIGNALS:
    /// Only once somebody asked for it.
    void changed(sotto::SearchCoverage coverage);

private:
    Result<Done> beginAnew(bool onlyIfOld);
    void goOn(std::chrono::milliseconds delay);
    void step();
    void tell();
    void fail(const Error& error);

    VaultContext& m_context;
    Scheduler::HandlePtr m_timer;
    bool m_isTold = false;
    bool m_isFailing = false;
    std::optional<SearchCoverage> m_last;
};

}  // namespace sotto::engine
