// SPDX-License-Identifier: GPL-3.0-or-later
// Roles on call: what makes the desk look anew, and what is written to a role.
#include "core/engine/open_session.h"

#include <algorithm>

namespace sotto::engine {

void OpenSession::watchOnCall()
{
    connect(&m_link, &RelayLink::online, &m_onCall, &OnCallDesk::onStream);
    connect(&m_onCall, &OnCallDesk::problem, this, &OpenSession::problem);
    connect(&m_onCallHandOver, &OnCallHandOver::problem, this, &OpenSession::problem);
    connect(&m_onCallHandOver, &OnCallHandOver::stored, this, &OpenSession::tell);
    connect(&m_directory, &Directory::changed, &m_onCall, &OnCallDesk::onDirectory);
    connect(&m_directory, &Directory::peopleChanged, &m_onCall, &OnCallDesk::refresh);
    connect(&m_conversations, &Conversations::openChanged, &m_onCall, &OnCallDesk::refresh);
    connect(&m_trust, &TrustDesk::changed, &m_onCall, &OnCallDesk::onTrust);
}

void OpenSession::startOnCall(const std::string& role)
{
    const auto people = m_onCall.targets(role);
    if (!m_onCall.isRole(role) || people.empty()) {
        Q_EMIT problem(ProblemKind::OnCallNobody);
        return;
    }
    if (const auto id = m_conversations.begin(people.front()))
        Q_EMIT onCallStarted(QString::fromStdString(role), *id);
}

/// Where nobody holds it, each of those to whom it falls gets a message of their own.
void OpenSession::sendToOnCall(ConversationId shownIn, const OnCallAddress& to, const QString& text,
                               Outbound::NewText how)
{
    const auto role = to.role.toStdString();
    const auto people = m_onCall.isRole(role) ? m_onCall.targets(role) : std::vector<Jid>{};
    const auto isShown = [&to](const Jid& person) {
        return to.shown.contains(QString::fromStdString(person.toString()));
    };
    const bool asShown = static_cast<qsizetype>(people.size()) == to.shown.size() &&
        std::ranges::all_of(people, isShown);
    if (people.empty() || !asShown) {
        m_conversations.keepAsDraft(shownIn, text, how.patient, to.role);
        Q_EMIT problem(people.empty() ? ProblemKind::OnCallNobody : ProblemKind::OnCallMoved);
        m_onCall.refresh();
        return;
    }
    // Whatever refuses it refuses it here, once, and before any of them has it.
    const bool mayBeStat =
        how.urgency.level != Urgency::Stat || m_context->rights.has(Right::SendStat);
    std::vector<ConversationId> conversations;
    for (const auto& person : people)
        if (const auto id = mayBeStat ? m_conversations.begin(person) : std::nullopt)
            conversations.push_back(*id);
    if (conversations.size() < people.size()) {
        m_conversations.keepAsDraft(shownIn, text, how.patient, to.role);
        if (!mayBeStat)
            Q_EMIT problem(ProblemKind::StatNotAllowed);
        return;
    }
    how.role = role;
    for (const auto id : conversations) {
        how.keepsDraft = id != shownIn;
        m_conversations.sendText(id, text, how);
    }
}

}  // namespace sotto::engine
