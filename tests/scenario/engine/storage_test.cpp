// SPDX-License-Identifier: GPL-3.0-or-later
// What an engine does when its disk is full, and what of its keys it keeps.
#include "core/engine/installation.h"
#include "core/omemo/bundle.h"
#include "core/omemo/device_list.h"
#include "core/store/backups.h"
#include "core/store/vault_restore.h"
#include "tests/scenario/engine/acquaintance.h"
#include "tests/scenario/engine/full_disk.h"
#include "tests/scenario/engine/wire.h"
#include "tests/support/wire_watch.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

constexpr rlim_t kRoomForDrafts = 4 * 1024 * 1024;  // not for the ballast

struct Pair : World {
    Pair() : desk(*this, "desk"), lee(*this, "lee") { makeAcquainted(*this, desk, lee); }

    std::filesystem::path vaultFolder() const
    {
        return engine::Installation::folderOf(desk.folder(), desk.address());
    }

    /// The one backup that the desk has made by now.
    std::filesystem::path backup()
    {
        const auto all = store::Backups{vaultFolder()}.all();
        REQUIRE(all.size() == 1);
        return all.front().folder;
    }

    void restartWithBackups()
    {
        desk.backupEvery = 24h;
        desk.restart();
        desk.signIn();
    }

    /// As `sottoctl vault restore` does.
    void restore()
    {
        store::VaultRestore restore{vaultFolder(), backup(), time.wallNow()};
        REQUIRE(restore.check(desk.address()));
        while (!*restore.step()) { }
    }

    std::vector<DeviceId> listed(const Jid& account)
    {
        const auto& nodes = relay.account(account)->nodes;
        const auto node = nodes.find(std::string{omemo::kDeviceIdsNode});
        REQUIRE(node != nodes.end());
        return *omemo::parseDeviceIds(node->second.items.front().second);
    }

    bool hasBundle(const Jid& account, DeviceId device)
    {
        return relay.account(account)->nodes.contains(omemo::bundleNode(device));
    }

    Person desk;
    Person lee;
};

bool has(const Texts& texts, const std::string& text)
{
    return std::ranges::find(texts, text) != texts.end();
}

}  // namespace

TEST_CASE("a first message that is replayed while its one-time key is kept shows nothing twice",
          "[D16][I3]")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    HeldMessages held(world, desk.address());
    lee.send(desk.address(), "one");
    world.settle();
    held.stop();
    REQUIRE(held.stanzas.size() == 1);
    held.inject(0);
    held.inject(0);
    auto renamed = held.stanzas[0];
    for (auto& child : renamed.children)
        if (child.name == "origin-id")
            child.set("id", "another-id");
    world.relay.inject(desk.address(), renamed);
    world.settle();
    CHECK(desk.texts(lee.address()) == Texts{"one"});

    world.relay.dropConnection(desk.address());
    world.relay.forgetSessions();
    world.wait();  // out of the archive, and then the key is wiped
    held.inject(0);
    world.settle();
    CHECK(desk.texts(lee.address()) == Texts{"one"});
    lee.send(desk.address(), "two");
    world.settle();
    CHECK(desk.texts(lee.address()) == Texts{"one", "two"});
}

TEST_CASE("a disk that fills while messages come: nothing is acknowledged, all is there later",
          "[I2]")
{
    Pair world;
    HeldMessages held(world, world.desk.address());
    for (const auto* text : {"one", "two", "three"})
        world.lee.send(world.desk.address(), text);
    world.settle();
    held.stop();
    {
        FullDisk full;
        for (std::size_t i = 0; i < 3; ++i)
            held.inject(i);
        world.settle();
        CHECK(world.desk.storage == StorageState::DiskFull);
        CHECK(world.desk.connection == Connection::Offline);
        world.time.advance(10min);
        CHECK(world.desk.connection == Connection::Offline);  // nor does it try
        CHECK(world.desk.texts(world.lee.address()).size() == 2);
        CHECK(world.lee.delivery("one") == Delivery::Relayed);
    }
    world.time.advance(31s);
    CHECK(world.desk.storage == StorageState::Writable);
    world.wait();
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.desk.texts(world.lee.address()) ==
          Texts{"hello", "hello yourself", "one", "two", "three"});
    world.settle();
    CHECK(world.lee.delivery("three") == Delivery::Delivered);
}

TEST_CASE("a disk that fills while sending: the text comes back and is sent once, later", "[I1]")
{
    Pair world;
    const auto before = world.relay.sent.size();
    {
        FullDisk full;
        world.desk.send(world.lee.address(), "potassium 6.1");
        CHECK(world.desk.draft == QStringLiteral("potassium 6.1"));
        world.settle();
        CHECK(world.desk.storage == StorageState::DiskFull);
        world.desk.draft.clear();
        world.desk.problems.clear();
        full.leaveRoom(kRoomForDrafts);
        world.time.advance(1min);
        CHECK(world.desk.storage == StorageState::DiskFull);
        world.desk.send(world.lee.address(), "potassium 6.2");  // refused, not queued
        CHECK(world.desk.draft == QStringLiteral("potassium 6.2"));
        CHECK(world.desk.problems == std::vector{ProblemKind::DiskFull});
    }
    world.time.advance(31s);
    world.wait();
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.relay.sent.size() == before);
    CHECK_FALSE(world.desk.message("potassium 6.1"));
    world.desk.send(world.lee.address(), "potassium 6.2");
    world.settle();
    CHECK(world.desk.delivery("potassium 6.2") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()).back() == "potassium 6.2");
    checkWire(world);
}

