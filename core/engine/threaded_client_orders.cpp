// SPDX-License-Identifier: GPL-3.0-or-later
// Orders, passed on to the engine's thread.
#include "core/engine/threaded_post.h"

namespace sotto::engine {

void ThreadedClient::prepareOrder(ConversationId in, QString text, About about)
{
    post([in, text = std::move(text), about = std::move(about)](Engine& engine) {
        engine.prepareOrder(in, text, about);
    });
}

void ThreadedClient::signOrder(QString id, SecretBytes secret)
{
    post([id = std::move(id), secret = std::move(secret)](Engine& engine) mutable {
        engine.signOrder(id, std::move(secret));
    });
}

void ThreadedClient::exportOrder(MessageId id, QString path, QString reason)
{
    post([id, path = std::move(path), reason = std::move(reason)](Engine& engine) {
        engine.exportOrder(id, path, reason);
    });
}

}  // namespace sotto::engine
