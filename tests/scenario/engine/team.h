// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Three people and a room that one of them has made.

#include "core/xmpp/messages.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace sotto::test {

/// The room that is shown under that name.
inline std::optional<Jid> roomOf(const Person& person, const QString& name)
{
    const auto found = std::ranges::find_if(person.conversations, [&](const auto& conversation) {
        return conversation.isRoom && conversation.title.string() == name;
    });
    if (found == person.conversations.end())
        return std::nullopt;
    return *Jid::parse(found->address.toStdString());
}

struct Team : World {
    Team() : desk(*this, "desk"), lee(*this, "lee"), kim(*this, "kim")
    {
        for (auto* person : everybody())
            person->signIn();
        makeRoom();
        REQUIRE(roomOf(desk, name));
        room = *roomOf(desk, name);
    }

    std::vector<Person*> everybody() { return {&desk, &lee, &kim}; }

    void makeRoom()
    {
        desk.engine().createRoom(name,
                                 {QString::fromStdString(lee.address().toString()),
                                  QString::fromStdString(kim.address().toString())});
        settle();
    }

    void say(Person& person, const std::string& text)
    {
        person.send(room, text);
        settle();
    }

    /// Longer than anybody waits for an echo.
    void waitForEcho() { time.advance(std::chrono::seconds{45}); }

    /// How often each text of that person to the room went over the wire, most often first.
    std::vector<std::size_t> copiesFromOne(const Person& who) const
    {
        std::vector<std::size_t> counts;
        for (const auto& [id, copies] : copiesFrom(*this, who.address()))
            if (xmpp::isForRoom(element(copies.front())))
                counts.push_back(copies.size());
        std::ranges::sort(counts, std::greater{});
        return counts;
    }

    const QString name = QStringLiteral("Team 3");
    Person desk;
    Person lee;
    Person kim;
    Jid room = *Jid::parse(kRoomDomain);
};

}  // namespace sotto::test