TEST_CASE("I9: on a full disk the ballast gives room for the draft at a lock", "[I9]")
{
    Pair world;
    const auto ballast = world.vaultFolder() / "ballast";
    const auto talk = world.desk.conversationWith(world.lee.address());
    CHECK(std::filesystem::exists(ballast));
    HandOver handOver;
    {
        FullDisk full;
        world.desk.engine().saveDraft(talk, QStringLiteral("BP"), {});
        world.settle();
        CHECK(world.desk.storage == StorageState::DiskFull);
        CHECK_FALSE(std::filesystem::exists(ballast));
        full.leaveRoom(kRoomForDrafts);
        world.desk.engine().saveDraft(talk, QStringLiteral("BP 90/60, please"), {});
        handOver = world.desk.lock();
        world.desk.restart(std::move(handOver));
        world.desk.unlock();
        CHECK(world.desk.storage == StorageState::DiskFull);  // still no room for the ballast
        CHECK(world.desk.connection == Connection::Offline);
        world.desk.engine().openConversation(talk);
        CHECK(world.desk.draft == QStringLiteral("BP 90/60, please"));
    }
    world.time.advance(31s);
    world.wait();
    CHECK(world.desk.storage == StorageState::Writable);
    CHECK(world.desk.connection == Connection::Online);
    CHECK(std::filesystem::exists(ballast));
}

TEST_CASE("a backup is made when it is due, again when it is due again, and told")
{
    Pair world;
    world.restartWithBackups();
    CHECK(world.desk.vaultEvents.empty());
    world.time.advance(2min);
    CHECK(world.desk.vaultEvents == std::vector{VaultEvent::BackupMade});
    CHECK_FALSE(world.backup().empty());
    world.time.advance(23h);
    CHECK(world.desk.vaultEvents.size() == 1);
    world.desk.restart();
    world.desk.signIn();
    world.time.advance(30min);  // not at each sign-in
    CHECK(world.desk.vaultEvents.empty());
    world.time.advance(1h);
    CHECK(world.desk.vaultEvents == std::vector{VaultEvent::BackupMade});
    CHECK(store::Backups{world.vaultFolder()}.all().size() == 2);
}

TEST_CASE("a backup that fails is told and made an hour later")
{
    Pair world;
    world.restartWithBackups();
    {
        FullDisk full;
        world.time.advance(2min);
        CHECK(world.desk.vaultEvents == std::vector{VaultEvent::BackupFailed});
        CHECK(world.desk.problems.back() == ProblemKind::BackupFailed);
        CHECK(store::Backups{world.vaultFolder()}.all().empty());
    }
    world.desk.vaultEvents.clear();
    world.time.advance(61min);
    CHECK(world.desk.vaultEvents == std::vector{VaultEvent::BackupMade});
    CHECK_FALSE(std::filesystem::exists(world.vaultFolder() / "backups" / "unfinished"));
}

TEST_CASE("I8: a restored vault becomes a new device, talks on, and shows nothing twice", "[I8]")
{
    Pair world;
    world.restartWithBackups();
    world.time.advance(2min);
    world.lee.send(world.desk.address(), "since the backup");
    world.desk.send(world.lee.address(), "sent since the backup");
    world.settle();
    const auto before = world.listed(world.desk.address());
    REQUIRE(before.size() == 1);
    world.desk.kill();

    world.restore();
    world.desk.restart();
    world.desk.signIn();
    world.settle();
    CHECK(world.desk.vaultEvents == std::vector{VaultEvent::EpochRaised});
    CHECK(std::ranges::count(world.desk.problems, ProblemKind::VaultRestored) == 1);
    CHECK_FALSE(store::isMarkedRestored(world.vaultFolder()));

    const auto after = world.listed(world.desk.address());
    REQUIRE(after.size() == 1);
    CHECK(after != before);
    CHECK(world.hasBundle(world.desk.address(), after[0]));
    CHECK_FALSE(world.hasBundle(world.desk.address(), before[0]));

    world.lee.send(world.desk.address(), "are you back?");
    world.settle();
    world.desk.send(world.lee.address(), "I am");
    world.settle();
    CHECK(world.desk.delivery("I am") == Delivery::Delivered);
    CHECK(world.lee.delivery("are you back?") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "since the backup", "sent since the backup",
                "are you back?", "I am"});
    const auto shown = world.desk.texts(world.lee.address());
    for (const auto* text : {"hello", "hello yourself", "are you back?", "I am"})
        CHECK(std::ranges::count(shown, text) == 1);
    // The sender's device gives it again, or there is a card that says so.
    CHECK((has(shown, "since the backup") || world.desk.cards(world.lee.address()) > 0));
    checkWire(world);
    WireWatch watch;
    for (const auto& one : world.relay.sent)
        watch.take(one.xml);
    CHECK(watch.keys() > 5);
    CHECK(watch.reused() == 0);

    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.vaultEvents.empty());
    CHECK(world.listed(world.desk.address()) == after);
}

