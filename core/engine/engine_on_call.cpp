// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with roles on call, passed on.
#include "core/engine/engine.h"
#include "core/engine/locked_watch.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::lookAtOnCall()
{
    if (!m_open || m_open->isReading())
        return;
    m_open->onCall().look();
    m_open->onCall().refresh();
}

void Engine::startOnCall(QString role)
{
    if (m_open && (!m_open->isReading() || mayQueue()))
        m_open->startOnCall(role.toStdString());
}

void Engine::sendToOnCall(ConversationId shownIn, OnCallAddress to, QString text, Request request)
{
    const auto chain = chainOf(request);
    if (chain && mayQueue() && (!request.about || isUsable(*request.about)))
        m_open->sendToOnCall(shownIn, to, text,
                             {.urgency = urgencyOf(request),
                              .chain = *chain,
                              .patient = request.about,
                              .answers = request.replyTo});
    else if (m_open && !m_open->isReading())
        m_open->conversations().keepAsDraft(shownIn, text, request.about, to.role);
}

void Engine::claimOnCall(QString role, int seconds)
{
    if (mayQueue())
        m_open->onCall().claim(role.toStdString(), std::chrono::seconds{seconds},
                               OnCallEvent::Kind::Claimed);
}

void Engine::releaseOnCall(QString role)
{
    if (mayQueue())
        m_open->onCall().release(role.toStdString(), OnCallEvent::Kind::Released);
}

void Engine::offerOnCall(QString role, QString address)
{
    const auto person = Jid::parseAccount(address.toStdString());
    if (person && mayQueue())
        m_open->onCallHandOver().offer(role.toStdString(), *person);
}

void Engine::answerOnCallOffer(QString id, bool yes)
{
    if (mayQueue())
        m_open->onCallHandOver().answer(id.toStdString(), yes);
}

/// Before the stream ends: who is signed out holds nothing. A locked session has the word that was
/// signed when it was locked.
void Engine::releaseRoles()
{
    if (!m_link || !m_link->isOnline())
        return;
    const auto word = m_open ? m_open->onCall().releaseWord()
        : m_watch            ? m_watch->handOver().onCallRelease
                             : std::string{};
    if (word.empty())
        return;
    publishOnCallWord(m_link->stream(), word).then(this, [this](const Result<Done>& published) {
        if (published)  // else it stands until it ends
            Q_EMIT onCallEvent({OnCallEvent::Kind::Released, {}});
    });
}

}  // namespace sotto::engine
