// SPDX-License-Identifier: GPL-3.0-or-later
// Devices of one person compare themselves, and one removes the other.
#include "core/omemo/bundle.h"
#include "core/omemo/device_list.h"
#include "core/omemo/removal.h"
#include "core/store/kin_file.h"
#include "core/store/vault_erase.h"
#include "tests/scenario/engine/workplaces.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <fstream>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;
using Texts = std::vector<std::string>;

namespace {

const std::string kList{omemo::kDevicesNs};
const std::string kIds{omemo::kDeviceIdsNode};
const std::string kRemovals{omemo::kRemovalNs};
constexpr auto kShares = "urn:x-sotto:share:0";

struct Ward : Workplaces {
    FakeAccount& dana() { return *relay.account(laptop.address()); }

    std::vector<DeviceId> listed()
    {
        std::vector<DeviceId> ids;
        const auto& items = dana().nodes.at(kList).items;
        const auto devices = *omemo::parseDevices(items.back().second);
        for (const auto& device : devices)
            ids.push_back(device.id);
        return ids;
    }

    /// What `at` shows of another device; none: nothing was shown.
    std::optional<ComparisonSnapshot> comparison(Person& at, const Jid& account, DeviceId device)
    {
        std::optional<ComparisonSnapshot> shown;
        const auto watch =
            QObject::connect(&at.engine(), &Client::comparisonReady, &at.engine(),
                             [&](const ComparisonSnapshot& comparison) { shown = comparison; });
        at.engine().openComparison(QString::fromStdString(account.toString()), device.value);
        settle();
        QObject::disconnect(watch);
        return shown;
    }

    void compare(Person& at, DeviceId device)
    {
        const auto shown = comparison(at, at.address(), device);
        REQUIRE(shown);
        at.engine().markCompared(shown->address, shown->device, shown->keyDigest);
        settle();
    }

    void compareBoth()
    {
        compare(laptop, deskId);
        compare(desk, laptopId);
    }

    std::optional<RemovalAnswer> remove(const std::string& password = kRelayPassword)
    {
        std::optional<RemovalAnswer> answer;
        const auto watch =
            QObject::connect(&desk.engine(), &Client::removalAnswered, &desk.engine(),
                             [&](RemovalAnswer given) { answer = given; });
        desk.engine().removeDevice(laptopId.value, SecretBytes{viewOf(password)});
        settle();
        QObject::disconnect(watch);
        return answer;
    }

    /// Nothing at the relay is the laptop's any more.
    bool isGone()
    {
        const auto ids = listed();
        auto& nodes = dana().nodes;
        return std::ranges::find(ids, laptopId) == ids.end() &&
            !nodes.contains(omemo::bundleNode(laptopId)) && nodes.at(kShares).items.size() == 1;
    }

    std::vector<std::string> filesOf(const Person& person) const
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{person.vaultFolder()})
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }

    bool isErased(const Person& person) const
    {
        const auto files = filesOf(person);
        return std::ranges::find(files, "erased") != files.end() &&
            std::ranges::find(files, "vault.db") == files.end() &&
            std::ranges::find(files, "header") == files.end();
    }

    DeviceId laptopId = listed().front();  // who came first stands first
    DeviceId deskId = listed().back();
};

/// The relay's own hand in Dana's account.
void takeOffList(Ward& ward)
{
    const auto& items = ward.dana().nodes.at(kList).items;
    auto devices = *omemo::parseDevices(items.back().second);
    std::erase_if(devices, [&](const auto& device) { return device.id == ward.laptopId; });
    ward.relay.publish(ward.dana(), kList, "current", omemo::buildDevices(devices));
    ward.settle();
}

}  // namespace

TEST_CASE("two devices show each other's words, and the same code")
{
    Ward ward;
    const auto here = ward.comparison(ward.desk, ward.lee.address(), [&] {
        const auto& nodes = ward.relay.account(ward.lee.address())->nodes;
        return omemo::parseDevices(nodes.at(kList).items.back().second)->front().id;
    }());
    const auto there = ward.comparison(ward.lee, ward.desk.address(), ward.deskId);
    REQUIRE(here);
    REQUIRE(there);
    CHECK(here->ownWords.size() == 12);
    CHECK(here->ownWords == there->theirWords);
    CHECK(here->theirWords == there->ownWords);
    CHECK(here->code == there->code);
    CHECK(here->ownWords != here->theirWords);

    std::vector<CodeVerdict> verdicts;
    QObject::connect(&ward.lee.engine(), &Client::codeChecked, &ward.lee.engine(),
                     [&](const CodeCheck& check) { verdicts.push_back(check.verdict); });
    const auto other = ward.comparison(ward.lee, ward.desk.address(), ward.laptopId);
    for (const auto& code : {here->code, other->code, QStringLiteral("hello")})
        ward.lee.engine().checkCode(there->address, there->device, code);
    ward.settle();
    CHECK(verdicts ==
          std::vector{CodeVerdict::Match, CodeVerdict::OtherDevice, CodeVerdict::NotACode});
    CHECK_FALSE(ward.comparison(ward.desk, ward.desk.address(), ward.deskId));  // itself
}

