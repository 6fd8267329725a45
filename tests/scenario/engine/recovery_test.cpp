// SPDX-License-Identifier: GPL-3.0-or-later
// What was lost, changed or forgotten, and how the person comes back to their messages.
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;
using Texts = std::vector<std::string>;

namespace {

constexpr auto kShares = "urn:x-sotto:share:0";
constexpr auto kNewPassword = "another horse battery";

/// Lee has a vault with a message in it, and is signed out.
struct Lee : World {
    Lee() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        QObject::connect(&lee.engine(), &Client::stageChanged, &lee.engine(),
                         [this](const SignInStage& stage) {
                             if (stage.step == Step::VaultRecoveryCode)
                                 printed = stage.vaultRecoveryCode.toStdString();
                         });
        lee.signIn();
        desk.send(lee.address(), "kept");
        settle();
        lee.restart();
    }

    FakeAccount& account() { return *relay.account(lee.address()); }

    void enterCode(const std::string& code)
    {
        lee.engine().submitVaultRecoveryCode(SecretBytes{viewOf(code)});
        settle();
    }

    void enterOldPassword(std::string_view password)
    {
        lee.engine().submitOldPassword(SecretBytes{viewOf(password)});
        settle();
    }

    bool isOpenWithAll()
    {
        return lee.stage.step == Step::Open && lee.connection == Connection::Online &&
            lee.texts(desk.address()) == Texts{"kept"};
    }

    Person desk;
    Person lee;
    std::string printed;
};

}  // namespace

TEST_CASE("a share that the relay lost is replaced with the printed code, and the old one is dead")
{
    Lee world;
    const auto lost = world.account().nodes.at(kShares);
    world.account().nodes.erase(kShares);
    world.lee.startSigningIn();
    REQUIRE(world.lee.stage.step == Step::EnterVaultRecoveryCode);
    CHECK(world.lee.problems == std::vector{ProblemKind::VaultKeyLost});

    auto slip = world.printed;
    slip[0] = slip[0] == 'A' ? 'B' : 'A';
    world.enterCode(slip);
    CHECK(world.lee.stage.step == Step::EnterVaultRecoveryCode);
    CHECK(world.lee.lastProblem.kind == ProblemKind::WrongRecoveryCode);
    world.enterCode("ABCD-EFGH");
    CHECK(world.lee.stage.step == Step::EnterVaultRecoveryCode);
    world.enterCode(world.printed);
    CHECK(world.isOpenWithAll());
    const auto fresh = world.account().nodes.at(kShares);

    world.lee.restart();
    world.lee.signIn();
    CHECK(world.isOpenWithAll());

    world.account().nodes.at(kShares) = lost;  // a relay restored from an old backup
    world.lee.restart();
    world.lee.startSigningIn();
    CHECK(world.lee.stage.step == Step::EnterOldPassword);
    world.account().nodes.at(kShares) = fresh;
    world.lee.restart();
    world.lee.signIn();
    CHECK(world.isOpenWithAll());
}

TEST_CASE("a password that was changed elsewhere: the old one opens once more, then the new one")
{
    Lee world;
    world.account().password = world.lee.password = kNewPassword;
    world.lee.startSigningIn();
    REQUIRE(world.lee.stage.step == Step::EnterOldPassword);
    CHECK(world.lee.problems == std::vector{ProblemKind::VaultPasswordOld});
    world.enterOldPassword("not that one either");
    CHECK(world.lee.stage.step == Step::EnterOldPassword);
    CHECK(world.lee.lastProblem.kind == ProblemKind::WrongOldPassword);
    world.enterOldPassword({});
    CHECK(world.lee.stage.step == Step::EnterOldPassword);
    world.enterOldPassword(kRelayPassword);
    CHECK(world.isOpenWithAll());

    world.lee.restart(world.lee.lock());
    world.lee.unlock();
    CHECK(world.isOpenWithAll());
    world.lee.restart();
    world.lee.signIn();
    CHECK(world.isOpenWithAll());

    // The old one opens nothing any more: what the relay no longer takes, nor does the vault.
    world.account().password = world.lee.password = kRelayPassword;
    world.lee.restart();
    world.lee.startSigningIn();
    CHECK(world.lee.stage.step == Step::EnterOldPassword);
}

TEST_CASE("a password that was changed elsewhere: the printed code does as well")
{
    Lee world;
    world.account().password = world.lee.password = kNewPassword;
    world.lee.startSigningIn();
    REQUIRE(world.lee.stage.step == Step::EnterOldPassword);
    world.enterCode("ABCD-EFGH");
    CHECK(world.lee.stage.step == Step::EnterOldPassword);
    CHECK(world.lee.lastProblem.kind == ProblemKind::WrongRecoveryCode);
    world.enterCode(world.printed);
    CHECK(world.isOpenWithAll());
    world.lee.restart();
    world.lee.signIn();
    CHECK(world.isOpenWithAll());
}

TEST_CASE("a lost code device: once an administrator has reset it, a new one is set up")
{
    Lee world;
    world.account().hasCode = false;
    world.relay.revokeTokens(world.lee.address());
    world.lee.submitPassword();
    REQUIRE(world.lee.stage.step == Step::SetUpCode);
    CHECK_FALSE(world.lee.stage.otpauthUri.isEmpty());
    world.lee.engine().submitCode(QString::fromLatin1(kRelayCode));
    world.settle();
    CHECK(world.isOpenWithAll());
    CHECK(world.account().hasCode);
}

TEST_CASE("leaving the page for the old password begins again, and changes nothing")
{
    Lee world;
    world.account().password = world.lee.password = kNewPassword;
    world.lee.startSigningIn();
    REQUIRE(world.lee.stage.step == Step::EnterOldPassword);
    world.lee.engine().cancelSignIn();
    world.settle();
    CHECK(world.lee.stage.step == Step::Password);
    world.lee.startSigningIn();
    REQUIRE(world.lee.stage.step == Step::EnterOldPassword);
    world.enterOldPassword(kRelayPassword);
    CHECK(world.isOpenWithAll());
}
