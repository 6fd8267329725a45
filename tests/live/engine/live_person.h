// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One person with a real engine, a real vault and a real relay, on this thread.

#include "core/base/qt_scheduler.h"
#include "core/engine/engine.h"
#include "tests/live/session/live_relay.h"

#include <QTemporaryDir>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace sotto::test {

class LivePerson {
public:
    using Adjust = std::function<void(engine::EngineSettings&)>;

    /// `name`: "desk-a", "desk-b" (enrolled) or "lee" of tests/live/relay/relay_fixture.py, or
    /// of addPerson(). `adjust`: other settings than those that fit the relay.
    LivePerson(LiveRelay& relay, std::string name, Adjust adjust = {});
    ~LivePerson();

    /// A new engine on the same data folder: what a new process would be.
    void restart(HandOver handOver = {});

    /// From the next restart() on.
    void setAdjust(Adjust adjust) { m_adjust = std::move(adjust); }

    void signIn();  ///< full login
    void submitPassword();
    void submitPassword(std::string_view password);
    void submitCode();  ///< a fresh one

    bool waitFor(SignInStage::Step step);
    bool waitOnline();
    bool waitForProblem(ProblemKind kind);
    int count(ProblemKind kind) const;

    /// Of the last lock since restart(), also one that nobody asked for; null: there was none.
    const HandOver* handedOver() const { return m_handedOver.get(); }

    /// Locks and gives what was handed over.
    HandOver lock();

    ConversationId conversationWith(const LivePerson& other);
    ConversationId start(const QString& address);  ///< a conversation with that address
    std::string address() const;

    std::filesystem::path folder() const;       ///< of the data, unless adjusted
    std::filesystem::path vaultFolder() const;  ///< in folder()

    const MessageSnapshot* message(const std::string& text) const;
    bool waitForMessage(const std::string& text);

    engine::Engine& engine() { return *m_engine; }

    SignInStage stage;
    SelfSnapshot self;
    std::vector<ProblemKind> problems;
    Problem lastProblem;
    Connection connection = Connection::Offline;
    std::vector<MessageSnapshot> messages;  ///< the newest state of each
    std::vector<Urgency> arrivals;
    QString draft;
    std::string recoveryCode;  ///< of the vault, as it was shown
    int waiting = 0;
    int stat = 0;
    bool signedOut = false;

private:
    void make();
    void remember(const MessageSnapshot& message);

    LiveRelay& m_relay;
    std::string m_name;
    Adjust m_adjust;
    std::string m_totp;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    QtScheduler m_scheduler;
    std::unique_ptr<engine::Engine> m_engine;
    std::shared_ptr<HandOver> m_handedOver;
    ConversationId m_started{};
};

}  // namespace sotto::test
