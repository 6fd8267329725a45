// SPDX-License-Identifier: GPL-3.0-or-later
// Files from somebody who means harm: hostile.md, E and F, where they meet the engine.
#include "core/crypto/aead.h"
#include "core/xmpp/file_link.h"
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/sharing.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using Fate = FakeFiles::Fate;
using State = AttachmentSnapshot::State;

namespace {

/// A phone that may send anything, and somebody at a desk whom it writes to.
struct Attacked : Sharing {
    Attacked() : phone(*this, "mallory")
    {
        lee.adjust = [before = lee.adjust](engine::EngineSettings& settings) {
            before(settings);
            settings.phones.reach = engine::PhoneRules::Reach::Everybody;
        };
        lee.restart();
        lee.signIn();
        settle();
    }

    /// Sends a link to that text, as it lies at `url` after it was sealed.
    void offer(const std::string& url, const std::string& text, int spoil = -1)
    {
        xmpp::FileLink link{url, crypto::randomBytes(12), crypto::randomSecret(32)};
        auto sealed = *crypto::aesGcmSeal(link.key.view(), link.iv, {}, viewOf(text));
        if (spoil >= 0)
            sealed.at(static_cast<std::size_t>(spoil) % sealed.size()) ^= 1;
        files.stored[url] = sealed;
        phone.send(lee.address(), toHex(crypto::randomBytes(4)), xmpp::buildFileLink(link));
    }

    MessageSnapshot shown() { return lee.onlyFile(phone.address()); }

    ProblemKind problem()
    {
        REQUIRE(shown().attachment->state == State::Failed);
        return *shown().attachment->problem;
    }

    Phone phone;
    const std::string place = "https://share.clinic.example/1/x.pdf";
};

}  // namespace

TEST_CASE("E1: a link in the clear is no file, and nobody is asked for anything")
{
    Attacked world;
    const auto link = "aesgcm://share.clinic.example/1/x.pdf#" + std::string(88, 'a');
    world.relay.inject(world.lee.address(),
                       xmpp::Element{"message", xmpp::kClientNs}
                           .set("from", world.phone.full().toString())
                           .set("to", world.lee.address().toString())
                           .set("type", "chat")
                           .set("id", "c1")
                           .add(xmpp::Element{"body", xmpp::kClientNs}.setText(link)));
    world.settle();
    CHECK(world.lee.files(world.phone.address()).empty());
    CHECK(world.files.gets.empty());
}

TEST_CASE("E2, E5: a link to a host that is not ours is shown, and never asked")
{
    Attacked world;
    const auto url = GENERATE(values<std::string>(
        {"https://evil.example/x.pdf", "https://169.254.169.254/latest/meta-data/x",
         "https://10.0.0.1/x.pdf", "https://clinic.example.evil.example/x.pdf",
         "https://share.clinic.example:22/x.pdf"}));
    world.offer(url, "%PDF-1.7");
    CHECK(world.shown().attachment->state == State::Offered);
    world.lee.fetch(world.phone.address());
    CHECK(world.problem() == ProblemKind::FileHostRefused);
    CHECK(world.files.gets.empty());
    CHECK(world.lee.filesOnDisk().empty());
}

TEST_CASE("E6: what is no good link is a text")
{
    Attacked world;
    const std::string body = "aesgcm://share.clinic.example/1/x.pdf#abc";
    world.phone.send(world.lee.address(), "m1", body);
    CHECK(world.lee.files(world.phone.address()).empty());
    CHECK(world.lee.texts(world.phone.address()) == std::vector{body});
}

