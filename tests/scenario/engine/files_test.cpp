// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way out and in: never lost, never twice, never in the clear, never unasked.
#include "tests/scenario/engine/full_disk.h"
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/sharing.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using Fate = FakeFiles::Fate;
using State = AttachmentSnapshot::State;

namespace {

constexpr std::size_t kSize = 200'000;

}  // namespace

TEST_CASE("a file arrives as an offer, and as itself once it is asked for")
{
    Sharing world;
    const auto pdf = Sharing::pdf(kSize);
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", pdf));
    const auto sent = world.desk.onlyFile(world.lee.address());
    CHECK(sent.delivery == Delivery::Delivered);
    CHECK(sent.text.isEmpty());
    CHECK(sent.attachment->state == State::Kept);

    const auto offer = world.lee.onlyFile(world.desk.address());
    CHECK(offer.attachment->state == State::Offered);
    CHECK(offer.attachment->name.string() == QStringLiteral("report.pdf"));
    CHECK(offer.attachment->size == static_cast<std::int64_t>(kSize));
    CHECK(offer.attachment->kind == AttachmentSnapshot::Kind::Document);
    CHECK(world.files.gets.empty());  // nothing without a click

    world.lee.fetch(world.desk.address());
    CHECK(world.files.gets.size() == 1);
    CHECK(world.lee.onlyFile(world.desk.address()).attachment->state == State::Kept);
    CHECK(world.lee.content(world.desk.address()) == pdf);
    world.lee.fetch(world.desk.address());
    CHECK(world.files.gets.size() == 1);  // it is here already
}

TEST_CASE("neither relay nor disk nor wire shows a file's name or content")
{
    Sharing world;
    std::string text = "%PDF-1.7\n";
    while (text.size() < kSize)
        text += "MARKER potassium 6.1 ";
    world.desk.sendFile(world.lee.address(), world.file("MARKER-smith.pdf", viewOf(text)));
    world.lee.fetch(world.desk.address());
    REQUIRE(world.lee.onlyFile(world.desk.address()).attachment->state == State::Kept);
    std::filesystem::remove(world.desk.folder() / "MARKER-smith.pdf");

    checkWire(world, {"MARKER", "aesgcm"});
    for (const auto& name : world.files.names)
        CHECK(name.find("MARKER") == std::string::npos);
    for (const auto& [url, blob] : world.files.stored)
        CHECK_FALSE(holds(blob, "MARKER"));
    for (auto* person : {&world.desk, &world.lee}) {
        CHECK(person->filesOnDisk().size() == 1);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(person->folder())) {
            CHECK(entry.path().filename().string().find("MARKER") == std::string::npos);
            if (entry.is_regular_file())
                CHECK_FALSE(holds(contentOf(entry.path()), "MARKER"));
        }
    }
}

TEST_CASE("a process that ends at any step of a file's way out goes on from there in the next")
{
    Sharing world;
    const auto pdf = Sharing::pdf(kSize);
    const auto file = world.file("report.pdf", pdf);
    std::size_t puts = 1;
    SECTION("in the vault, before any slot")
    {
        world.relay.unreachable = true;
        world.relay.dropConnection(world.desk.address());
        world.settle();
        world.desk.sendFile(world.lee.address(), file);
        world.relay.unreachable = false;
        CHECK(world.files.names.empty());
    }
    SECTION("half of it uploaded")
    {
        world.files.onPut = [](const std::string&) { return Fate::Stop; };
        world.desk.sendFile(world.lee.address(), file);
        puts = 2;
    }
    SECTION("all of it uploaded, before that is committed")
    {
        world.files.onPut = [](const std::string&) { return Fate::Mute; };
        world.desk.sendFile(world.lee.address(), file);
        CHECK(world.files.stored.size() == 1);
        puts = 2;
    }
    SECTION("the link committed, its message lost on the way")
    {
        world.relay.onMessage = [](const xmpp::Element&) { return FakeRelay::Fate::Lose; };
        world.desk.sendFile(world.lee.address(), file);
    }
    CHECK(world.desk.onlyFile(world.lee.address()).delivery < Delivery::Relayed);
    CHECK(world.lee.files(world.desk.address()).empty());
    std::filesystem::remove(file.path);  // the vault has it
    world.desk.kill();
    world.files.onPut = nullptr;
    world.relay.onMessage = nullptr;
    world.desk.restart();
    world.desk.signIn();
    world.wait();

    CHECK(world.files.puts.size() == puts);
    CHECK(world.desk.onlyFile(world.lee.address()).delivery == Delivery::Delivered);
    world.lee.fetch(world.desk.address());
    CHECK(world.lee.content(world.desk.address()) == pdf);
    checkWire(world);
    if (world.files.stored.size() == 2)  // a new slot, the same bytes: one key, one text
        CHECK(world.files.stored.begin()->second == world.files.stored.rbegin()->second);
}

