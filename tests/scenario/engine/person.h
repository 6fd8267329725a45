// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One person at one workstation: a real engine and a real vault on a fake relay. Nothing
// moves by itself; World::settle() runs until nobody has anything more to say.

#include "core/engine/engine.h"
#include "tests/support/fake_relay.h"
#include "tests/support/manual_time.h"

#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sotto::test {

struct World {
    World() : relay(time.time()) { }

    void settle() { time.advance(std::chrono::milliseconds{0}); }

    /// Long enough for the first tries to reconnect, shorter than any answer may take.
    void wait() { time.advance(std::chrono::seconds{5}); }

    ManualTime time;
    FakeRelay relay;
};

class Person {
public:
    /// Makes the account too, unless it is there already.
    Person(World& world, const std::string& name, const std::string& group = "Front Desk");
    ~Person();

    void signIn();          ///< full login up to an open vault that is online
    void startSigningIn();  ///< the same, wherever it ends
    void submitPassword();
    void unlock();           ///< password alone, after restart(lock())
    HandOver lock();         ///< what it handed over
    HandOver handOverNow();  ///< locks from inside the relay's work

    /// Of the last lock since restart(), also one that nobody asked for; null: there was none.
    const HandOver* handedOver() const { return m_handedOver.get(); }

    /// A new engine on the same folder, as a new process. The old one gets no farewell.
    void restart(HandOver handOver = {});
    void kill();

    engine::Engine& engine() { return *m_engine; }

    const Jid& address() const { return m_address; }

    Jid device() const;  ///< the full address of the session at the relay

    ConversationId conversationWith(const Jid& peer);
    void send(const Jid& peer, const std::string& text, Urgency urgency = Urgency::Fyi);

    /// The newest state of the one message with that text; the test fails if it is shown
    /// twice. Null: not shown.
    const MessageSnapshot* message(const std::string& text) const;
    Delivery delivery(const std::string& text) const;  ///< Draft if there is no such message
    std::vector<std::string> texts(const Jid& peer);   ///< all of them, as the vault has them
    std::map<Delivery, std::size_t> deliveries(const Jid& peer);  ///< of what we sent
    int cards(const Jid& peer);                                   ///< what could not be read
    /// Texts, "[card]" for each card, "[added]" and the like for notices of ours.
    std::vector<std::string> lines(const Jid& peer);
    ConversationSnapshot conversation(const Jid& peer) const;  ///< as it was shown last
    std::vector<DeviceSnapshot> devices(const Jid& of);        ///< as they are shown now
    DeviceSnapshot device(const Jid& of, DeviceId id);         ///< one of them
    std::vector<TrustEvent::Kind> trustOf(const Jid& person) const;
    std::vector<MessageSnapshot> page(const Jid& peer);  ///< all of it, as the vault has it
    std::filesystem::path folder() const;
    std::filesystem::path vaultFolder() const;

    SignInStage stage;
    Connection connection = Connection::Offline;
    std::vector<Connection> shownConnections;
    StorageState storage = StorageState::Writable;
    std::vector<VaultEvent> vaultEvents;
    OfflineSnapshot offline;
    bool locked = false;  ///< since the last restart()
    PinState pinState = PinState::NotAllowed;
    std::vector<PinAnswer> pinAnswers;
    std::chrono::hours backupEvery{};  ///< for the next restart(), as the next three
    std::chrono::seconds checkAccessEvery{};
    std::chrono::seconds mostWithoutContact{};
    std::function<void(engine::EngineSettings&)> adjust;  ///< other settings than the usual ones
    std::string password = kRelayPassword;                ///< what the person types
    std::vector<ProblemKind> problems;
    std::vector<TrustEvent> trustEvents;
    Problem lastProblem;
    std::vector<MessageSnapshot> messages;
    QList<OpenItemSnapshot> items;    ///< as they are shown now
    QList<OpenItemSnapshot> overdue;  ///< told since the last restart()
    QList<MessageVersion> versions;   ///< of the message that was asked about last
    AlertLimits limits;
    QList<PersonEvidence> evidence;  ///< of the message that was asked about last
    std::vector<ConversationSnapshot> conversations;
    std::vector<PersonSnapshot> people;  ///< as they were shown last
    SelfSnapshot self;
    Availability availability;
    TeamSnapshot team;
    Rights rights;
    std::vector<Urgency> arrivals;
    QString draft;
    QString draftRole;
    std::optional<QuotationSnapshot> quotation;  ///< of that draft
    int waiting = 0;
    int stat = 0;

private:
    void make();
    void listen();
    void remember(const MessageSnapshot& message);
    static std::string newsOf(const PeopleNotice& news);
    World& m_world;
    Jid m_address;
    QTemporaryDir m_folder;
    std::unique_ptr<engine::Engine> m_engine;
    std::shared_ptr<HandOver> m_handedOver;
    ConversationId m_started{};
    std::vector<MessageSnapshot> m_page;
    std::map<QString, QList<DeviceSnapshot>> m_devices;
    bool m_hasOlder = false;
};

}  // namespace sotto::test
