// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/https_transfer.h"
#include "core/relay/tls_transport.h"
#include "tests/live/engine/live_person.h"
#include "tests/live/peers/reordering_transport.h"

#include <catch2/catch_test_macros.hpp>

#include <map>

namespace sotto::test {

inline QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

/// One of ours, whose messages can be made to leave in another order.
class Desk {
public:
    Desk(LiveRelay& relay, const std::string& name)
        : person(relay, name, [this](engine::EngineSettings& settings) { adjust(settings); })
    {
    }

    void signIn()
    {
        watchRooms();
        person.signIn();
        REQUIRE(person.waitFor(SignInStage::Step::Open));
        REQUIRE(person.waitOnline());
    }

    void unlockAfter(HandOver handOver)
    {
        person.restart(std::move(handOver));
        watchRooms();
        REQUIRE(person.waitFor(SignInStage::Step::Unlock));
        person.submitPassword();
    }

    void send(ConversationId to, const std::string& text, Urgency urgency = Urgency::Fyi)
    {
        person.engine().sendText(to, qt(text), urgency);
    }

    const ConversationSnapshot* room(const std::string& name) const
    {
        const auto found = m_rooms.find(qt(name));
        return found == m_rooms.end() ? nullptr : &found->second;
    }

    /// Longer than one wait: looks for what a room has not said yet are half a minute apart.
    bool waitForRoom(const std::string& name)
    {
        for (int i = 0; i < 6 && !room(name); ++i)
            LiveSession::wait([&] { return room(name) != nullptr; });
        return room(name) != nullptr;
    }

    SendOrder order;

private:
    void adjust(engine::EngineSettings& settings)
    {
        settings.makeTransport = [this, tls = settings.tls] {
            const Time time{m_clock, m_scheduler};
            return std::make_unique<ReorderingTransport>(
                std::make_unique<relay::TlsTransport>(tls, time), order);
        };
        settings.files.saving = ContentRule::Allow;
        settings.files.recordSaving = [](const auto&...) -> Result<Done> { return Done{}; };
        settings.makeFileTransfer = [this, tls = settings.tls](relay::FilePlaces places) {
            return std::make_unique<relay::HttpsTransfer>(tls, std::move(places),
                                                          Time{m_clock, m_scheduler});
        };
    }

    void watchRooms()
    {
        QObject::connect(&person.engine(), &Client::conversationChanged, &person.engine(),
                         [this](const ConversationSnapshot& conversation) {
                             if (conversation.isRoom)
                                 m_rooms[conversation.title.string()] = conversation;
                         });
    }

    SystemClock m_clock;
    QtScheduler m_scheduler;
    std::map<QString, ConversationSnapshot> m_rooms;

public:
    LivePerson person;  ///< last: its engine uses what stands above
};

}  // namespace sotto::test
