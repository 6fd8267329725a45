// SPDX-License-Identifier: GPL-3.0-or-later
// A stolen laptop: the clinic ends the account and wants what is there destroyed.
#include "core/policy/erase_order.h"
#include "core/store/vault_erase.h"
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Step = SignInStage::Step;

namespace {

struct Stolen : World {
    Stolen() : laptop(*this, "lee")
    {
        laptop.adjust = [this](engine::EngineSettings& settings) {
            settings.clinicKey = {clinic.publicKey.begin(), clinic.publicKey.end()};
        };
        laptop.restart();
        laptop.signIn();
    }

    FakeAccount& account() { return *relay.account(laptop.address()); }

    /// The marker's time is the disk's, whatever the clock of the scenario says.
    WallTime after(std::chrono::seconds wait) const
    {
        return std::chrono::floor<std::chrono::seconds>(*store::madeAt(laptop.vaultFolder())) +
            wait;
    }

    std::string order(const crypto::SigningKeyPair& by, const Jid& person, WallTime before) const
    {
        return "<order xmlns='urn:x-sotto:erase:0'>" +
            *policy::signEraseOrder(by, {person, before}) + "</order>";
    }

    void end(const std::string& order)
    {
        account().disabled = true;
        account().eraseOrder = order;
    }

    bool isErased() const
    {
        return !std::filesystem::exists(laptop.vaultFolder() / "vault.db") &&
            !std::filesystem::exists(laptop.vaultFolder() / "header") &&
            std::filesystem::exists(laptop.vaultFolder() / "erased");
    }

    crypto::SigningKeyPair clinic = crypto::makeSigningKeyPair();
    Person laptop;
};

}  // namespace

TEST_CASE("a locked laptop destroys its vault when the clinic has ordered it")
{
    Stolen world;
    const auto handOver = world.laptop.lock();
    world.laptop.kill();
    world.end(world.order(world.clinic, world.laptop.address(), world.after(1h)));
    CHECK_FALSE(world.isErased());
    world.laptop.restart(handOver.clone());
    world.settle();
    CHECK(world.isErased());
    CHECK(world.laptop.vaultEvents == std::vector{VaultEvent::Erased});
    CHECK(world.laptop.stage.step == Step::Password);
    CHECK(world.laptop.lastProblem.kind == ProblemKind::DeviceErased);
}

TEST_CASE("whoever tries a password on a stolen laptop has it destroy its vault")
{
    Stolen world;
    world.laptop.kill();
    world.end(world.order(world.clinic, world.laptop.address(), world.after(1h)));
    world.laptop.restart();
    world.laptop.password = "a guess";
    world.laptop.startSigningIn();
    CHECK(world.isErased());
    CHECK(world.laptop.lastProblem.kind == ProblemKind::DeviceErased);
}

TEST_CASE("an open session ends and destroys its vault when the relay hands the order on")
{
    Stolen world;
    world.end(world.order(world.clinic, world.laptop.address(), world.after(1h)));
    world.relay.endStream(world.laptop.address(), "not-authorized");
    world.settle();
    REQUIRE(world.laptop.handedOver());
    CHECK(world.laptop.handedOver()->why == ProblemKind::DeviceErased);
    CHECK(world.laptop.handedOver()->loginToken.empty());
    CHECK(world.isErased());
}

TEST_CASE("an order that is not the clinic's, or not about this vault, destroys nothing")
{
    Stolen world;
    const auto handOver = world.laptop.lock();
    world.laptop.kill();
    const auto& lee = world.laptop.address();
    const auto good = world.order(world.clinic, lee, world.after(1h));
    const int kind = GENERATE(range(0, 6));
    CAPTURE(kind);
    switch (kind) {
    case 0:  // the relay's own
        world.end(world.order(crypto::makeSigningKeyPair(), lee, world.after(1h)));
        break;
    case 1:
        world.end(world.order(world.clinic, *Jid::parse("dana@clinic.example"), world.after(1h)));
        break;
    case 2:  // an old one, handed on again after the person has come back
        world.end(world.order(world.clinic, lee, world.after(-1s)));
        break;
    case 3:
        world.end("<order xmlns='urn:x-sotto:erase:0'>sotto-erase-order 1</order>");
        break;
    case 4:  // the policy's word
        world.end(good);
        world.laptop.adjust = [&world](engine::EngineSettings& settings) {
            settings.clinicKey = {world.clinic.publicKey.begin(), world.clinic.publicKey.end()};
            settings.remoteWipe = false;
        };
        break;
    default:  // no key is pinned here
        world.end(good);
        world.laptop.adjust = {};
        break;
    }
    world.laptop.restart(handOver.clone());
    world.settle();
    CHECK_FALSE(world.isErased());
    CHECK(world.laptop.vaultEvents.empty());
    CHECK(std::filesystem::exists(world.laptop.vaultFolder() / "vault.db"));
}
