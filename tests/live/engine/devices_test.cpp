// SPDX-License-Identifier: GPL-3.0-or-later
// Two workstations of one person at a real relay: they compare themselves, one removes the other.
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

/// One workstation, and what its Devices page shows of its own person.
struct Place {
    explicit Place(LivePerson& who) : person(who)
    {
        auto* const engine = &person.engine();
        QObject::connect(
            engine, &Client::devicesChanged, engine,
            [this](const QString&, const QList<DeviceSnapshot>& all) { devices = all; });
        QObject::connect(engine, &Client::comparisonReady, engine,
                         [this](const ComparisonSnapshot& one) { comparison = one; });
        QObject::connect(engine, &Client::codeChecked, engine,
                         [this](const CodeCheck& check) { verdict = check.verdict; });
        QObject::connect(engine, &Client::removalAnswered, engine,
                         [this](RemovalAnswer one) { answer = one; });
        engine->openDevices(address());
    }

    QString address() const { return QString::fromStdString(person.address()); }

    const DeviceSnapshot* other() const
    {
        const auto found = std::ranges::find_if(devices, [](const DeviceSnapshot& device) {
            return !device.thisOne && device.trust != DeviceSnapshot::Trust::Removed &&
                !device.keyDigest.isEmpty();
        });
        return found == devices.end() ? nullptr : &*found;
    }

    bool shows(DeviceSnapshot::Trust trust) const { return other() && other()->trust == trust; }

    /// Opens the comparison with the other device.
    void open()
    {
        REQUIRE(LiveSession::wait([this] { return other() != nullptr; }));
        person.engine().openComparison(address(), other()->id);
        REQUIRE(LiveSession::wait([this] { return comparison.has_value(); }));
    }

    LivePerson& person;
    QList<DeviceSnapshot> devices;
    std::optional<ComparisonSnapshot> comparison;
    std::optional<CodeVerdict> verdict;
    std::optional<RemovalAnswer> answer;
};

}  // namespace

TEST_CASE("A compared workstation of the same person is removed, erases itself and begins anew",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("mover");
    LivePerson desk(*relay, "mover");
    LivePerson laptop(*relay, "mover");
    laptop.signIn();
    REQUIRE(laptop.waitOnline());
    desk.signIn();
    REQUIRE(desk.waitOnline());
    Place atDesk(desk);
    Place atLaptop(laptop);
    atDesk.open();
    atLaptop.open();
    CHECK(atDesk.comparison->ownWords == atLaptop.comparison->theirWords);
    CHECK(atDesk.comparison->theirWords == atLaptop.comparison->ownWords);
    for (auto* const place : {&atDesk, &atLaptop}) {
        const auto& comparison = *place->comparison;
        auto& engine = place->person.engine();
        engine.checkCode(comparison.address, comparison.device, atDesk.comparison->code);
        REQUIRE(LiveSession::wait([&] { return place->verdict.has_value(); }));
        REQUIRE(*place->verdict == CodeVerdict::Match);
        engine.markCompared(comparison.address, comparison.device, comparison.keyDigest);
        REQUIRE(LiveSession::wait([&] { return place->shows(DeviceSnapshot::Trust::Compared); }));
    }
    const auto vault = laptop.vaultFolder();
    REQUIRE(std::filesystem::exists(vault / "vault.db"));

    desk.engine().removeDevice(atDesk.other()->id,
                               SecretBytes(viewOf(relay->value("mover.password"))));
    REQUIRE(LiveSession::wait([&] { return atDesk.answer.has_value(); }));
    REQUIRE(*atDesk.answer == RemovalAnswer::Begun);
    REQUIRE(told(laptop, ProblemKind::DeviceErased));
    REQUIRE(LiveSession::wait([&] { return laptop.handedOver() != nullptr; }));
    CHECK(laptop.handedOver()->why == ProblemKind::DeviceErased);
    CHECK_FALSE(std::filesystem::exists(vault / "vault.db"));
    CHECK_FALSE(std::filesystem::exists(vault / "header"));
    CHECK(std::filesystem::exists(vault / "erased"));
    REQUIRE(LiveSession::wait([&] { return atDesk.other() == nullptr; }));

    laptop.restart();
    laptop.recoveryCode.clear();
    laptop.signIn();
    REQUIRE(laptop.waitOnline());
    CHECK_FALSE(laptop.recoveryCode.empty());  // a vault of its own, made anew
    REQUIRE(LiveSession::wait([&] { return atDesk.other() != nullptr; }));
    CHECK(atDesk.shows(DeviceSnapshot::Trust::FirstUse));
}
