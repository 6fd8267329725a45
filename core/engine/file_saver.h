// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/vault_files.h"

#include <QFile>
#include <QObject>

namespace sotto::engine {

/// Writes a file of the vault to a place that a person chose, a little in each turn of the
/// event loop. Never over what is there, nor through a link (hostile.md F6). Destroyed or
/// failed, it leaves nothing behind. Engine thread only.
class FileSaver final : public QObject {
    Q_OBJECT
public:
    FileSaver(store::VaultFileReader reader, const QString& path, Scheduler& scheduler);
    ~FileSaver() override;

    void start();

    QString path() const { return m_file.fileName(); }

Q_SIGNALS:
    /// Errors: Denied (the place does not take it), StorageFull, Forged, Storage (the vault).
    void finished(const sotto::Result<sotto::Done>& how);

private:
    void turn();
    void finish(const Result<Done>& how);
    Result<bool> copySome();

    store::VaultFileReader m_reader;
    QFile m_file;
    Scheduler& m_scheduler;
    Scheduler::HandlePtr m_turn;
    bool m_isPartial = false;  ///< we made it, and there is more to come
};

}  // namespace sotto::engine
