// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks of the directory, and says of themselves, passed on.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::showPeople(QStringList addresses)
{
    if (!m_open)
        return;
    std::vector<Jid> people;
    for (const auto& address : addresses)
        if (const auto person = Jid::parseAccount(address.toStdString()))
            people.push_back(*person);
    m_open->directory().show(people);
}

void Engine::saveProfile(ProfileSnapshot profile)
{
    if (!mayQueue())
        return;
    const auto line = [](const QString& text) {
        return SafeText::fromQString(text.trimmed(), SafeText::Kind::Name).string().toStdString();
    };
    auto& directory = m_open->directory();
    directory.cards().publish(
        {{}, line(profile.title), line(profile.department), line(profile.phone)},
        directory.self().name.string().toStdString());
}

void Engine::setAvailability(Availability availability)
{
    if (m_open && (!m_open->isReading() || mayQueue()))
        m_open->availability().set(availability);
}

void Engine::openTeam(ConversationId team)
{
    if (m_open)
        m_open->teams().open(team);
}

std::optional<Jid> Engine::roomToChange(ConversationId team)
{
    return mayQueue() ? m_open->teams().roomOf(team) : std::nullopt;
}

/// None, and the person is told, if one of them is not one of our people.
std::optional<std::vector<Jid>> Engine::colleagues(const QStringList& addresses)
{
    std::vector<Jid> people;
    for (const auto& address : addresses) {
        const auto person = Jid::parseAccount(address.toStdString());
        if (!person || !isColleague(*person)) {
            raise(person ? ProblemKind::PersonNotAllowed : ProblemKind::AddressInvalid);
            return std::nullopt;
        }
        people.push_back(*person);
    }
    return people;
}

void Engine::addToTeam(ConversationId team, QStringList addresses)
{
    const auto people = colleagues(addresses);
    if (const auto room = people ? roomToChange(team) : std::nullopt)
        m_open->rooms().add(*room, *people);
}

void Engine::removeFromTeam(ConversationId team, QString address)
{
    const auto person = Jid::parseAccount(address.toStdString());
    if (const auto room = person ? roomToChange(team) : std::nullopt)
        m_open->rooms().remove(*room, *person);
}

void Engine::renameTeam(ConversationId team, QString name)
{
    const auto safe = SafeText::fromQString(name.trimmed(), SafeText::Kind::Name).string();
    if (const auto room = roomToChange(team))
        m_open->rooms().rename(*room, safe.toStdString());
}

void Engine::leaveTeam(ConversationId team)
{
    if (const auto room = roomToChange(team))
        m_open->rooms().leave(*room);
}

void Engine::letIn(ConversationId team, QString address, bool yes)
{
    const auto person = Jid::parseAccount(address.toStdString());
    if (const auto room = person ? roomToChange(team) : std::nullopt)
        m_open->rooms().letIn(*room, *person, yes);
}

/// The person is told what they may not, in place of a button that does nothing.
bool Engine::mayDo(Right right, ProblemKind otherwise)
{
    const bool may = m_open && m_open->rights().now().has(right);
    if (m_open && !may)
        raise(otherwise);
    return may;
}

void Engine::setRoleRules(RoleRules rules)
{
    if (m_open)
        m_open->rights().setRules(rules);
    if (m_open && !m_open->isReading())
        m_open->onCall().look();
    if (m_open && !m_open->isReading())
        m_open->onCall().refresh();
    m_settings.roles = std::move(rules);
}

void Engine::broadcast(ConversationId team, QString text, Urgency urgency, About about)
{
    const bool isLet =
        urgency != Urgency::Stat || mayDo(Right::SendStat, ProblemKind::StatNotAllowed);
    if (isLet && mayQueue() && mayDo(Right::Broadcast, ProblemKind::BroadcastNotAllowed))
        m_open->teams().broadcast(team, text, urgency, about);
}

}  // namespace sotto::engine