TEST_CASE("a removed device that was compared erases itself and begins anew")
{
    Ward ward;
    ward.compareBoth();
    const auto vaultBefore = ward.dana().nodes.at(kShares).items.size();
    REQUIRE(vaultBefore == 2);
    CHECK(ward.remove() == RemovalAnswer::Begun);
    CHECK(ward.desk.vaultEvents == std::vector{VaultEvent::DeviceRemoved});
    CHECK(ward.isGone());
    REQUIRE(ward.laptop.handedOver());
    CHECK(ward.laptop.handedOver()->why == ProblemKind::DeviceErased);
    CHECK(ward.laptop.handedOver()->loginToken.empty());
    CHECK(ward.laptop.vaultEvents == std::vector{VaultEvent::Erased});
    CHECK(ward.isErased(ward.laptop));

    ward.lee.send(ward.desk.address(), "after that");
    ward.settle();
    CHECK(ward.desk.message("after that"));
    CHECK(ward.desk.cards(ward.lee.address()) == 0);

    // The same person may sign in there again: as another device, with nothing of the old one.
    ward.laptop.restart();
    ward.laptop.startSigningIn();
    CHECK(ward.laptop.stage.step == Step::Open);
    CHECK(ward.laptop.texts(ward.lee.address()).empty());
    CHECK(ward.listed().size() == 2);
    CHECK(ward.laptop.vaultEvents.empty());
}

TEST_CASE("a device that was away erases itself at its next contact, locked or signed out")
{
    Ward ward;
    ward.compareBoth();
    const bool isLocked = GENERATE(false, true);
    HandOver handOver;
    if (isLocked)
        handOver = ward.laptop.lock();
    ward.laptop.kill();
    REQUIRE(ward.remove() == RemovalAnswer::Begun);
    CHECK(ward.isGone());
    CHECK_FALSE(ward.isErased(ward.laptop));
    ward.laptop.restart(std::move(handOver));
    if (!isLocked)
        ward.laptop.startSigningIn();
    CHECK(ward.isErased(ward.laptop));
    CHECK(ward.laptop.stage.step == Step::Password);
    CHECK(ward.laptop.lastProblem.kind == ProblemKind::DeviceErased);
}

TEST_CASE("a removed device that was never compared signs out and keeps what it has")
{
    Ward ward;
    const bool policyAllows = GENERATE(true, false);
    if (!policyAllows) {
        ward.compareBoth();
        const auto handOver = ward.laptop.lock();
        ward.laptop.adjust = [](engine::EngineSettings& settings) { settings.remoteWipe = false; };
        ward.laptop.restart(handOver.clone());
        ward.laptop.unlock();
    }
    REQUIRE(ward.remove() == RemovalAnswer::Begun);
    CHECK(ward.isGone());
    REQUIRE(ward.laptop.handedOver());
    CHECK(ward.laptop.handedOver()->why == ProblemKind::DeviceRemoved);
    CHECK_FALSE(ward.isErased(ward.laptop));
    CHECK(ward.laptop.vaultEvents.empty());

    ward.laptop.restart();
    ward.laptop.startSigningIn();  // the share is gone
    CHECK(ward.laptop.stage.step == Step::EnterVaultRecoveryCode);
    CHECK(ward.isGone());
}

TEST_CASE("a relay that lies about a device can have nothing erased", "[hostile]")
{
    Ward ward;
    ward.compareBoth();
    Device ghost{"dana@clinic.example"};
    const auto kin = *store::KinFile::load(ward.laptop.vaultFolder());
    const omemo::RemovedDevice removed{{ward.laptop.address(), ward.laptopId}, kin.ownKey};
    auto word = *omemo::signRemoval(ghost.sessions, removed);
    SECTION("by a device that is on no list") { }
    SECTION("in the name of the desk")
    {
        word.by = ward.deskId;
    }
    SECTION("by a device that the relay adds to the list, and which is trusted on first use")
    {
        ward.relay.publish(ward.dana(), omemo::bundleNode(ghost.id), "current",
                           omemo::buildBundle(*ghost.sessions.ownBundle()));
        const auto& items = ward.dana().nodes.at(kList).items;
        auto devices = *omemo::parseDevices(items.back().second);
        devices.push_back({ghost.id, "Ghost", "linux", ghost.alert.publicKey});
        ward.relay.publish(ward.dana(), kList, "current", omemo::buildDevices(devices));
        ward.settle();
        ward.laptop.send(ward.lee.address(), "seals for the ghost, too");
        ward.settle();
    }
    ward.relay.publish(ward.dana(), kRemovals, std::to_string(ward.laptopId.value),
                       omemo::buildRemoval(word), false);
    ward.dana().nodes.at(kShares).items.clear();
    takeOffList(ward);
    CHECK_FALSE(ward.isErased(ward.laptop));
    CHECK_FALSE(store::isErasing(ward.laptop.vaultFolder()));
    ward.laptop.restart();
    ward.laptop.startSigningIn();
    CHECK_FALSE(ward.isErased(ward.laptop));
    CHECK(ward.laptop.stage.step == Step::EnterVaultRecoveryCode);
}

