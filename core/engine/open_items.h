// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/open_items.h"
#include "core/engine/directory.h"
#include "core/engine/vault_context.h"

#include <QList>
#include <QObject>

namespace sotto::engine {

/// The list of what waits for us and of what we wait for: orders that are overdue, then the most
/// urgent first, then what is due first. It is told again whenever it changes and whenever
/// something in it becomes overdue. Engine thread only.
class OpenItems final : public QObject {
    Q_OBJECT
public:
    OpenItems(VaultContext& context, Directory& directory);

    /// Something in it may have changed; told once for everything of this step.
    void refresh();

    /// We no longer wait for it. Errors: NotFound (we do not), Storage, StorageFull.
    Result<Done> close(MessageId id);

Q_SIGNALS:
    void changed(QList<sotto::OpenItemSnapshot> items);
    /// Its time has passed just now, while we looked on.
    void overdue(sotto::OpenItemSnapshot item);
    void messageChanged(sotto::MessageId id);

private:
    void tell();
    void waitForNext(const QList<OpenItemSnapshot>& items);
    OpenItemSnapshot snapshot(const store::MessageRow& row) const;

    VaultContext& m_context;
    Directory& m_directory;
    Scheduler::HandlePtr m_telling;
    Scheduler::HandlePtr m_due;
    std::int64_t m_toldUntilMs;  ///< what was due by then was told, or was before we came
};

}  // namespace sotto::engine
