// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen asks of people, teams and roles on call, passed on to the engine's thread.
#include "core/engine/threaded_post.h"

namespace sotto::engine {

void ThreadedClient::showPeople(QStringList addresses)
{
    post([addresses = std::move(addresses)](Engine& engine) { engine.showPeople(addresses); });
}

void ThreadedClient::saveProfile(ProfileSnapshot profile)
{
    post([profile = std::move(profile)](Engine& engine) { engine.saveProfile(profile); });
}

void ThreadedClient::setAvailability(Availability availability)
{
    post([availability = std::move(availability)](Engine& engine) {
        engine.setAvailability(availability);
    });
}

void ThreadedClient::openTeam(ConversationId team)
{
    post([team](Engine& engine) { engine.openTeam(team); });
}

void ThreadedClient::addToTeam(ConversationId team, QStringList addresses)
{
    post([team, addresses = std::move(addresses)](Engine& engine) {
        engine.addToTeam(team, addresses);
    });
}

void ThreadedClient::removeFromTeam(ConversationId team, QString address)
{
    post([team, address = std::move(address)](Engine& engine) {
        engine.removeFromTeam(team, address);
    });
}

void ThreadedClient::renameTeam(ConversationId team, QString name)
{
    post([team, name = std::move(name)](Engine& engine) { engine.renameTeam(team, name); });
}

void ThreadedClient::leaveTeam(ConversationId team)
{
    post([team](Engine& engine) { engine.leaveTeam(team); });
}

void ThreadedClient::letIn(ConversationId team, QString address, bool yes)
{
    post([team, address = std::move(address), yes](Engine& engine) {
        engine.letIn(team, address, yes);
    });
}

void ThreadedClient::broadcast(ConversationId team, QString text, Urgency urgency, About about)
{
    post([team, text = std::move(text), urgency, about = std::move(about)](Engine& engine) {
        engine.broadcast(team, text, urgency, about);
    });
}

void ThreadedClient::lookAtOnCall()
{
    post([](Engine& engine) { engine.lookAtOnCall(); });
}

void ThreadedClient::startOnCall(QString role)
{
    post([role = std::move(role)](Engine& engine) { engine.startOnCall(role); });
}

void ThreadedClient::sendToOnCall(ConversationId shownIn, OnCallAddress to, QString text,
                                  Request request)
{
    post([shownIn, to = std::move(to), text = std::move(text), request = std::move(request)](
             Engine& engine) { engine.sendToOnCall(shownIn, to, text, request); });
}

void ThreadedClient::claimOnCall(QString role, int seconds)
{
    post([role = std::move(role), seconds](Engine& engine) { engine.claimOnCall(role, seconds); });
}

void ThreadedClient::releaseOnCall(QString role)
{
    post([role = std::move(role)](Engine& engine) { engine.releaseOnCall(role); });
}

void ThreadedClient::offerOnCall(QString role, QString address)
{
    post([role = std::move(role), address = std::move(address)](Engine& engine) {
        engine.offerOnCall(role, address);
    });
}

void ThreadedClient::answerOnCallOffer(QString id, bool yes)
{
    post([id = std::move(id), yes](Engine& engine) { engine.answerOnCallOffer(id, yes); });
}

}  // namespace sotto::engine
