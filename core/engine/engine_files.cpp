// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::sendFile(ConversationId, QString)
{
    if (mayQueue())
        raise(ProblemKind::FileNoService);
}

void Engine::sendFileBytes(ConversationId, QString, QByteArray)
{
    if (mayQueue())
        raise(ProblemKind::FileNoService);
}

void Engine::fetchAttachment(MessageId) { }

void Engine::cancelTransfer(MessageId) { }

void Engine::loadAttachment(MessageId id)
{
    Q_EMIT attachmentLoaded(id, {});
}

void Engine::saveAttachment(MessageId, QString, QString)
{
    raise(ProblemKind::FileGone);
}

}  // namespace sotto::engine
