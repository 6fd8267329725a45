// SPDX-License-Identifier: GPL-3.0-or-later
// The whole client and Gajim's engine (omemo-dr) over a real relay: an implementation that
// nobody here wrote opens what we send, and we what it sends.
#include "tests/live/engine/told.h"
#include "tests/live/peers/peer_program.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

constexpr int kPingPongs = 200;

/// For tests/live/driver/phone.py.
QStringList phoneWords(const LiveRelay& relay, const std::string& name)
{
    QStringList words{QStringLiteral(SOTTO_PHONE)};
    for (const std::string key : {"host", "port", "domain", "ca"})
        words << QString::fromStdString(relay.value(key));
    for (const std::string key : {".address", ".password"})
        words << QString::fromStdString(relay.value(name + key));
    return words << QString::fromStdString(freshCode(relay.value(name + ".totp")));
}

}  // namespace

TEST_CASE("a phone with Gajim's engine and the desk talk over a real relay", "[live][phones]")
{
    NEED_RELAY();
    relay->addPerson("kim");
    LivePerson desk(*relay, "desk-b");
    desk.signIn();
    REQUIRE(desk.waitFor(Step::Open));
    REQUIRE(desk.waitOnline());
    PeerProgram phone(phoneWords(*relay, "kim"));
    if (!phone.isThere())
        SKIP("python3-omemo-dr or python3-openssl is not installed");

    const auto self = QString::fromStdString(desk.address());
    const auto kim = QString::fromStdString(relay->value("kim.address"));
    const auto send = [&](const QString& id, const QString& text) {
        phone.tell(QStringLiteral("send %1 %2 %3").arg(self, id, text));
    };
    // The phone begins; its text is shown as what it is.
    send(QStringLiteral("p0"), QStringLiteral("Grüße vom Telefon"));
    REQUIRE(desk.waitForMessage("Grüße vom Telefon"));
    CHECK(desk.message("Grüße vom Telefon")->unmanaged);

    // The answer is read there, led by its urgency.
    const auto to = desk.start(kim);
    desk.engine().sendText(to, QStringLiteral("room 4 🚑"), Urgency::Stat);
    REQUIRE(phone.waitFor(QStringLiteral("text %1 [STAT] room 4 🚑").arg(self)));

    for (int n = 0; n < kPingPongs; ++n) {
        const auto number = QString::number(n);
        desk.engine().sendText(to, QStringLiteral("ping %1.").arg(number), Urgency::Fyi);
        REQUIRE(phone.waitFor(QStringLiteral("text %1 ping %2.").arg(self, number)));
        send(QStringLiteral("pong%1").arg(number), QStringLiteral("pong %1.").arg(number));
        REQUIRE(desk.waitForMessage("pong " + std::to_string(n) + "."));
    }

    // A key without a text shows nothing; what comes while the desk is away, it catches up.
    phone.tell(QStringLiteral("key %1 k1").arg(self));
    auto handOver = desk.lock();
    send(QStringLiteral("away"), QStringLiteral("while you were away"));
    REQUIRE(phone.waitFor(QStringLiteral("sent away")));
    desk.restart(std::move(handOver));
    REQUIRE(desk.waitFor(Step::Unlock));
    desk.submitPassword();
    REQUIRE(desk.waitForMessage("while you were away"));

    // Installed anew: another device with another key, and the old one is gone.
    PeerProgram anew(phoneWords(*relay, "kim"));
    REQUIRE(anew.isThere());
    anew.tell(QStringLiteral("only"));
    anew.tell(QStringLiteral("send %1 n1 new phone").arg(self));
    REQUIRE(desk.waitForMessage("new phone"));
    desk.engine().sendText(desk.start(kim), QStringLiteral("welcome"), Urgency::Fyi);
    REQUIRE(anew.waitFor(QStringLiteral("text %1 welcome").arg(self)));

    CHECK(phone.failures() == 0);
    CHECK(anew.failures() == 0);
    CHECK(std::ranges::none_of(desk.messages, [](const MessageSnapshot& message) {
        return message.kind == MessageSnapshot::Kind::Undecryptable;
    }));
}
