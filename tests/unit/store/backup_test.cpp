// SPDX-License-Identifier: GPL-3.0-or-later
// Ballast, copies of a vault and their way back.
#include "core/store/backups.h"
#include "core/store/ballast.h"
#include "core/store/vault_copy.h"
#include "core/store/vault_header.h"
#include "core/store/vault_restore.h"
#include "tests/support/faulty_vfs.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <sys/stat.h>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using store::Backups;
using store::Vault;
using store::VaultCopy;
using store::VaultRestore;

namespace {

constexpr std::int64_t kNoonMs = 1'795'003'200'000;
constexpr store::SlotKind kPassword = store::SlotKind::Password;

/// A whole folder of the nurse: header and vault under one data key.
struct Folder {
    TempFolder temp;
    SecretBytes dek;
    fs::path path = temp.path;

    explicit Folder(const Jid& user = nurse())
    {
        auto made = must(store::VaultHeader::create(
            user, viewOf("password"), crypto::randomBytes(store::kShareSize), {64 * 1024, 3}));
        dek = std::move(made.dek);
        must(made.header.save(path));
        auto vault = must(Vault::create(path, dek.view()));
        write(vault, "state", viewOf("old"));
    }

    static void write(Vault& vault, std::string_view key, ByteView value)
    {
        auto stores = must(store::Stores::open(vault));
        auto transaction = must(vault.begin());
        must(stores.account.setValue(key, value));
        must(transaction.commit());
    }

    Vault open() const { return must(Vault::open(path, dek.view())); }

    std::string state() const
    {
        auto vault = open();
        auto stores = must(store::Stores::open(vault));
        return std::string{must(stores.account.value("state"))->text()};
    }

    /// Gives the folder of the backup.
    fs::path backUp(std::int64_t atMs = kNoonMs) const
    {
        const auto vault = open();
        const Backups backups{path};
        auto copy = must(VaultCopy::begin(vault, must(backups.prepare())));
        while (!must(copy.step())) { }
        must(backups.finish(wallTimeFromMs(atMs)));
        return backups.all().back().folder;
    }
};

/// All contents below a folder.
std::vector<Bytes> contentsBelow(const fs::path& folder)
{
    std::vector<Bytes> all;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file())
            all.push_back(contentOf(entry.path()));
    return all;
}

}  // namespace

TEST_CASE("the ballast has its blocks, is made once and can be given up", "[store]")
{
    const TempFolder folder;
    const store::Ballast ballast{folder.path};
    CHECK_FALSE(ballast.isWhole());
    must(ballast.restore());
    CHECK(ballast.isWhole());

    struct stat info { };

    REQUIRE(::stat((folder.path / "ballast").c_str(), &info) == 0);
    CHECK(static_cast<std::uintmax_t>(info.st_blocks) * 512 >= store::Ballast::kSize);
    const auto before = contentOf(folder.path / "ballast");
    must(ballast.restore());
    CHECK(contentOf(folder.path / "ballast") == before);

    fs::resize_file(folder.path / "ballast", 5);
    CHECK_FALSE(ballast.isWhole());
    must(ballast.restore());
    CHECK(ballast.isWhole());
    ballast.release();
    CHECK(fs::is_empty(folder.path));
}

TEST_CASE("a transaction that the disk does not take is told once, after it has ended", "[store]")
{
    FaultyVfs disk;
    OpenVault open;
    std::vector<Errc> told;
    open.vault.onRefused([&](Errc why) {
        CHECK_FALSE(open.vault.connection().transactionOpen());
        told.push_back(why);
    });
    const auto fate = GENERATE(FaultyVfs::Fate::DiskFull, FaultyVfs::Fate::IoError);
    const auto write = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, open.vault.begin());
        SOTTO_TRY(open.stores.account.setValue("a", viewOf("b")));
        return transaction.commit();
    };
    disk.onCall = [&](FaultyVfs::Call call, const std::string&) {
        return call == FaultyVfs::Call::Write ? fate : FaultyVfs::Fate::Pass;
    };
    CHECK_FALSE(write());
    CHECK(told ==
          std::vector{fate == FaultyVfs::Fate::DiskFull ? Errc::StorageFull : Errc::Storage});
    {
        auto transaction = must(open.vault.begin());
        CHECK_FALSE(open.stores.people.find(nurse())->has_value());  // no fault of the disk
    }
    CHECK(told.size() == 1);
    disk.onCall = {};
    CHECK(write());
    CHECK(told.size() == 1);
}

