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

/// A time that no text can carry is none; at least it goes.
xmpp::ClinicalUrgency Engine::urgencyOf(const Request& request)
{
    xmpp::ClinicalUrgency urgency{request.urgency, std::nullopt};
    if (request.withinS > 0 && std::chrono::seconds{request.withinS} <= xmpp::kLongestWithin)
        urgency.within = std::chrono::seconds{request.withinS};
    return urgency;
}

/// None: somebody in it may not be written to, and our person was told.
std::optional<std::vector<Jid>> Engine::chainOf(const Request& request)
{
    std::vector<Jid> chain;
    for (const auto& address : request.chain) {
        const auto person = Jid::parseAccount(address.toStdString());
        const bool isFull = chain.size() >= static_cast<std::size_t>(m_settings.loop.chainMax);
        if (!person || !isAllowed(*person) || *person == m_person || isFull) {
            raise(ProblemKind::AddressNotAllowed);
            return std::nullopt;
        }
        chain.push_back(*person);
    }
    return chain;
}

void Engine::sendRequest(ConversationId to, QString text, Request request)
{
    auto chain = chainOf(request);
    if (chain && mayQueue() && (!request.about || isUsable(*request.about)))
        m_open->conversations().sendText(to, text,
                                         {.urgency = urgencyOf(request),
                                          .chain = *std::move(chain),
                                          .patient = request.about,
                                          .answers = request.replyTo,
                                          .mentions = mentionsOf(request)});
    else if (m_open && !m_open->isReading())
        m_open->conversations().keepAsDraft(to, text, request.about);
}

void Engine::recall(MessageId id)
{
    if (mayQueue())
        m_open->conversations().change(id, {});
}

/// What cannot go is a draft, whatever the reason.
void Engine::correct(MessageId id, QString text, About about)
{
    const auto body = text.trimmed();
    if (!m_open || body.isEmpty())
        return;
    auto& conversations = m_open->conversations();
    const bool isUsableTag = !about || isUsable(*about);
    const NewWords words{body.toStdString(), isUsableTag ? about : std::nullopt};
    if (!mayQueue()) {
        conversations.keepRefused(id, words);
    } else if (!isUsableTag) {
        conversations.keepRefused(id, words);
        raise(ProblemKind::ChangeRefused);
    } else {
        conversations.change(id, words);
    }
}

void Engine::openHistory(MessageId id)
{
    if (m_open)
        m_open->conversations().openHistory(id);
}

void Engine::closeItem(MessageId id)
{
    if (mayQueue())
        m_open->closeItem(id);
}

void Engine::openEvidence(MessageId id)
{
    if (m_open)
        m_open->conversations().openEvidence(id);
}

}  // namespace sotto::engine
