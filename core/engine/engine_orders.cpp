// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with orders, passed on; and the proof of who they are in between.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::prepareOrder(ConversationId, QString, About) { }

void Engine::signOrder(QString, SecretBytes) { }

void Engine::exportOrder(MessageId) { }

}  // namespace sotto::engine