TEST_CASE("E17: what was changed at the relay is thrown away, at whichever byte")
{
    Attacked world;
    const std::string text = "%PDF-1.7" + std::string(100'000, 'x');
    const int at = GENERATE(0, 50'000, 100'007, 100'008, 100'023);
    world.offer(world.place, text, at);
    world.lee.fetch(world.phone.address());
    CHECK(world.problem() == ProblemKind::FileBroken);
    CHECK(world.lee.filesOnDisk().empty());
    world.lee.engine().loadAttachment(world.shown().id);
    CHECK(world.lee.content(world.phone.address()).empty());
}

TEST_CASE("E17: another file under the same key is not the one that the message told of")
{
    Sharing world;
    const auto pdf = Sharing::pdf(50'000);
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", pdf));
    // The relay and the sender together put another file there.
    auto& blob = world.files.stored.begin()->second;
    const bool sameSize = GENERATE(true, false);
    if (sameSize)
        blob = Bytes(blob.size(), 0);
    else
        blob.resize(blob.size() - 1);
    world.lee.fetch(world.desk.address());
    CHECK(world.lee.onlyFile(world.desk.address()).attachment->problem == ProblemKind::FileBroken);
    CHECK(world.lee.filesOnDisk().empty());
}

TEST_CASE("E8: what is larger than it may be ends at the limit, and nothing stays")
{
    Attacked world;
    world.lee.rules.mostBytes = 20'000;
    world.lee.restart();
    world.lee.signIn();
    SECTION("nobody said how large it is")
    {
        world.offer(world.place, "%PDF-1.7" + std::string(20'000, 'x'));
        world.lee.fetch(world.phone.address());
        CHECK(world.problem() == ProblemKind::FileTooLarge);
        CHECK(world.files.gets.size() == 1);
    }
    SECTION("its sender said so: then nothing is asked")
    {
        world.desk.sendFile(world.lee.address(), world.file("r.pdf", Sharing::pdf(20'001)));
        world.lee.fetch(world.desk.address());
        CHECK(world.lee.onlyFile(world.desk.address()).attachment->problem ==
              ProblemKind::FileTooLarge);
        CHECK(world.files.gets.empty());
    }
    CHECK(world.lee.filesOnDisk().empty());
}

TEST_CASE("E8: an empty file, one without a tag, one that is gone")
{
    Attacked world;
    auto expected = ProblemKind::FileBroken;
    world.offer(world.place, "");
    SECTION("empty") { }
    SECTION("nothing at all")
    {
        world.files.stored[world.place].clear();
    }
    SECTION("half a tag")
    {
        world.files.stored[world.place].resize(8);
    }
    SECTION("gone")
    {
        world.files.stored.clear();
        expected = ProblemKind::FileGone;
    }
    world.lee.fetch(world.phone.address());
    CHECK(world.problem() == expected);
    CHECK(world.lee.filesOnDisk().empty());
}

TEST_CASE("E10: a download that is cut says so, leaves nothing, and can be asked for again")
{
    Attacked world;
    const std::string text = "%PDF-1.7" + std::string(100'000, 'x');
    world.offer(world.place, text);
    SECTION("cut")
    {
        world.files.onGet = [](const std::string&) { return Fate::Cut; };
        world.lee.fetch(world.phone.address());
        CHECK(world.problem() == ProblemKind::FileNotMoved);
    }
    SECTION("cancelled")
    {
        world.files.onGet = [](const std::string&) { return Fate::Stop; };
        world.lee.fetch(world.phone.address());
        CHECK(world.shown().attachment->state == State::Fetching);
        world.lee.engine().cancelTransfer(world.shown().id);
        CHECK(world.shown().attachment->state == State::Offered);
    }
    SECTION("the process ends")
    {
        world.files.onGet = [](const std::string&) { return Fate::Stop; };
        world.lee.fetch(world.phone.address());
        world.lee.restart();
        world.lee.signIn();
        CHECK(world.shown().attachment->state == State::Offered);
    }
    CHECK(world.lee.filesOnDisk().empty());
    world.files.onGet = nullptr;
    world.lee.fetch(world.phone.address());
    CHECK(world.lee.content(world.phone.address()) == bytesOf(text));
}

TEST_CASE("E16: content decides what a file is; a name that says something else is told")
{
    Attacked world;
    world.offer("https://share.clinic.example/1/photo.png", "%PDF-1.7 ....");
    CHECK(world.shown().attachment->kind == AttachmentSnapshot::Kind::Picture);  // as it is named
    world.lee.fetch(world.phone.address());
    CHECK(world.shown().attachment->kind == AttachmentSnapshot::Kind::Document);
    CHECK(world.shown().attachment->misnamed);
    world.lee.listenToFiles();
    world.lee.engine().loadAttachment(world.shown().id);
    CHECK(world.lee.loaded == std::vector{QByteArray{}});  // no picture, so nothing to decode
}

TEST_CASE("what may do harm is never saved, whether its name or its content says so")
{
    Attacked world;
    const auto [name, text] = GENERATE(table<std::string, std::string>({
        {"setup.exe", "anything"},
        {"report.pdf", "MZ\x90 program"},
        {"page.html", "<html>"},
        {"report.pdf.lnk", "%PDF-1.7"},
    }));
    world.offer("https://share.clinic.example/1/" + name, text);
    world.lee.fetch(world.phone.address());
    CHECK(world.shown().attachment->blocked);
    world.lee.problems.clear();
    CHECK(world.lee.content(world.phone.address()).empty());
    CHECK(world.lee.problems == std::vector{ProblemKind::FileDangerous});
    CHECK(world.lee.saved.empty());
}

TEST_CASE("F: the name of a file is safe, whatever its sender calls it")
{
    Attacked world;
    world.offer("https://share.clinic.example/1/..%2F..%2Fetc%2F%E2%80%AEcod.pdf", "%PDF-1.7");
    CHECK(world.shown().attachment->name.string() == QStringLiteral("cod.pdf"));
}

TEST_CASE("F6: a file is saved as a new one only, never over another nor through a link")
{
    Sharing world;
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", Sharing::pdf(5000)));
    world.lee.fetch(world.desk.address());
    const auto id = world.lee.onlyFile(world.desk.address()).id;
    const auto target = world.lee.folder() / "target";
    const auto there = world.lee.folder() / "there";
    OutsideFile(target, viewOf("mine"));
    std::filesystem::create_symlink(target, there);
    std::filesystem::create_symlink(world.lee.folder() / "nowhere", world.lee.folder() / "loose");
    for (const auto* name : {"target", "there", "loose", "no/such/folder", ""}) {
        CAPTURE(name);
        world.lee.problems.clear();
        world.lee.engine().saveAttachment(
            id, QString::fromStdString((world.lee.folder() / name).string()), {});
        world.settle();
        CHECK(world.lee.problems == std::vector{ProblemKind::FileNotSaved});
    }
    CHECK(contentOf(target) == bytesOf("mine"));
    CHECK_FALSE(std::filesystem::exists(world.lee.folder() / "nowhere"));
}

TEST_CASE("saving obeys the policy, and is recorded before it happens or does not happen")
{
    Sharing world;
    const auto pdf = Sharing::pdf(5000);
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", pdf));
    world.lee.fetch(world.desk.address());
    const auto again = [&](ContentRule saving) {
        world.lee.rules.saving = saving;
        world.lee.restart();
        world.lee.signIn();
    };
    const auto path = world.lee.folder() / "out.pdf";
    const auto save = [&](const char* reason) {
        world.lee.problems.clear();
        world.lee.engine().saveAttachment(world.lee.onlyFile(world.desk.address()).id,
                                          QString::fromStdString(path.string()),
                                          QString::fromLatin1(reason));
        world.settle();
    };
    SECTION("denied")
    {
        again(ContentRule::Deny);
        save("please");
        CHECK(world.lee.problems == std::vector{ProblemKind::FileSaveDenied});
        CHECK_FALSE(std::filesystem::exists(path));
        CHECK(world.lee.saved.empty());
    }
    SECTION("with a reason only")
    {
        again(ContentRule::Reason);
        save("  ");
        CHECK(world.lee.problems == std::vector{ProblemKind::FileSaveDenied});
        CHECK_FALSE(std::filesystem::exists(path));
        save(" for the chart ");
        CHECK(contentOf(path) == pdf);
        REQUIRE(world.lee.saved.size() == 1);
        CHECK(world.lee.saved.front().reason == "for the chart");
        CHECK_FALSE(world.lee.saved.front().originId.empty());
    }
    SECTION("it cannot be recorded")
    {
        world.lee.recordsSaving = false;
        save("");
        CHECK(world.lee.problems == std::vector{ProblemKind::StorageFailed});
        CHECK_FALSE(std::filesystem::exists(path));
    }
}

TEST_CASE("E20: a file that was taken out of the vault's folder is told, not a crash")
{
    Sharing world;
    world.desk.sendFile(world.lee.address(), world.file("report.pdf", Sharing::pdf(5000)));
    world.lee.fetch(world.desk.address());
    const auto stored = world.lee.vaultFolder() / "files" / world.lee.filesOnDisk().front();
    SECTION("taken away")
    {
        std::filesystem::remove(stored);
    }
    SECTION("changed")
    {
        auto bytes = contentOf(stored);
        bytes.back() ^= 1;
        OutsideFile(stored, bytes);
    }
    CHECK(world.lee.content(world.desk.address()).empty());
    const auto shown = world.lee.onlyFile(world.desk.address());
    CHECK(shown.attachment->problem == ProblemKind::FileBroken);
    world.lee.fetch(world.desk.address());  // the relay still has it
    CHECK(world.lee.content(world.desk.address()).size() == 5000);
}
