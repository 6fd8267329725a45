// SPDX-License-Identifier: GPL-3.0-or-later
// What a person answers to messages, and asks about answers, passed on.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::acknowledge(MessageId id)
{
    answer(id, Answer::Acknowledged);
}

void Engine::answer(MessageId id, Answer answer)
{
    if (mayQueue())
        m_open->conversations().answer(id, answer);
}

void Engine::openEvidence(MessageId id)
{
    if (m_open)
        m_open->conversations().openEvidence(id);
}

}  // namespace sotto::engine
