// SPDX-License-Identifier: GPL-3.0-or-later
// What a person looks for, and the places to which that leads, passed on.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::connectSearch()
{
    connect(&m_open->search(), &SearchDesk::answered, this, &Client::searchAnswered);
    connect(&m_open->index(), &IndexJob::changed, this, &Client::searchCoverageChanged);
    connect(&m_open->conversations(), &Conversations::aroundLoaded, this, &Client::aroundLoaded);
    connect(&m_open->conversations(), &Conversations::newerLoaded, this, &Client::newerLoaded);
}

void Engine::search(QString query, quint32 ticket)
{
    if (m_open)
        m_open->search().search(query, ticket);
}

void Engine::searchOlder(quint32 ticket)
{
    if (m_open)
        m_open->search().older(ticket);
}

/// A disk without room takes no index; how far it is can be told nevertheless.
void Engine::tendIndex(IndexWish wish)
{
    if (m_open)
        m_open->index().tend(m_open->isReadOnly() ? IndexWish::Tell : wish);
}

void Engine::openAround(ConversationId id, MessageId message)
{
    if (m_open)
        m_open->conversations().openAround(id, message);
}

void Engine::loadNewer(ConversationId id, MessageId after)
{
    if (m_open)
        m_open->conversations().loadNewer(id, after);
}

}  // namespace sotto::engine