TEST_CASE("a copy made in steps holds what was written on the way, and opens", "[store]")
{
    const Folder folder;
    auto vault = folder.open();
    Folder::write(vault, "big", Bytes(6'000'000, 7));
    const Backups backups{folder.path};
    auto copy = must(VaultCopy::begin(vault, must(backups.prepare())));
    int steps = 0;
    while (!must(copy.step())) {
        if (++steps == 2)
            Folder::write(vault, "state", viewOf("during"));
        REQUIRE(steps < 100);
    }
    CHECK(steps > 3);
    CHECK(backups.all().empty());  // not before it is finished
    must(backups.finish(wallTimeFromMs(kNoonMs)));
    Folder::write(vault, "state", viewOf("later"));

    REQUIRE(backups.all().size() == 1);
    CHECK(backups.all()[0].at == wallTimeFromMs(kNoonMs));
    const auto made = backups.all()[0].folder;
    CHECK(made.filename() == "2026-11-18T12-00-00Z");
    CHECK(std::distance(fs::directory_iterator{made}, {}) == 2);
    CHECK(contentOf(made / "header") == contentOf(folder.path / "header"));
    auto restored = must(Vault::open(made, folder.dek.view()));
    auto stores = must(store::Stores::open(restored));
    CHECK(must(stores.account.value("state"))->text() == "during");
    CHECK(must(stores.account.value("big"))->size() == 6'000'000);
}

TEST_CASE("nothing of a copy can be read without the key", "[store][R-5]")
{
    const Folder folder;
    {
        auto vault = folder.open();
        Folder::write(vault, "state", viewOf("Mrs-Featherstonehaugh-INR-4.7"));
    }
    const auto content = contentOf(folder.backUp() / "vault.db");
    CHECK(textOf(content).find("Featherstonehaugh") == std::string_view::npos);
    CHECK(textOf(content).find("SQLite format") == std::string_view::npos);
}

TEST_CASE("a damaged page is found by the next copy, whatever nobody has read", "[store][hostile]")
{
    const Folder folder;
    {
        auto vault = folder.open();
        Folder::write(vault, "big", Bytes(2'000'000, 7));
    }
    auto bytes = contentOf(folder.path / "vault.db");
    bytes[bytes.size() / 2] ^= 1;
    writeContent(folder.path / "vault.db", bytes);
    auto vault = folder.open();  // nothing has read that page yet
    auto stores = must(store::Stores::open(vault));
    const auto read = [&] { return stores.conversations.list(); };
    CHECK(must(read()).empty());
    const Backups backups{folder.path};
    const auto complete = [&]() -> Result<bool> {
        SOTTO_TRY_ASSIGN(const auto file, backups.prepare());
        SOTTO_TRY_ASSIGN(auto copy, VaultCopy::begin(vault, file));
        for (;;)
            SOTTO_TRY(copy.step());
    }();
    REQUIRE_FALSE(complete);
    CHECK(complete.error().code == Errc::Forged);
    // What is whole goes on.
    CHECK(must(read()).empty());
    auto transaction = must(vault.begin());
    must(stores.conversations.findOrCreate(surgeon(), 1));
    must(transaction.commit());
    CHECK(must(read()).size() == 1);
}

TEST_CASE("the newest three backups stay, and nothing that is not one is touched", "[store]")
{
    const Folder folder;
    constexpr std::int64_t kHourMs = 3'600'000;
    fs::create_directories(folder.path / "backups" / "mine");
    for (int i = 0; i < 5; ++i)
        folder.backUp(kNoonMs + i * kHourMs);
    const auto all = Backups{folder.path}.all();
    REQUIRE(all.size() == Backups::kKept);
    CHECK(all.front().at == wallTimeFromMs(kNoonMs + 2 * kHourMs));
    CHECK(all.back().at == wallTimeFromMs(kNoonMs + 4 * kHourMs));
    CHECK(fs::exists(folder.path / "backups" / "mine"));
}