TEST_CASE("the removal of a device that began anew means nothing to the new one", "[hostile]")
{
    Ward ward;
    ward.compareBoth();
    REQUIRE(ward.remove() == RemovalAnswer::Begun);
    const auto old = ward.dana().nodes.at(kRemovals).items.back().second;
    ward.laptop.restart();
    ward.laptop.startSigningIn();
    REQUIRE(ward.laptop.stage.step == Step::Open);
    const auto anew = store::KinFile::load(ward.laptop.vaultFolder())->own;
    ward.laptop.send(ward.lee.address(), "begun anew");
    ward.settle();
    ward.relay.publish(ward.dana(), kRemovals, std::to_string(anew.value), old, false);
    const auto handOver = ward.laptop.lock();
    ward.laptop.restart(handOver.clone());
    ward.laptop.unlock();
    CHECK(ward.laptop.stage.step == Step::Open);
    CHECK(ward.laptop.texts(ward.lee.address()) == Texts{"begun anew"});
}

TEST_CASE("a removal is finished after a crash in any of its steps")
{
    Ward ward;
    ward.compareBoth();
    const auto handOver = ward.laptop.lock();
    ward.laptop.kill();
    // The desk hears nothing more from the relay after so many answers, and dies.
    const int heard = GENERATE(0, 1, 2, 3, 4, 5, 6, 7, 8);
    int answers = -1;
    ward.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        const bool isAnswer = to == ward.desk.address() && stanza.name == "iq";
        if (isAnswer && answers >= 0 && ++answers > heard)
            return std::vector<xmpp::Element>{};
        return std::vector{stanza};
    };
    answers = -1;
    ward.desk.engine().removeDevice(ward.laptopId.value, SecretBytes{viewOf(kRelayPassword)});
    answers = 0;
    ward.settle();
    ward.desk.kill();
    ward.relay.onDelivery = {};
    ward.desk.restart();
    ward.desk.signIn();
    ward.wait();
    const bool wasBegun = heard > 0;  // the first answer is the share: it proves the password
    CHECK(ward.isGone() == wasBegun);
    ward.laptop.restart(handOver.clone());
    CHECK(ward.isErased(ward.laptop) == wasBegun);
}

TEST_CASE("an erasure that a crash cut short is finished before anybody signs in")
{
    Ward ward;
    ward.laptop.kill();
    std::ofstream{ward.laptop.vaultFolder() / "erasing"} << "vault=x\nerased=now\n";
    ward.laptop.restart();
    CHECK(ward.isErased(ward.laptop));
    ward.laptop.startSigningIn();
    CHECK(ward.laptop.stage.step == Step::Open);
}

TEST_CASE("only the password of the person removes a device")
{
    Ward ward;
    ward.compareBoth();
    CHECK(ward.remove("not the password") == RemovalAnswer::WrongPassword);
    ward.settle();
    CHECK(ward.listed().size() == 2);
    CHECK_FALSE(ward.dana().nodes.contains(kRemovals));
    CHECK_FALSE(ward.laptop.handedOver());
}

TEST_CASE("a removed device that another client puts back on the list is taken off again")
{
    Ward ward;
    ward.laptop.kill();
    const auto before = ward.dana().nodes.at(kList).items.back().second;
    REQUIRE(ward.remove() == RemovalAnswer::Begun);
    REQUIRE(ward.isGone());
    ward.relay.publish(ward.dana(), kList, "current", before);
    ward.settle();
    CHECK(ward.listed() == std::vector{ward.deskId});
}

TEST_CASE("a device keeps the name that its person gave it")
{
    Ward ward;
    ward.desk.engine().renameDevice(QStringLiteral("  Front desk 2 "));
    ward.settle();
    const auto labelOf = [&] {
        const auto& items = ward.dana().nodes.at(kList).items;
        const auto devices = *omemo::parseDevices(items.back().second);
        return std::ranges::find(devices, ward.deskId, &omemo::SottoDevice::id)->label;
    };
    CHECK(labelOf() == "Front desk 2");
    const auto handOver = ward.desk.lock();
    ward.desk.restart(handOver.clone());
    ward.desk.unlock();
    ward.settle();
    CHECK(labelOf() == "Front desk 2");
}
