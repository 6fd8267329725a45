// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/reconnector.h"
#include "tests/unit/relay/scripted_relay.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

struct Rig {
    explicit Rig(double random = 1.0)
        : reconnector(*test.stream, test.time.time(), [random] { return random; })
    {
        QObject::connect(&reconnector, &Reconnector::waiting, &reconnector,
                         [this](std::chrono::milliseconds delay) { delays.push_back(delay); });
        QObject::connect(&reconnector, &Reconnector::gaveUp, &reconnector,
                         [this](const LoginFailure& why) { gaveUp.push_back(why.kind); });
        test.loginWithPassword();
        reconnector.keepOnline([this] {
            auto request = test.tokenRequest();
            request.resume = test.stream->resumeState();
            return request;
        });
    }

    StreamTest test;
    Reconnector reconnector;
    std::vector<std::chrono::milliseconds> delays;
    std::vector<LoginFailure::Kind> gaveUp;
};

}  // namespace

TEST_CASE("After a break the waits double up to a minute")
{
    Rig rig;
    rig.test.transport->ended(TransportError::Lost);
    for (int attempt = 0; attempt < 8; ++attempt) {
        const auto opens = rig.test.transport->opens;
        rig.test.time.advance(rig.delays.back() - 1ms);
        CHECK(rig.test.transport->opens == opens);
        rig.test.time.advance(1ms);
        CHECK(rig.test.transport->opens == opens + 1);
        rig.test.transport->ended(TransportError::Unreachable);
    }
    CHECK(rig.delays ==
          std::vector<std::chrono::milliseconds>{1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s});
}

TEST_CASE("Clients do not come back in step")
{
    Rig early{0.0};
    early.test.transport->ended(TransportError::Lost);
    CHECK(early.delays.back() == 500ms);
    Rig wild{17.0};
    wild.test.transport->ended(TransportError::Lost);
    CHECK(wild.delays.back() == 1s);
}

TEST_CASE("A connection that lasts makes the next wait short again; one that flaps does not")
{
    const bool lasts = GENERATE(true, false);
    Rig rig;
    rig.test.transport->ended(TransportError::Lost);
    rig.test.time.advance(1s);
    rig.test.transport->ended(TransportError::Unreachable);
    rig.test.time.advance(2s);
    rig.test.open();
    rig.test.say(successXml(rig.test.fastProof()));
    REQUIRE(rig.test.onlineCount == 2);
    if (lasts) {
        rig.test.time.advance(20s);
        rig.test.say(" ");
        rig.test.time.advance(20s);
        rig.test.say(" ");
        rig.test.time.advance(21s);
    }
    rig.test.transport->ended(TransportError::Lost);
    CHECK(rig.delays.back() == (lasts ? 1s : 4s));
}

TEST_CASE("What waiting cannot mend is told, and not tried again")
{
    const auto error = GENERATE(TransportError::CertificateChanged, TransportError::CertificateName,
                                TransportError::CertificateExpired, TransportError::TlsTooOld);
    Rig rig;
    rig.test.transport->ended(TransportError::Lost);
    rig.test.time.advance(1s);
    rig.test.transport->ended(error);
    CHECK(rig.gaveUp.size() == 1);
    const auto opens = rig.test.transport->opens;
    rig.test.time.advance(10min);
    CHECK(rig.test.transport->opens == opens);
}

TEST_CASE("A stream that another login replaced is not fought over")
{
    Rig rig;
    rig.test.say("<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                 "</stream:error>");
    CHECK(rig.gaveUp == std::vector{LoginFailure::Kind::Conflict});
}

TEST_CASE("The network's return ends the wait, and stopping ends it for good")
{
    Rig rig;
    rig.test.transport->ended(TransportError::Lost);
    CHECK(rig.reconnector.isWaiting());
    rig.reconnector.retryNow();
    CHECK(rig.test.transport->opens == 2);
    CHECK_FALSE(rig.reconnector.isWaiting());
    rig.test.transport->ended(TransportError::Unreachable);
    rig.reconnector.stop();
    rig.reconnector.retryNow();
    rig.test.time.advance(10min);
    CHECK(rig.test.transport->opens == 2);
}
