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
    if (m_open)
        m_open->availability().set(availability);
}

}  // namespace sotto::engine
