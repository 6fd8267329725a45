// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/logged_message.h"
#include "core/engine/vault_context.h"

#include <QList>

#include <functional>
#include <span>

namespace sotto::engine {

/// Puts into the activity log what happened to messages, at most a second after it happened.
///
/// At least once: a death between the log's answer and the vault's leaves the same records in the
/// log twice, never none. While the log takes nothing they wait in the vault, and receiving goes
/// on. Engine thread only.
class RecordDesk {
public:
    /// Durable when it answers Done. Errors: any; it is asked again.
    using Record = std::function<Result<Done>(std::span<const MessageRecord>)>;

    /// Without `record` nothing is looked for.
    RecordDesk(VaultContext& context, Record record);
    ~RecordDesk();
    RecordDesk(const RecordDesk&) = delete;
    RecordDesk& operator=(const RecordDesk&) = delete;

    /// For what is recorded before it happens. Errors: NotFound (one of them is gone), Storage.
    Result<std::vector<LoggedMessage>> namesOf(const QList<MessageId>& ids);

private:
    void lookSoon(std::chrono::milliseconds after);
    void look();
    Result<int> move();

    VaultContext& m_context;
    Record m_record;
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::engine
