// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"
#include "core/relay/relay_check.h"
#include "core/xmpp/ping.h"
#include "tests/live/session/live_relay.h"

#include <QUrlQuery>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;

#define NEED_RELAY()                                                                               \
    auto* relay = LiveRelay::instance();                                                           \
    if (!relay)                                                                                    \
    SKIP("the Debian package prosody is not installed")

namespace {

using Kind = LoginFailure::Kind;

void reachCode(LiveSession& session, const std::string& account)
{
    const auto before = session.codeTasks.size();
    session.stream->start(session.request(account));
    REQUIRE(LiveSession::wait([&] { return session.codeTasks.size() > before; }));
}

void loginWithCode(LiveRelay& relay, LiveSession& session, const std::string& account)
{
    reachCode(session, account);
    session.stream->submitCode(freshCode(relay.value(account + ".totp")));
    REQUIRE(session.waitOnline());
}

xmpp::Element chat(const std::string& to, const std::string& id)
{
    xmpp::Element message{"message", xmpp::kClientNs};
    message.set("to", to).set("type", "chat").set("id", id);
    message.add(xmpp::Element{"body", xmpp::kClientNs}.setText("hello"));
    return message;
}

}  // namespace

TEST_CASE("The first login sets up a second factor; the second one asks for a code")
{
    NEED_RELAY();
    LiveSession session{*relay};
    reachCode(session, "lee");
    const auto task = session.codeTasks.back();
    REQUIRE(task.kind == CodeTask::Kind::TotpInit);
    CHECK(task.recoveryCodes.size() == 10);
    const QUrlQuery query{QUrl{QString::fromStdString(task.otpauthUri)}};
    const auto secret = query.queryItemValue(QStringLiteral("secret")).toStdString();

    session.stream->submitCode("000000");
    REQUIRE(LiveSession::wait([&] { return session.codeTasks.size() == 2; }));
    CHECK(session.refusals.size() == 1);
    const QUrlQuery again{QUrl{QString::fromStdString(session.codeTasks.back().otpauthUri)}};
    const auto second = again.queryItemValue(QStringLiteral("secret")).toStdString();
    session.stream->submitCode(freshCode(second));
    REQUIRE(session.waitOnline());
    CHECK(session.online->codeAsked);
    CHECK(session.online->managed);
    CHECK(session.online->memory == RelayMemory{true, true, true});
    session.stream->closeStream();
    REQUIRE(LiveSession::wait([&] { return session.disconnects.size() == 1; }));

    LiveSession later{*relay};
    reachCode(later, "lee");
    CHECK(later.codeTasks.back().kind == CodeTask::Kind::Totp);
    later.stream->submitCode(session.codeTasks.back().recoveryCodes.front());
    CHECK(later.waitOnline());
}

TEST_CASE("A wrong code is refused and a right one follows; a used code is known as used")
{
    NEED_RELAY();
    LiveSession session{*relay};
    reachCode(session, "desk-a");
    session.stream->submitCode("000000");
    REQUIRE(LiveSession::wait([&] { return session.refusals.size() == 1; }));
    CHECK(session.refusals.back().reason == CodeRefusal::Reason::Wrong);
    const auto code = freshCode(relay->value("desk-a.totp"));
    session.stream->submitCode(code);
    REQUIRE(session.waitOnline());

    LiveSession other{*relay};
    reachCode(other, "desk-a");
    other.stream->submitCode(code);
    REQUIRE(LiveSession::wait([&] { return other.refusals.size() == 1; }));
    CHECK(other.refusals.back().reason == CodeRefusal::Reason::Reused);
}