TEST_CASE("I8: what was under way at the backup and reached the relay is not sent again", "[I8]")
{
    Pair world;
    const bool reached = GENERATE(true, false);
    world.restartWithBackups();
    world.lee.kill();
    world.relay.acksHeld = true;
    if (!reached)
        world.relay.onMessage = [](const xmpp::Element&) { return FakeRelay::Fate::Lose; };
    world.desk.send(world.lee.address(), "under way");
    world.settle();
    world.relay.unreachable = !reached;
    world.time.advance(70s);
    REQUIRE(world.desk.vaultEvents == std::vector{VaultEvent::BackupMade});
    world.desk.kill();
    world.restore();
    world.relay.acksHeld = world.relay.unreachable = false;
    world.relay.onMessage = {};
    world.relay.sent.clear();
    world.desk.restart();
    world.desk.signIn();
    world.settle();
    const auto sent =
        std::ranges::count(world.relay.sent, world.desk.address(), &FakeRelay::Sent::from);
    CHECK((sent == 0) == reached);
    world.lee.restart();
    world.lee.signIn();
    world.settle();
    CHECK(world.lee.texts(world.desk.address()) == Texts{"hello", "hello yourself", "under way"});
    CHECK(world.desk.texts(world.lee.address()) == Texts{"hello", "hello yourself", "under way"});
}

TEST_CASE("I8: receipts that were under way at the backup come from the new device", "[I8]")
{
    Pair world;
    world.restartWithBackups();
    world.relay.onMessage = [&](const xmpp::Element& message) {
        const auto to = Jid::parse(message.attribute("to"));
        return to && to->bare() == world.lee.address() ? FakeRelay::Fate::Lose
                                                       : FakeRelay::Fate::Pass;
    };
    world.relay.acksHeld = true;
    world.lee.send(world.desk.address(), "room 4?");
    world.settle();
    REQUIRE(world.lee.delivery("room 4?") < Delivery::Delivered);
    world.time.advance(70s);
    REQUIRE(world.desk.vaultEvents == std::vector{VaultEvent::BackupMade});
    world.desk.kill();
    world.restore();
    world.relay.acksHeld = false;
    world.relay.onMessage = {};
    world.desk.restart();
    world.desk.signIn();
    world.settle();
    CHECK(world.lee.delivery("room 4?") == Delivery::Delivered);
}

TEST_CASE("I7: a folder that was put back by hand is noticed before any text leaves", "[I7][I-4]")
{
    namespace fs = std::filesystem;
    constexpr auto kAll = fs::copy_options::recursive;
    Pair world;
    WireWatch watch;
    const QTemporaryDir elsewhere;
    const auto kept = fs::path{elsewhere.path().toStdString()} / "copy";
    world.desk.kill();
    fs::copy(world.vaultFolder(), kept, kAll);
    world.desk.restart();
    world.desk.signIn();
    world.desk.send(world.lee.address(), "after the copy");
    world.settle();
    world.desk.kill();
    fs::remove_all(world.vaultFolder());
    fs::copy(kept, world.vaultFolder(), kAll);

    for (const auto& one : world.relay.sent)
        watch.take(one.xml);
    world.relay.sent.clear();
    world.desk.restart();
    world.desk.signIn();
    CHECK(std::ranges::count(world.desk.problems, ProblemKind::CloneDetected) > 0);
    world.desk.send(world.lee.address(), "with old keys");
    world.settle();
    CHECK(std::ranges::count(world.relay.sent, world.desk.address(), &FakeRelay::Sent::from) == 0);

    world.desk.kill();  // the remedy: sottoctl vault restore, without a backup
    REQUIRE(store::markRestored(world.vaultFolder()));
    world.desk.restart();
    world.desk.signIn();
    world.desk.send(world.lee.address(), "with new keys");
    world.settle();
    CHECK(world.desk.delivery("with new keys") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "after the copy", "with new keys"});
    for (const auto& one : world.relay.sent)
        watch.take(one.xml);
    CHECK(watch.reused() == 0);
}

TEST_CASE("a database that was taken away is told, and nothing is put in its place")
{
    Pair world;
    auto handOver = world.desk.lock();
    std::filesystem::remove(world.vaultFolder() / "vault.db");
    world.desk.restart(std::move(handOver));
    world.desk.engine().submitPassword(QString::fromStdString(world.desk.address().toString()),
                                       SecretBytes{viewOf(kRelayPassword)});
    world.settle();
    CHECK(world.desk.problems.back() == ProblemKind::VaultMissing);
    CHECK(world.desk.stage.step == SignInStage::Step::Unlock);
    CHECK_FALSE(std::filesystem::exists(world.vaultFolder() / "vault.db"));
}
