// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of the door that are about files.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

namespace sotto::engine {

void Engine::sendFile(ConversationId to, QString path, About about)
{
    if (!mayQueue())
        return;
    const QFileInfo info(path);
    if (info.isFile())  // opening anything else may never end
        m_open->files().send(std::make_unique<QFile>(path), {to, info.fileName(), about});
    else
        raise(ProblemKind::FileUnreadable);
}

void Engine::sendFileBytes(ConversationId to, QString name, QByteArray bytes, About about)
{
    if (!mayQueue())
        return;
    auto source = std::make_unique<QBuffer>();
    source->setData(bytes);
    m_open->files().send(std::move(source), {to, name, about});
}

void Engine::fetchAttachment(MessageId id)
{
    if (mayQueue())
        m_open->files().fetch(id);
}

void Engine::cancelTransfer(MessageId id)
{
    if (m_open)
        m_open->files().cancel(id);
}

void Engine::loadAttachment(MessageId id)
{
    if (m_open)
        m_open->files().load(id);
}

void Engine::saveAttachment(MessageId id, QString path, QString reason)
{
    if (mayDo(Right::Export, ProblemKind::ExportNotAllowed))
        m_open->files().save(id, path, reason);
}

}  // namespace sotto::engine
