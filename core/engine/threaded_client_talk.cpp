// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to messages and what people think of them, passed on to the engine's thread.
#include "core/engine/threaded_post.h"

namespace sotto::engine {

void ThreadedClient::saveQuotation(ConversationId in, MessageId answered)
{
    post([in, answered](Engine& engine) { engine.saveQuotation(in, answered); });
}

void ThreadedClient::react(MessageId id, QStringList emoji)
{
    post([id, emoji = std::move(emoji)](Engine& engine) { engine.react(id, emoji); });
}

}  // namespace sotto::engine
