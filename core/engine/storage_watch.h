// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/engine/vault_context.h"
#include "core/store/ballast.h"

#include <QObject>

namespace sotto::engine {

/// Watches the disk below an open vault. When it refuses a write, the session becomes
/// read-only: the ballast is given up, so that drafts can still be saved, and nothing is to
/// be received or queued until the ballast and a commit succeed again. Engine thread only.
class StorageWatch final : public QObject {
    Q_OBJECT
public:
    explicit StorageWatch(VaultContext& context);
    ~StorageWatch() override;

    /// Read-only from the start if there is no room for the ballast.
    void start();

    bool isReadOnly() const { return m_state != StorageState::Writable; }

Q_SIGNALS:
    /// Never from inside the call that found the disk refusing.
    void changed(sotto::StorageState state);

private:
    void refused(Errc why);
    void enter();
    void scheduleTry();
    void tryToLeave();
    Result<Done> probe();

    VaultContext& m_context;
    store::Ballast m_ballast;
    StorageState m_state = StorageState::Writable;
    std::chrono::milliseconds m_delay;
    BootTime m_leftAt{};
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::engine
