// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/vault_context.h"
#include "core/store/backups.h"
#include "core/store/vault_copy.h"

#include <QObject>

#include <optional>

namespace sotto::engine {

/// Makes a copy of the vault beside it every so many hours (policy device.backup_hours), in
/// steps of some milliseconds while everything goes on. As every page is authenticated on
/// the way, damage that nobody has read yet is noticed here. Engine thread only.
class BackupJob final : public QObject {
    Q_OBJECT
public:
    /// 0 hours: never.
    BackupJob(VaultContext& context, std::chrono::hours every);

    /// Soon, if the newest backup is older than that; else when it will be.
    void start();

    /// Drops one that is unfinished: the disk has no room for it.
    void stop();

Q_SIGNALS:
    void made();
    void failed(sotto::Errc why);  ///< Forged: the vault itself is damaged. Tried again by itself.

private:
    void schedule(std::chrono::milliseconds delay);
    void begin();
    void step();
    void fail(const Error& error);
    std::chrono::milliseconds untilDue() const;

    VaultContext& m_context;
    store::Backups m_backups;
    std::chrono::milliseconds m_every;
    std::optional<store::VaultCopy> m_copy;
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::engine
