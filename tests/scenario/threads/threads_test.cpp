// SPDX-License-Identifier: GPL-3.0-or-later
// One session on its two threads: the client here, the engine and its relay over there.
#include "core/base/qt_scheduler.h"
#include "core/engine/threaded_client.h"
#include "core/omemo/bundle.h"
#include "core/omemo/device_list.h"
#include "core/platform/system_clock.h"
#include "tests/support/fake_relay.h"
#include "tests/unit/omemo/device.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

const QString kMe = QStringLiteral("desk@clinic.example");
const QString kPeer = QStringLiteral("lee@clinic.example");

SecretBytes password()
{
    return SecretBytes{viewOf(kRelayPassword)};
}

/// A client whose relay is made by, lives on and dies with the engine's thread.
struct Session {
    Session()
    {
        engine::EngineSettings settings;
        settings.dataFolder = folder.path().toStdString();
        settings.software = "Sotto test";
        settings.platform = "linux";
        settings.relayHost = "127.0.0.1";
        settings.kdf = {64 * 1024, 3};
        const auto time = Time{clock, scheduler};
        const auto relay = std::make_shared<std::unique_ptr<FakeRelay>>();
        settings.makeTransport =
            [relay, time, bundle = omemo::buildBundle(peerBundle()),
             node = omemo::bundleNode(m_peer.id),
             list = omemo::buildDevices({{m_peer.id, "Desk", "linux", m_peer.alert.publicKey}})] {
                if (!*relay) {
                    *relay = std::make_unique<FakeRelay>(time);
                    (*relay)->addAccount("desk");
                    auto& account = (*relay)->addAccount("lee");
                    (*relay)->publish(account, node, "current", bundle);
                    (*relay)->publish(account, std::string{omemo::kDevicesNs}, "current", list);
                }
                return (*relay)->makeTransport();
            };
        client = std::make_unique<engine::ThreadedClient>(std::move(settings), time);
        auto* const c = client.get();
        const auto on = [c](auto signal, auto slot) { QObject::connect(c, signal, c, slot); };
        on(&Client::stageChanged, [this](const SignInStage& s) { stage = s.step; });
        on(&Client::connectionChanged, [this](Connection now) { connection = now; });
        on(&Client::conversationStarted, [this](ConversationId id) { conversation = id; });
        on(&Client::messageChanged, [this](const MessageSnapshot& m) { newest = m; });
        on(&Client::locked, [this] { locked = true; });
        on(&engine::ThreadedClient::handedOver,
           [this](const std::shared_ptr<HandOver>& given) { handOver = given; });
        client->begin(kMe, {});
    }

    omemo::Bundle peerBundle() { return *m_peer.sessions.ownBundle(); }

    template <class Condition>
    static bool wait(Condition reached)
    {
        QElapsedTimer timer;
        timer.start();
        while (!reached() && timer.elapsed() < 20'000) {
            QCoreApplication::processEvents();
            QThread::msleep(1);
        }
        return reached();
    }

    bool waitFor(Step step)
    {
        return wait([&] { return stage == step; });
    }

    QTemporaryDir folder;
    platform::SystemClock clock;
    QtScheduler scheduler;
    std::unique_ptr<engine::ThreadedClient> client;
    Step stage = Step::Working;
    Connection connection = Connection::Offline;
    ConversationId conversation{};
    MessageSnapshot newest;
    std::shared_ptr<HandOver> handOver;
    bool locked = false;

private:
    Device m_peer{"lee@clinic.example"};
};

}  // namespace

TEST_CASE("a session on two threads signs in, sends and locks")
{
    Session session;
    REQUIRE(session.waitFor(Step::Password));
    session.client->submitPassword(kMe, password());
    REQUIRE(session.waitFor(Step::Code));
    session.client->submitCode(QString::fromLatin1(kRelayCode));
    REQUIRE(session.waitFor(Step::VaultRecoveryCode));
    session.client->confirmCodesKept();
    REQUIRE(session.waitFor(Step::Open));
    REQUIRE(Session::wait([&] { return session.connection == Connection::Online; }));

    session.client->startConversation(kPeer);
    REQUIRE(Session::wait([&] { return session.conversation.value != 0; }));
    session.client->sendText(session.conversation, QStringLiteral("across"), Urgency::Fyi);
    REQUIRE(Session::wait([&] { return session.newest.delivery == Delivery::Relayed; }));
    session.client->saveDraft(session.conversation, QStringLiteral("half"), {});
    session.client->lock();
    REQUIRE(Session::wait([&] { return session.locked; }));
    REQUIRE(session.handOver);
    CHECK_FALSE(session.handOver->isEmpty());
}

TEST_CASE("a client may go away at any moment of a sign-in")
{
    for (const auto last : {Step::Password, Step::Code, Step::VaultRecoveryCode, Step::Open}) {
        Session session;
        REQUIRE(session.waitFor(Step::Password));
        session.client->submitPassword(kMe, password());
        if (last == Step::Password)
            continue;
        REQUIRE(session.waitFor(Step::Code));
        session.client->submitCode(QString::fromLatin1(kRelayCode));
        if (last == Step::Code)
            continue;
        REQUIRE(session.waitFor(Step::VaultRecoveryCode));
        session.client->confirmCodesKept();
        if (last == Step::Open)
            session.client->sendText(session.conversation, QStringLiteral("too early"),
                                     Urgency::Fyi);
    }
    SUCCEED("no thread was left behind");
}