TEST_CASE("a process that ends while it copies a file into the vault leaves nothing of it")
{
    Sharing world;
    const auto file = world.file("report.pdf", Sharing::pdf(2'000'000));
    world.desk.engine().sendFile(world.desk.conversationWith(world.lee.address()), file.text(), {});
    world.desk.kill();
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.files(world.lee.address()).empty());
    CHECK(world.desk.filesOnDisk().empty());
}

TEST_CASE("what was written to the vault's folder and never committed is gone at the next opening")
{
    Sharing world;
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", Sharing::pdf(kSize)));
    REQUIRE(world.desk.filesOnDisk().size() == 1);
    const auto orphan = world.desk.vaultFolder() / "files" / std::string(32, 'a');
    OutsideFile(orphan, Bytes(100));
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.filesOnDisk().size() == 1);
    CHECK_FALSE(std::filesystem::exists(orphan));
    CHECK(world.desk.onlyFile(world.lee.address()).attachment->state == State::Kept);
}

TEST_CASE("an upload that is cut starts over by itself with a new slot and the same bytes")
{
    Sharing world;
    int cuts = 2;
    world.files.onPut = [&](const std::string&) { return cuts-- > 0 ? Fate::Cut : Fate::Pass; };
    const auto pdf = Sharing::pdf(kSize);
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", pdf));
    CHECK(world.desk.onlyFile(world.lee.address()).attachment->state == State::Uploading);
    world.time.advance(std::chrono::minutes{1});
    CHECK(world.files.puts.size() == 3);
    CHECK(std::set(world.files.puts.begin(), world.files.puts.end()).size() == 3);
    CHECK(world.desk.onlyFile(world.lee.address()).delivery == Delivery::Delivered);
    world.lee.fetch(world.desk.address());
    CHECK(world.lee.content(world.desk.address()) == pdf);
}

TEST_CASE("an upload that is always cut fails in words, and a retry sends it")
{
    Sharing world;
    world.files.onPut = [](const std::string&) { return Fate::Cut; };
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", Sharing::pdf(kSize)));
    world.time.advance(std::chrono::minutes{2});
    const auto failed = world.desk.onlyFile(world.lee.address());
    CHECK(failed.delivery == Delivery::Failed);
    CHECK(failed.attachment->state == State::Failed);
    CHECK(failed.attachment->problem == ProblemKind::FileNotMoved);
    CHECK(std::ranges::count(world.desk.problems, ProblemKind::FileNotMoved) == 1);
    CHECK(world.files.puts.size() == 5);

    world.desk.restart();  // it is told after a restart, too
    world.desk.signIn();
    CHECK(world.desk.onlyFile(world.lee.address()).attachment->state == State::Failed);
    CHECK(world.files.puts.size() == 5);
    world.files.onPut = nullptr;
    world.desk.engine().retry(failed.id);
    world.settle();
    CHECK(world.desk.onlyFile(world.lee.address()).delivery == Delivery::Delivered);
    CHECK(world.lee.files(world.desk.address()).size() == 1);
}