TEST_CASE("A token logs in without a code, resumes, and is forgotten at logoff")
{
    NEED_RELAY();
    LiveSession session{*relay};
    loginWithCode(*relay, session, "desk-a");
    REQUIRE(session.token);
    REQUIRE(session.ask(xmpp::buildPing()));
    const auto id = crypto::uuidV4();
    REQUIRE(session.stream->sendRaw(
        id, bytesOf(xmpp::toXml(chat(relay->value("desk-b.address"), id), xmpp::kClientNs))));
    REQUIRE(LiveSession::wait([&] { return session.acked == std::vector{id}; }));

    // The connection breaks with a message under way; the token resumes the stream.
    auto resume = session.stream->resumeState();
    CHECK_FALSE(resume.id.empty());
    session.stream->abort();
    const auto late = crypto::uuidV4();
    resume.unacked.push_back(
        {late, bytesOf(xmpp::toXml(chat(relay->value("desk-b.address"), late), xmpp::kClientNs))});
    auto request = session.tokenRequest("desk-a");
    request.resume = std::move(resume);
    session.stream->start(std::move(request));
    REQUIRE(session.waitOnline());
    CHECK(session.online->resumed);
    CHECK_FALSE(session.online->codeAsked);
    CHECK(LiveSession::wait([&] { return session.acked.size() == 2; }));
    CHECK(session.acked.back() == late);

    session.stream->logOff();
    REQUIRE(LiveSession::wait([&] { return session.disconnects.size() == 1; }));
    session.stream->start(session.tokenRequest("desk-a"));
    REQUIRE(LiveSession::wait([&] { return session.failures.size() == 1; }));
    CHECK(session.failures.back().kind == Kind::TokenExpired);
}

TEST_CASE("A session that began locked counts after unlock")
{
    NEED_RELAY();
    LiveSession session{*relay};
    auto request = session.request("desk-b");
    request.wantStreamManagement = false;
    session.stream->start(std::move(request));
    REQUIRE(LiveSession::wait([&] { return !session.codeTasks.empty(); }));
    session.stream->submitCode(freshCode(relay->value("desk-b.totp")));
    REQUIRE(session.waitOnline());
    CHECK_FALSE(session.online->managed);
    session.stream->enableStreamManagement();
    CHECK(LiveSession::wait([&] { return !session.stream->resumeState().id.empty(); }));
    const auto id = crypto::uuidV4();
    REQUIRE(session.stream->sendRaw(
        id, bytesOf(xmpp::toXml(chat(relay->value("desk-a.address"), id), xmpp::kClientNs))));
    CHECK(LiveSession::wait([&] { return session.acked == std::vector{id}; }));
}

TEST_CASE("The relay check finds our own package complete")
{
    NEED_RELAY();
    LiveSession session{*relay};
    loginWithCode(*relay, session, "desk-b");
    RelayCheck check{*session.stream, *session.online};
    std::vector<CheckLine> lines;
    check.run().then(&check, [&](Result<std::vector<CheckLine>> result) {
        REQUIRE(result);
        lines = *result;
    });
    REQUIRE(LiveSession::wait([&] { return !lines.empty(); }));
    for (const auto& line : lines) {
        CAPTURE(line.feature, line.meaning);
        CHECK(line.verdict != CheckLine::Verdict::Fail);
    }
}

TEST_CASE("Wrong passwords, wrong pins and unknown issuers have their own failures")
{
    NEED_RELAY();
    LiveSession wrong{*relay};
    auto request = wrong.request("desk-b");
    request.credential = SecretBytes{viewOf("not the password")};
    wrong.stream->start(std::move(request));
    REQUIRE(LiveSession::wait([&] { return wrong.failures.size() == 1; }));
    CHECK(wrong.failures.back().kind == Kind::WrongPassword);

    LiveSession stranger{*relay, TlsSettings{}};
    stranger.stream->start(stranger.request("desk-b"));
    REQUIRE(LiveSession::wait([&] { return stranger.failures.size() == 1; }));
    CHECK(stranger.failures.back().kind == Kind::CertificateUntrusted);

    auto pinned = relay->tls();
    pinned.spkiPins = {Bytes(32, 1)};
    LiveSession changed{*relay, pinned};
    changed.stream->start(changed.request("desk-b"));
    REQUIRE(LiveSession::wait([&] { return changed.failures.size() == 1; }));
    CHECK(changed.failures.back().kind == Kind::CertificateChanged);

    LiveSession nobody{*relay};
    auto closed = nobody.request("desk-b");
    closed.endpoint.port = 1;
    nobody.stream->start(std::move(closed));
    REQUIRE(LiveSession::wait([&] { return nobody.failures.size() == 1; }));
    CHECK(nobody.failures.back().kind == Kind::Unreachable);
}
