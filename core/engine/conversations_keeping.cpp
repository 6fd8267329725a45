// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of a conversation says of what is kept of it.
#include "core/engine/archive_view.h"
#include "core/engine/conversations.h"

namespace sotto::engine {

void Conversations::addKeeping(ConversationSnapshot& out, const store::ConversationRow& row) const
{
    const auto archived = archivedBy(m_context, row.peer);
    const auto until = m_context.stores.retention.removedUntil(row.id);
    if (!archived || !until)
        return;  // the vault's trouble is told where it is written
    out.archive = *archived;
    if (*until > 0)
        out.removed = {*until, m_context.retention.localDays};
}

}  // namespace sotto::engine