TEST_CASE("an upload can be cancelled and is then not sent, not even by the next process")
{
    Sharing world;
    world.files.onPut = [](const std::string&) { return Fate::Stop; };
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", Sharing::pdf(kSize)));
    const auto half = world.desk.onlyFile(world.lee.address());
    CHECK(half.attachment->state == State::Uploading);
    CHECK(half.attachment->permille >= 400);
    CHECK(half.attachment->permille <= 600);
    world.desk.engine().cancelTransfer(half.id);
    world.settle();
    CHECK(world.desk.onlyFile(world.lee.address()).attachment->state == State::Failed);
    world.files.onPut = nullptr;
    world.desk.restart();
    world.desk.signIn();
    world.wait();
    CHECK(world.lee.files(world.desk.address()).empty());
}

TEST_CASE("texts do not wait for a file, and files go in their order")
{
    Sharing world;
    bool stopped = false;
    world.files.onPut = [&](const std::string&) {
        return std::exchange(stopped, true) ? Fate::Pass : Fate::Stop;
    };
    world.desk.sendFile(world.lee.address(), world.file("1.pdf", Sharing::pdf(kSize)));
    world.desk.sendFile(world.lee.address(), world.file("2.pdf", Sharing::pdf(100)));
    world.desk.send(world.lee.address(), "meanwhile");
    world.settle();
    CHECK(world.desk.delivery("meanwhile") == Delivery::Delivered);
    CHECK(world.lee.files(world.desk.address()).empty());
    world.desk.restart();
    world.desk.signIn();
    const auto arrived = world.lee.files(world.desk.address());
    REQUIRE(arrived.size() == 2);
    CHECK(arrived[0].attachment->name.string() == QStringLiteral("1.pdf"));
    CHECK(arrived[1].attachment->name.string() == QStringLiteral("2.pdf"));
    CHECK(world.lee.cards(world.desk.address()) == 0);
}

TEST_CASE("what may not be sent is refused in words, and nothing of it is kept")
{
    Sharing world;
    world.desk.rules.mostBytes = 1000;
    world.desk.restart();
    world.desk.signIn();
    const auto refusal = [&](const std::string& name, ByteView content) {
        world.desk.problems.clear();
        world.desk.sendFile(world.lee.address(), world.file(name, content));
        CHECK(world.desk.filesOnDisk().empty());
        CHECK(world.desk.files(world.lee.address()).empty());
        REQUIRE(world.desk.problems.size() == 1);
        return world.desk.problems.front();
    };
    CHECK(refusal("large.pdf", Sharing::pdf(1001)) == ProblemKind::FileTooLarge);
    CHECK(refusal("tool.pdf", viewOf("MZ....")) == ProblemKind::FileKindRefused);
    CHECK(refusal("tool.sh", viewOf("echo hello")) == ProblemKind::FileKindRefused);
    CHECK(refusal("photo.png", viewOf("GIF89a\x01\x02")) == ProblemKind::FileKindRefused);
    CHECK(refusal("empty.pdf", {}) == ProblemKind::FileUnreadable);
    CHECK(refusal("broken.png", viewOf("\x89PNG\r\n\x1a\n....")) == ProblemKind::FileUnreadable);
    world.desk.problems.clear();
    const auto to = world.desk.conversationWith(world.lee.address());
    world.desk.engine().sendFile(to, QStringLiteral("/dev/zero"), {});
    world.desk.engine().sendFile(to, QStringLiteral("/tmp"), {});
    world.desk.engine().sendFile(to, QStringLiteral("/nowhere/at/all"), {});
    world.settle();
    CHECK(world.desk.problems == std::vector<ProblemKind>(3, ProblemKind::FileUnreadable));
    CHECK(world.files.names.empty());
}