TEST_CASE("a restore that stops after any step is finished by the next, and deletes nothing",
          "[store][I8]")
{
    const Folder folder;
    const auto backup = folder.backUp();
    {
        auto vault = folder.open();
        Folder::write(vault, "state", viewOf("new"));
        fs::copy_file(folder.path / "vault.db", folder.path / "kept");
    }
    fs::remove(folder.path / "kept");
    writeContent(folder.path / "vault.db-wal", viewOf("a log"));
    const auto before = contentOf(folder.path / "vault.db");
    const auto now = wallTimeFromMs(kNoonMs);

    const int stop = GENERATE(range(0, 7));
    {
        VaultRestore interrupted{folder.path, backup, now};
        for (int i = 0; i < stop; ++i) {
            CHECK_FALSE(must(interrupted.step()));
            CHECK(store::isMarkedRestored(folder.path));
        }
    }
    VaultRestore restore{folder.path, backup, now};
    must(restore.check(nurse()));
    while (!must(restore.step())) { }
    CHECK(store::isMarkedRestored(folder.path));
    CHECK_FALSE(fs::exists(folder.path / "vault.db-wal"));
    const auto kept = contentsBelow(folder.path);
    CHECK(std::ranges::count(kept, before) == 1);
    CHECK(std::ranges::count(kept, bytesOf("a log")) == 1);
    CHECK(folder.state() == "old");
    must(store::clearRestored(folder.path));
    CHECK_FALSE(store::isMarkedRestored(folder.path));
}

TEST_CASE("a restore in the middle is never taken for a new vault", "[store][I8]")
{
    const Folder folder;
    const auto backup = folder.backUp();
    VaultRestore restore{folder.path, backup, wallTimeFromMs(kNoonMs)};
    for (bool done = false; !done; done = must(restore.step())) {
        const auto opened = Vault::open(folder.path, folder.dek.view());
        CHECK((opened || opened.error().code == Errc::Missing));
    }
}

TEST_CASE("a restore keeps the newest password, and takes the header where there is none",
          "[store]")
{
    const Folder folder;
    const auto backup = folder.backUp();
    const auto share = crypto::randomBytes(store::kShareSize);
    auto header = must(store::VaultHeader::load(folder.path));
    header = must(header.withPassword(folder.dek.view(), viewOf("new"), share, {64 * 1024, 3}));
    must(header.save(folder.path));
    const auto run = [&] {
        VaultRestore restore{folder.path, backup, wallTimeFromMs(kNoonMs)};
        while (!must(restore.step())) { }
    };
    run();
    CHECK(must(store::VaultHeader::load(folder.path)).unlockWithPassword(viewOf("new"), share));
    fs::remove(folder.path / "header");
    run();
    CHECK(contentOf(folder.path / "header") == contentOf(backup / "header"));
    CHECK(std::ranges::count(header.slots(), kPassword, &store::KeySlot::kind) == 1);
}

TEST_CASE("what is no backup of that person is refused before anything is touched", "[store][I-14]")
{
    const Folder folder;
    const Folder other{surgeon()};
    const auto backup = folder.backUp();
    const auto check = [&](const fs::path& from) {
        const VaultRestore restore{folder.path, from, wallTimeFromMs(kNoonMs)};
        const auto checked = restore.check(nurse());
        REQUIRE_FALSE(checked);
        return checked.error().code;
    };
    CHECK(check(other.backUp()) == Errc::Forged);
    CHECK(check(folder.path / "nowhere") == Errc::NotFound);
    auto bytes = contentOf(backup / "vault.db");
    bytes.pop_back();
    writeContent(backup / "vault.db", bytes);
    CHECK(check(backup) == Errc::Malformed);
    fs::remove(backup / "vault.db");
    CHECK(check(backup) == Errc::NotFound);
    bytes = contentOf(backup / "header");
    bytes[40] ^= 1;
    writeContent(backup / "header", bytes);
    CHECK(check(backup) == Errc::Malformed);
    CHECK_FALSE(store::isMarkedRestored(folder.path));
}
