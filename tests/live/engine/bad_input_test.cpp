// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a person out at the relay's door: each is told in plain words, and the way on
// stays open.
#include "tests/live/engine/told.h"

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

/// A port of this machine where nobody listens.
std::uint16_t silentPort()
{
    QTcpServer server;
    REQUIRE(server.listen(QHostAddress::LocalHost));
    return server.serverPort();
}

/// The issuer of somebody else's relay.
std::string foreignCa(const QTemporaryDir& folder)
{
    const auto file = folder.filePath(QStringLiteral("ca.pem"));
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                   QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                   QStringLiteral("-subj"), QStringLiteral("/CN=Another relay"),
                   QStringLiteral("-keyout"), folder.filePath(QStringLiteral("key.pem")),
                   QStringLiteral("-out"), file});
    REQUIRE(process.waitForFinished());
    REQUIRE(process.exitCode() == 0);
    return file.toStdString();
}

/// With the right settings the same person gets on.
void requireWayOn(LivePerson& person)
{
    CHECK(person.waitFor(Step::Password));
    person.setAdjust({});
    person.restart();
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Code));
    person.engine().cancelSignIn();
    CHECK(person.waitFor(Step::Password));
    CHECK(person.problems.empty());
}

/// The workstation's own limit is below the relay's, and would be met first.
void leaveCountingToTheRelay(LivePerson& person)
{
    person.setAdjust([](engine::EngineSettings& settings) { settings.attempts.logins = 100; });
    person.restart();
}

}  // namespace

TEST_CASE("An address that is none, or not the clinic's, is refused before anything is sent",
          "[live]")
{
    NEED_RELAY();
    LivePerson desk(*relay, "desk-a", [](engine::EngineSettings& settings) {
        settings.allowedDomains = {"elsewhere.example"};
        settings.relayPort = 1;  // sending would fail in another way
    });
    int invalid = 0;
    for (const auto* address : {"", "desk-a", "@riverside.example", "desk-a@", "a@b@c.example",
                                "desk-a@riverside.example/phone", "desk a@riverside.example",
                                "desk-a@riverside..example", "desk-a@riverside.example\n<x/>"}) {
        INFO(address);
        desk.engine().submitPassword(QString::fromUtf8(address), SecretBytes(viewOf("secret")));
        CHECK(told(desk, ProblemKind::AddressInvalid, ++invalid));
        CHECK(desk.stage.step == Step::Password);
    }
    desk.submitPassword();
    CHECK(told(desk, ProblemKind::AddressNotAllowed));
    CHECK(desk.stage.step == Step::Password);
    requireWayOn(desk);
}

TEST_CASE("A relay that nobody can reach, or that cannot prove who it is, gets no password",
          "[live]")
{
    NEED_RELAY();
    const QTemporaryDir folder;
    using Settings = engine::EngineSettings;

    struct Row {
        const char* what;
        ProblemKind told;
        LivePerson::Adjust adjust;
    };

    const std::vector<Row> rows{
        {"nobody listens", ProblemKind::RelayUnreachable,
         [port = silentPort()](Settings& settings) { settings.relayPort = port; }},
        {"the system's issuers", ProblemKind::CertificateUntrusted,
         [](Settings& settings) { settings.tls.caFile.clear(); }},
        {"the issuer of another relay", ProblemKind::CertificateUntrusted,
         [ca = foreignCa(folder)](Settings& settings) { settings.tls.caFile = ca; }},
        {"no issuer file", ProblemKind::CertificateUntrusted,
         [](Settings& settings) { settings.tls.caFile = "/nonexistent/ca.pem"; }},
        {"another pin", ProblemKind::CertificateChanged,
         [](Settings& settings) { settings.tls.spkiPins = {Bytes(32, 7)}; }},
        {"a pin that could not be read", ProblemKind::CertificateChanged,
         [](Settings& settings) { settings.tls.spkiPins = {Bytes{}}; }},
    };
    LivePerson desk(*relay, "desk-a");
    for (const auto& row : rows) {
        INFO(row.what);
        desk.setAdjust(row.adjust);
        desk.restart();
        desk.submitPassword();
        CHECK(told(desk, row.told));
        CHECK(desk.stage.step == Step::Password);
        CHECK_FALSE(std::filesystem::exists(desk.vaultFolder()));
        requireWayOn(desk);
    }
}

TEST_CASE("Ten wrong codes lock the account for a time that is told; then the right one works",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("guessed");
    LivePerson person(*relay, "guessed");
    leaveCountingToTheRelay(person);
    const auto secret = relay->value("guessed.totp");
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Code));
    for (int wrong = 1; wrong <= 10; ++wrong) {
        person.engine().submitCode(QString::fromStdString(wrongCode(secret, wrong)));
        REQUIRE(told(person, ProblemKind::WrongCode, wrong));
        CHECK(person.stage.step == Step::Code);
    }
    const auto before = toMs(SystemClock{}.wallNow());
    person.submitCode();  // even the right one, now
    REQUIRE(told(person, ProblemKind::LockedOut));
    CHECK(person.lastProblem.untilMs > before);
    CHECK(person.lastProblem.untilMs < before + 60'000);
    CHECK_FALSE(std::filesystem::exists(person.vaultFolder() / "header"));

    LiveSession::wait([&] { return toMs(SystemClock{}.wallNow()) > person.lastProblem.untilMs; });
    if (person.stage.step == Step::Password) {
        person.submitPassword();
        REQUIRE(person.waitFor(Step::Code));
    }
    person.submitCode();
    CHECK(person.waitFor(Step::VaultRecoveryCode));
}

TEST_CASE("Ten wrong passwords lock the account for a time that is told", "[live]")
{
    NEED_RELAY();
    relay->addPerson("sprayed");
    LivePerson person(*relay, "sprayed");
    leaveCountingToTheRelay(person);
    for (int wrong = 1; person.count(ProblemKind::LockedOut) == 0 && wrong < 15; ++wrong) {
        person.problems.clear();
        person.submitPassword("wrong password");
        REQUIRE(LiveSession::wait([&] { return person.problems.size() == 1; }));
        CHECK(person.stage.step == Step::Password);
    }
    REQUIRE(told(person, ProblemKind::LockedOut));
    CHECK(person.lastProblem.untilMs > toMs(SystemClock{}.wallNow()) - 1000);
    LiveSession::wait([&] { return toMs(SystemClock{}.wallNow()) > person.lastProblem.untilMs; });
    person.submitPassword();
    CHECK(person.waitFor(Step::Code));
}

TEST_CASE("An account that is switched off is told so, and its vault stays", "[live]")
{
    NEED_RELAY();
    relay->addPerson("leaver");
    LivePerson person(*relay, "leaver");
    person.signIn();
    REQUIRE(person.waitFor(Step::Open));
    REQUIRE(person.waitOnline());
    (void)Kept::make(person);
    relay->disablePerson("leaver");
    CHECK(LiveSession::wait([&] { return person.handedOver() != nullptr; }));
    CHECK(person.problems == std::vector{ProblemKind::AccountDisabled});
    CHECK(person.handedOver()->isEmpty());

    person.restart();
    person.submitPassword();
    CHECK(told(person, ProblemKind::AccountDisabled));
    CHECK(person.waitFor(Step::Password));
    CHECK(std::filesystem::file_size(person.vaultFolder() / "vault.db") > 0);
}
