// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at each turn of a file's way out and in: the disk as it is at that moment, and a new
// process on it.
#include "tests/fault/core/run_length.h"
#include "tests/scenario/engine/folder_copy.h"
#include "tests/scenario/engine/sharing.h"

#include <iostream>
#include <optional>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using State = AttachmentSnapshot::State;

namespace {

constexpr std::size_t kSize = 300'000;  // several pieces of everything
constexpr std::string_view kMarker = "MARKER of a patient";

std::size_t stride()
{
    return static_cast<std::size_t>(
        numberFromEnvironment("SOTTO_FAULT_STRIDE", isLongRun() ? 1 : 5));
}

Bytes content()
{
    auto bytes = Sharing::pdf(kSize);
    for (std::size_t at = 1000; at + kMarker.size() < bytes.size(); at += 10'000)
        std::ranges::copy(kMarker, bytes.begin() + static_cast<std::ptrdiff_t>(at));
    return bytes;
}

struct Way : Sharing {
    Way() : pdf(content()) { }

    /// Lets that many turns of the event loop happen and takes the process away without a
    /// farewell. False: the file's way was at its end by then.
    bool killAfter(std::size_t turns, Sharer& person, const std::function<bool()>& isDone)
    {
        bool wasThere = false;
        std::optional<FolderCopy> disk;
        Scheduler::HandlePtr turn;
        std::function<void()> count = [&] {
            const auto kept = std::move(turn);  // we are inside its work
            if (turns-- > 0) {
                turn = time.after(0ms, count);
                return;
            }
            wasThere = !isDone();
            disk.emplace(person.folder());
            person.kill();
        };
        turn = time.after(0ms, count);
        settle();
        disk->putBack(person.folder());
        person.restart();
        person.signIn();
        person.listenToFiles();
        time.advance(3min);  // what broke is tried again
        return wasThere;
    }

    /// The message with the file, as it was shown last; null: not yet.
    static const MessageSnapshot* stateOf(const Sharer& person)
    {
        const auto found = std::ranges::find_if(
            person.messages, [](const MessageSnapshot& m) { return m.attachment.has_value(); });
        return found == person.messages.end() ? nullptr : &*found;
    }

    /// Nothing of the file is readable where others could read it.
    void checkNothingClear()
    {
        for (const auto& [url, blob] : files.stored)
            CHECK_FALSE(holds(blob, kMarker));
        for (auto* person : {&desk, &lee})
            for (const auto& entry :
                 std::filesystem::recursive_directory_iterator(person->folder()))
                if (entry.is_regular_file())
                    CHECK_FALSE(holds(contentOf(entry.path()), kMarker));
    }

    /// It is there once, and can be had.
    void checkArrived()
    {
        CHECK(desk.onlyFile(lee.address()).delivery == Delivery::Delivered);
        if (lee.onlyFile(desk.address()).attachment->state != State::Kept)
            lee.fetch(desk.address());
        REQUIRE(lee.onlyFile(desk.address()).attachment->state == State::Kept);
        CHECK(desk.filesOnDisk().size() == 1);
        CHECK(lee.filesOnDisk().size() == 1);
        checkNothingClear();
        CHECK(lee.content(desk.address()) == pdf);
        checkWire(*this);
    }

    const Bytes pdf;
};

}  // namespace

TEST_CASE("kill -9 at any turn of an upload: the file arrives once, or was never sent", "[fault]")
{
    std::size_t lost = 0;
    std::size_t turn = 0;
    for (bool isThere = true; isThere; turn += stride()) {
        Way way;
        QTemporaryDir outside;
        const OutsideFile file(outside.filePath(QStringLiteral("scan.pdf")).toStdString(), way.pdf);
        const auto to = way.desk.conversationWith(way.lee.address());
        CAPTURE(turn);
        way.desk.engine().sendFile(to, file.text(), {});
        isThere = way.killAfter(turn, way.desk, [&way] {
            return way.stateOf(way.desk) && way.stateOf(way.desk)->delivery == Delivery::Delivered;
        });
        if (way.desk.files(way.lee.address()).empty()) {  // not in the vault yet: told by nothing
            ++lost;
            CHECK(way.lee.files(way.desk.address()).empty());
            CHECK(way.desk.filesOnDisk().empty());
            way.checkNothingClear();
        } else {
            way.checkArrived();
        }
    }
    std::cout << "upload: killed at " << turn / stride() << " places, " << lost
              << " of them before the vault had it\n";
}

TEST_CASE(
    "kill -9 at any turn of a download: what is kept is whole, and the rest is asked for anew",
    "[fault]")
{
    std::size_t kept = 0;
    std::size_t turn = 0;
    for (bool isThere = true; isThere; turn += stride()) {
        Way way;
        {
            QTemporaryDir outside;
            const OutsideFile file(outside.filePath(QStringLiteral("scan.pdf")).toStdString(),
                                   way.pdf);
            way.desk.sendFile(way.lee.address(), file);
        }
        CAPTURE(turn);
        way.lee.engine().fetchAttachment(way.lee.onlyFile(way.desk.address()).id);
        isThere = way.killAfter(turn, way.lee, [&way] {
            return way.stateOf(way.lee)->attachment->state == State::Kept;
        });
        const auto state = way.lee.onlyFile(way.desk.address()).attachment->state;
        kept += state == State::Kept ? 1 : 0;
        CHECK((state == State::Kept || way.lee.filesOnDisk().empty()));
        way.checkArrived();
    }
    std::cout << "download: killed at " << turn / stride() << " places, " << kept
              << " of them after the vault had it\n";
}
