// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/ping.h"
#include "tests/bench/bench_desk.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::bench;
using Step = SignInStage::Step;

namespace {

/// Desk A and Lee know each other's keys, and Lee has answered: from then on no message
/// carries a pre-key. Lee goes home, so that only the sender works while time is taken.
ConversationId meetLee(test::LiveRelay& relay, BenchDesk& desk)
{
    test::LivePerson lee(relay, "lee");
    lee.signIn();
    REQUIRE(lee.waitFor(Step::Open));
    REQUIRE(lee.waitOnline());
    auto& person = desk.person();
    const auto toLee = person.conversationWith(lee);
    person.engine().sendText(toLee, QStringLiteral("are you there?"), Urgency::Fyi);
    REQUIRE(lee.waitForMessage("are you there?"));
    lee.engine().sendText(lee.message("are you there?")->conversation, QStringLiteral("yes"),
                          Urgency::Fyi);
    REQUIRE(person.waitForMessage("yes"));
    lee.engine().signOut();
    REQUIRE(test::LiveSession::wait([&] { return lee.signedOut; }));
    return toLee;
}

struct Sent {
    QString text;
    bool relayed = false;
    SteadyTime at;
};

/// One message, from the call that Enter makes to the news of the relay's ack.
void measureSend(BenchDesk& desk, ConversationId to, Sent& sent)
{
    sent.relayed = false;
    desk.traffic.sending = true;
    const auto start = now();
    const double cpu = cpuSeconds();
    desk.person().engine().sendText(to, sent.text, Urgency::Fyi);
    REQUIRE(test::LiveSession::wait([&] { return sent.relayed; }));
    figure("send.total", seconds(start, sent.at), cpuSeconds() - cpu);
    figure("send.vault", seconds(start, desk.traffic.firstSend));
    figure("send.relay", seconds(desk.traffic.firstSend, desk.traffic.lastReceived));
    figure("send.note", seconds(desk.traffic.lastReceived, sent.at));
}

/// The references, on a bare stream of desk B: a ping and a message of `size` bytes each.
class BareStream {
public:
    explicit BareStream(test::LiveRelay& relay) : m_session(relay)
    {
        m_session.stream->start(m_session.request("desk-b"));
        REQUIRE(test::LiveSession::wait([this] { return !m_session.codeTasks.empty(); }));
        m_session.stream->submitCode(test::freshCode(relay.value("desk-b.totp")));
        REQUIRE(test::LiveSession::wait([this] { return m_session.onlineCount > 0; }));
        m_to = relay.value("lee.address");
    }

    void measurePing(std::size_t size)
    {
        auto iq = xmpp::buildPing();
        const auto bare = xmpp::toXml(iq, xmpp::kClientNs).size();
        iq.children.front().setText(std::string(size - std::min(size, bare), 'x'));
        const auto start = now();
        REQUIRE(m_session.ask(std::move(iq)));
        figure("send.ping", seconds(start, now()));
    }

    void measureMessage(std::size_t size)
    {
        const auto id = crypto::uuidV4();
        const auto head = "<message to='" + m_to + "' type='chat' id='" + id +
            "'><encrypted xmlns='urn:x-sotto:sealed:0'>";
        const auto tail = "</encrypted><origin-id xmlns='urn:xmpp:sid:0' id='" + id +
            "'/><store xmlns='urn:xmpp:hints'/></message>";
        const auto bare = head.size() + tail.size();
        const auto stanza = head + std::string(size - std::min(size, bare), 'x') + tail;
        const auto acked = m_session.acked.size();
        const auto start = now();
        REQUIRE(m_session.stream->sendRaw(id, bytesOf(stanza)));
        REQUIRE(test::LiveSession::wait([&] { return m_session.acked.size() > acked; }));
        figure("send.bare", seconds(start, now()));
    }

private:
    test::LiveSession m_session;
    std::string m_to;
};

}  // namespace

TEST_CASE("send: from Enter to the relay's ack", "[send]")
{
    auto* relay = test::LiveRelay::instance();
    REQUIRE(relay);
    BenchDesk desk(*relay);
    desk.makeVault(wanted("SOTTO_BENCH_MESSAGES", 10'000));
    desk.restartLocked();
    desk.unlock();
    const auto toLee = meetLee(*relay, desk);
    BareStream bare(*relay);
    Sent sent;
    QObject::connect(&desk.person().engine(), &Client::messageChanged, &desk.person().engine(),
                     [&sent](const MessageSnapshot& message) {
                         if (sent.relayed || message.relayedAtMs == 0 ||
                             message.text.string() != sent.text)
                             return;
                         sent.relayed = true;
                         sent.at = now();
                     });
    for (int number = wanted("SOTTO_BENCH_SENDS", 200); number > 0; --number) {
        sent.text = QStringLiteral("Room 4 needs a call back, number %1").arg(number);
        measureSend(desk, toLee, sent);
        const auto size = desk.traffic.firstSize;
        bare.measurePing(size);
        bare.measureMessage(size);
        if (number == 1)
            note("send: the last sealed stanza had " + std::to_string(size) + " bytes");
    }
}
