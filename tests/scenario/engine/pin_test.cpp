// SPDX-License-Identifier: GPL-3.0-or-later
// The PIN: set with the password, good for one shift, useless without the relay.
#include "core/store/quick_slot.h"
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Step = SignInStage::Step;
using Way = SignInStage::Way;

namespace {

constexpr auto kPin = "492837";

struct Desk : World {
    Desk() : desk(*this, "desk")
    {
        desk.adjust = [this](engine::EngineSettings& settings) {
            settings.pinAllowed = allowed;
            settings.pinMaxAge = 8h;
            settings.bootId = bootId;
        };
        desk.restart();
        desk.signIn();
    }

    void setPin(const std::string& pin = kPin, std::string_view password = kRelayPassword)
    {
        desk.engine().setPin(SecretBytes{viewOf(password)}, SecretBytes{viewOf(pin)});
        settle();
    }

    void tryPin(const std::string& pin)
    {
        desk.engine().submitPin(SecretBytes{viewOf(pin)});
        settle();
    }

    void lockAndRestart() { desk.restart(desk.lock()); }

    bool hasFile() const { return std::filesystem::exists(desk.vaultFolder() / "quick"); }

    std::size_t tokens() { return relay.account(desk.address())->tokens.size(); }

    bool wasTold(ProblemKind kind) const
    {
        return std::ranges::find(desk.problems, kind) != desk.problems.end();
    }

    bool allowed = true;
    std::string bootId = "first start";
    Person desk;
};

}  // namespace

TEST_CASE("a PIN unlocks for the rest of the shift, across processes")
{
    Desk world;
    CHECK(world.desk.pinState == PinState::NotSet);
    world.setPin();
    CHECK(world.desk.pinAnswers == std::vector{PinAnswer::Set});
    CHECK(world.desk.pinState == PinState::Set);
    for (int i = 0; i < 2; ++i) {
        world.lockAndRestart();
        REQUIRE(world.desk.stage.step == Step::Unlock);
        CHECK(world.desk.stage.hasPin);
        world.tryPin(kPin);
        REQUIRE(world.desk.stage.step == Step::Open);
        CHECK(world.desk.stage.way == Way::Pin);
        CHECK(world.desk.connection == Connection::Online);
        CHECK(world.desk.stage.failed.count == 0);
    }
    world.desk.engine().removePin();
    CHECK(world.desk.pinState == PinState::NotSet);
    world.lockAndRestart();
    CHECK_FALSE(world.desk.stage.hasPin);
    world.desk.unlock();
}

TEST_CASE("setting a PIN asks for the password again, and counts wrong ones")
{
    Desk world;
    world.setPin(kPin, "not the password");
    CHECK(world.desk.pinAnswers == std::vector{PinAnswer::WrongPassword});
    world.setPin("123456");
    CHECK(world.desk.pinAnswers.back() == PinAnswer::TooSimple);
    CHECK_FALSE(world.hasFile());
    for (int i = 0; i < 4; ++i)
        world.setPin(kPin, "not the password");
    world.setPin();
    CHECK(world.desk.pinAnswers.back() == PinAnswer::TooManyTries);
    CHECK_FALSE(world.hasFile());
}

TEST_CASE("five wrong PINs need a full login, also with restarts between them")
{
    Desk world;
    world.setPin();
    auto handOver = world.desk.lock();
    for (int i = 0; i < 4; ++i) {
        world.desk.restart(handOver.clone());
        CHECK(world.desk.stage.hasPin);
        world.tryPin("000001");
        CHECK(world.desk.problems == std::vector{ProblemKind::WrongPin});
        CHECK(world.desk.stage.step == Step::Unlock);
    }
    world.desk.restart(handOver.clone());
    const auto tokens = world.tokens();
    world.tryPin("000001");
    CHECK(world.desk.stage.step == Step::Password);
    CHECK(world.wasTold(ProblemKind::SignInAgain));
    CHECK_FALSE(world.hasFile());
    CHECK(world.tokens() == tokens - 1);  // the one in use was given back
    world.desk.signIn();
    CHECK(world.desk.stage.failed.count == 5);
}

TEST_CASE("a try that a crash cut short is counted")
{
    Desk world;
    world.setPin();
    auto handOver = world.desk.lock();
    for (int i = 0; i < 5; ++i) {
        world.desk.restart(handOver.clone());
        // The relay is asked for the share; the process dies before the answer comes.
        world.desk.engine().submitPin(SecretBytes{viewOf(std::string{kPin})});
    }
    world.desk.restart(handOver.clone());
    world.tryPin(kPin);
    CHECK(world.desk.stage.step == Step::Password);
    CHECK_FALSE(world.hasFile());
}

TEST_CASE("a PIN ends with its time, with a full login, with the logoff and with policy")
{
    Desk world;
    world.setPin();
    REQUIRE(world.hasFile());
    SECTION("eight hours after the full login, whatever came since")
    {
        world.time.advance(7h);
        world.lockAndRestart();
        world.tryPin(kPin);
        REQUIRE(world.desk.stage.step == Step::Open);
        world.time.setWall(world.time.wallNow() - 24h);
        world.time.advance(1h);
        world.lockAndRestart();
        CHECK_FALSE(world.desk.stage.hasPin);
        world.tryPin(kPin);
        CHECK(world.wasTold(ProblemKind::PinUnavailable));
        CHECK(world.desk.stage.step == Step::Unlock);
        world.desk.unlock();
        CHECK(world.desk.pinState == PinState::NotAllowed);  // it would be too old
    }
    SECTION("a full login")
    {
        world.desk.kill();
        world.desk.restart();
        world.desk.signIn();
        CHECK(world.desk.pinState == PinState::NotSet);
    }
    SECTION("the logoff")
    {
        world.desk.engine().signOut();
        world.settle();
    }
    SECTION("the end of the shift")
    {
        auto handOver = world.desk.lock();
        world.desk.restart(std::move(handOver));
        world.desk.engine().endShift();
        world.settle();
    }
    SECTION("a policy without it")
    {
        world.allowed = false;
        world.lockAndRestart();
        CHECK_FALSE(world.desk.stage.hasPin);
    }
    SECTION("a start of the machine")
    {
        world.bootId = "second start";
        world.lockAndRestart();
        CHECK_FALSE(world.desk.stage.hasPin);
    }
    SECTION("a token that the relay refuses")
    {
        auto handOver = world.desk.lock();
        world.relay.revokeTokens(world.desk.address());
        world.desk.restart(std::move(handOver));
        CHECK(world.desk.stage.step == Step::Password);
    }
    CHECK_FALSE(world.hasFile());
}

TEST_CASE("the file and the PIN open nothing without the relay")
{
    Desk world;
    world.setPin();
    auto handOver = world.desk.lock();
    world.relay.unreachable = true;
    world.desk.restart(handOver.clone());
    world.tryPin(kPin);
    CHECK(world.desk.problems == std::vector{ProblemKind::PinUnavailable});
    CHECK(world.desk.stage.step == Step::Unlock);
    world.relay.unreachable = false;
    world.wait();
    world.tryPin(kPin);
    CHECK(world.desk.stage.step == Step::Open);
    CHECK(world.desk.stage.failed.count == 0);  // it was not tried
}

TEST_CASE("a damaged PIN file is erased and the password is asked", "[I]")
{
    Desk world;
    world.setPin();
    std::filesystem::resize_file(world.desk.vaultFolder() / "quick", 20);
    world.lockAndRestart();
    CHECK_FALSE(world.desk.stage.hasPin);
    CHECK_FALSE(world.hasFile());
    world.desk.unlock();
}
