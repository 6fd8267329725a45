// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Three people and two roles: lee and kim may hold "cardiology", noa "charge", to whom falls what
// nobody holds; the desk writes to them.

#include "core/omemo/on_call_word.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>

namespace sotto::test {

inline const Jid kLee = *Jid::parseAccount("lee@clinic.example");
inline const Jid kKim = *Jid::parseAccount("kim@clinic.example");
inline const Jid kNoa = *Jid::parseAccount("noa@clinic.example");

inline RoleRules onCallRules()
{
    RoleRules rules{.inForce = true};
    rules.list.serial = 1;
    rules.list.roles["cardiology"] = {
        .members = {kLee, kKim}, .onCall = true, .title = "On-call cardiology"};
    rules.list.roles["charge"] = {.members = {kNoa}, .title = "Charge nurse"};
    rules.longestClaim = std::chrono::hours{12};
    rules.unclaimedTo = "charge";
    return rules;
}

/// A person, with what they are shown of roles.
class Clinician : public Person {
public:
    Clinician(World& world, const std::string& name) : Person(world, name), m_world(world)
    {
        adjust = [](engine::EngineSettings& settings) { settings.roles = onCallRules(); };
        begin();
        signIn();
    }

    /// A new engine, as restart(), that is listened to.
    void begin(HandOver handOver = {})
    {
        roles.clear();
        offers.clear();
        restart(std::move(handOver));
        auto* const e = &engine();
        QObject::connect(e, &Client::onCallChanged, e,
                         [this](const QList<OnCallSnapshot>& all) { roles = all; });
        QObject::connect(e, &Client::onCallOffersChanged, e,
                         [this](const QList<OnCallOffer>& all) { offers = all; });
        QObject::connect(e, &Client::onCallStarted, e,
                         [this](const QString&, ConversationId id) { started = id; });
        QObject::connect(e, &Client::onCallEvent, e,
                         [this](const OnCallEvent& event) { events.push_back(event.kind); });
    }

    OnCallSnapshot role(const QString& name = QStringLiteral("cardiology")) const
    {
        for (const auto& one : roles)
            if (one.role == name)
                return one;
        return {};
    }

    /// Names of those who get what is written to the role.
    std::vector<std::string> goesTo() const
    {
        std::vector<std::string> names;
        for (const auto& person : role().goesTo)
            names.push_back(person.name.string().toStdString());
        return names;
    }

    void claim(int seconds = 8 * 3600)
    {
        engine().claimOnCall(QStringLiteral("cardiology"), seconds);
        m_world.settle();
    }

    void release()
    {
        engine().releaseOnCall(QStringLiteral("cardiology"));
        m_world.settle();
    }

    /// Opens the role and sends to whom it shows.
    void ask(const std::string& text, Urgency urgency = Urgency::Action)
    {
        engine().startOnCall(QStringLiteral("cardiology"));
        OnCallAddress to{QStringLiteral("cardiology")};
        for (const auto& person : role().goesTo)
            to.shown << person.address;
        askShown(to, text, urgency);
    }

    void askShown(const OnCallAddress& to, const std::string& text,
                  Urgency urgency = Urgency::Action)
    {
        Request request;
        request.urgency = urgency;
        engine().sendToOnCall(started, to, QString::fromStdString(text), request);
        m_world.settle();
    }

    QList<OnCallSnapshot> roles;
    QList<OnCallOffer> offers;
    std::vector<OnCallEvent::Kind> events;
    ConversationId started{};

private:
    World& m_world;
};

struct OnCallClinic : World {
    OnCallClinic() : desk(*this, "desk"), lee(*this, "lee"), kim(*this, "kim"), noa(*this, "noa")
    {
        settle();
    }

    /// What lies in somebody's node now.
    xmpp::Element word(const Jid& person)
    {
        return relay.account(person)->nodes.at(std::string{omemo::kOnCallNs}).items.back().second;
    }

    /// Puts something there, and tells everybody, as only the relay can.
    void plant(const Jid& person, const xmpp::Element& element)
    {
        relay.publish(*relay.account(person), std::string{omemo::kOnCallNs}, "current", element);
        settle();
    }

    Clinician desk;
    Clinician lee;
    Clinician kim;
    Clinician noa;
};

}  // namespace sotto::test