TEST_CASE("a relay without a place for files, or with too small a one, is told in words")
{
    Sharing world;
    auto expected = ProblemKind::FileNoService;
    SECTION("none")
    {
        world.relay.files = nullptr;
    }
    SECTION("it refuses slots")
    {
        world.files.refusesSlots = true;
    }
    SECTION("too small")
    {
        world.files.most = 1000;
        expected = ProblemKind::FileTooLarge;
    }
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", Sharing::pdf(kSize)));
    const auto failed = world.desk.onlyFile(world.lee.address());
    CHECK(failed.delivery == Delivery::Failed);
    CHECK(failed.attachment->problem == expected);
    CHECK(world.desk.problems.back() == expected);
}

TEST_CASE("a full disk is told, and leaves no half of a file, on both ends")
{
    Sharing world;
    const auto file = world.file("report.pdf", Sharing::pdf(kSize));
    SECTION("when it is sent")
    {
        FullDisk full;
        full.leaveRoom(100'000);
        world.desk.sendFile(world.lee.address(), file);
        CHECK(world.desk.filesOnDisk().empty());
        CHECK(std::ranges::count(world.desk.problems, ProblemKind::DiskFull) > 0);
    }
    SECTION("when it is fetched")
    {
        world.desk.sendFile(world.lee.address(), file);
        const auto id = world.lee.onlyFile(world.desk.address()).id;
        {
            FullDisk full;
            full.leaveRoom(100'000);
            world.lee.engine().fetchAttachment(id);
            world.settle();
        }
        CHECK(world.lee.filesOnDisk().empty());
        const auto failed = world.lee.onlyFile(world.desk.address());
        CHECK(failed.attachment->problem == ProblemKind::DiskFull);
        world.lee.fetch(world.desk.address());  // and later again
        CHECK(world.lee.onlyFile(world.desk.address()).attachment->state == State::Kept);
    }
}

TEST_CASE("a phone gets the link alone, and its own link becomes a file here")
{
    Sharing world;
    for (auto* person : {&world.desk, &world.lee}) {
        person->adjust = [before = person->adjust](engine::EngineSettings& settings) {
            before(settings);
            settings.phones.reach = engine::PhoneRules::Reach::Everybody;
        };
        person->restart();
        person->signIn();
    }
    Phone phone(world, "pat");
    world.settle();
    const auto pdf = Sharing::pdf(kSize);
    world.desk.sendFile(phone.address(), world.file("report.pdf", pdf));
    const auto texts = phone.read();
    REQUIRE(texts.size() == 1);
    REQUIRE(texts.front().starts_with("aesgcm://share.clinic.example/"));
    CHECK(texts.front().find(".pdf#") != std::string::npos);
    CHECK(texts.front().size() - texts.front().find('#') == 1 + 88);

    phone.send(world.lee.address(), "p1", texts.front());
    const auto offer = world.lee.onlyFile(phone.address());
    CHECK(offer.unmanaged);
    CHECK(offer.attachment->state == State::Offered);
    CHECK(offer.attachment->size == -1);
    CHECK(offer.attachment->kind == AttachmentSnapshot::Kind::Document);
    world.lee.fetch(phone.address());
    CHECK(world.lee.content(phone.address()) == pdf);
    CHECK(world.lee.onlyFile(phone.address()).attachment->size == static_cast<std::int64_t>(kSize));
}

TEST_CASE("our other device gets the file too, and a device that asks again gets it with its name")
{
    Sharing world;
    Sharer second(world, world.files, "desk");
    second.signIn();
    world.settle();
    HeldMessages lost(world, world.lee.address());
    const auto pdf = Sharing::pdf(kSize);
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", pdf));
    CHECK(second.onlyFile(world.lee.address()).outgoing);
    second.fetch(world.lee.address());
    CHECK(second.content(world.lee.address()) == pdf);
}
