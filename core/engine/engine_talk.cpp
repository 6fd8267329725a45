// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to messages and what people think of them, passed on.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

/// What is no address is a word like others.
std::vector<store::MentionRow> Engine::mentionsOf(const Request& request)
{
    std::vector<store::MentionRow> mentions;
    for (const auto& wish : request.mentions) {
        const auto person = Jid::parseAccount(wish.address.toStdString());
        if (person && wish.begin >= 0 && wish.begin < wish.end &&
            mentions.size() < xmpp::kMostMentions)
            mentions.push_back({wish.begin, wish.end, *person});
    }
    return mentions;
}

void Engine::saveQuotation(ConversationId in, MessageId answered)
{
    if (m_open && !m_open->isReadOnly())
        m_open->conversations().saveQuotation(in, answered);
}

void Engine::react(MessageId id, QStringList emoji)
{
    if (mayQueue())
        m_open->conversations().react(id, emoji);
}

}  // namespace sotto::engine
