// SPDX-License-Identifier: GPL-3.0-or-later
// What an open session keeps, removes, and hands to the clinic's archive.
#include "core/engine/open_session.h"
#include "core/engine/problems.h"

namespace sotto::engine {

void OpenSession::watchKeeping()
{
    connect(&m_retention, &RetentionJob::removed, &m_conversations, &Conversations::show);
    connect(&m_retention, &RetentionJob::reported, this, &OpenSession::messagesRemoved);
    connect(&m_retention, &RetentionJob::changed, this, &OpenSession::retentionChanged);
    connect(&m_retention, &RetentionJob::archiveDue, &m_archive, &ArchiveDesk::goOn);
    connect(&m_archive, &ArchiveDesk::failed, this, [this](Errc why) {
        if (why == Errc::Storage || why == Errc::StorageFull)
            Q_EMIT problem(vaultProblem({why, {}}).kind);
    });
}

}  // namespace sotto::engine
