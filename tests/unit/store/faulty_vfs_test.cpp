// SPDX-License-Identifier: GPL-3.0-or-later
// The failing disk of the tests is itself believed only as far as this goes.
#include "tests/support/faulty_vfs.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

#include <random>
#include <set>

using namespace sotto;
using namespace sotto::test;
using Call = FaultyVfs::Call;
using Fate = FaultyVfs::Fate;
using store::Statement;

namespace {

/// SQLite's plain interface on one vault on the failing disk.
struct Desk {
    FaultyVfs disk;
    TempFolder folder;
    SecretBytes dek = crypto::randomSecret(32);
    std::optional<store::Vault> vault = must(store::Vault::create(folder.path, dek.view()));
    int committed = 0;

    Result<Done> add(int number)
    {
        SOTTO_TRY_ASSIGN(auto transaction, vault->begin());
        SOTTO_TRY(vault->connection().execute("INSERT INTO person VALUES ('" +
                                              std::to_string(number) + "', 'n', 'g')"));
        return transaction.commit();
    }

    /// Adds people until one is refused.
    void addMany(int most)
    {
        for (int tries = 0; tries < most && add(committed + 1); ++tries)
            ++committed;
    }

    void reopen(std::uint32_t seed)
    {
        vault.reset();
        disk.onCall = {};
        disk.restorePower(folder.path, seed);
        vault = must(store::Vault::open(folder.path, dek.view()));
    }

    std::int64_t count()
    {
        auto all = must(Statement::prepare(vault->connection(), "SELECT count(*) FROM person"));
        return must(all.first(store::readInteger)).value_or(-1);
    }
};

}  // namespace

TEST_CASE("what a vault committed before a power cut is there afterwards, wherever it comes")
{
    std::set<std::int64_t> surplus;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        Desk desk;
        std::mt19937 random{seed};
        desk.disk.onCall = [at = random() % 150](Call call, const std::string&) mutable {
            return call != Call::Read && at-- == 0 ? Fate::CutPower : Fate::Pass;
        };
        desk.addMany(40);
        CHECK(desk.disk.isPowered(desk.folder.path) == (desk.committed == 40));
        desk.reopen(seed);
        INFO("seed " << seed);
        // The commit that was cut may have reached the disk; nothing else may.
        surplus.insert(desk.count() - desk.committed);
    }
    CHECK(surplus == std::set<std::int64_t>{0, 1});
}

TEST_CASE("a disk that says it has synced and has not loses what was committed")
{
    // The proof that the disk forgets at all: without it the test above could not fail.
    Desk desk;
    must(desk.vault->connection().execute("PRAGMA synchronous = OFF"));
    desk.addMany(40);
    REQUIRE(desk.committed == 40);
    desk.disk.cutPower(desk.folder.path);
    desk.reopen(1);
    CHECK(desk.count() < 40);
}

TEST_CASE("a single failure costs one commit and nothing that was there")
{
    const auto fate = GENERATE(Fate::IoError, Fate::DiskFull);
    const auto where = GENERATE(Call::Write, Call::Sync);
    Desk desk;
    desk.addMany(5);
    desk.disk.onCall = [=, used = false](Call call, const std::string&) mutable {
        return call == where && !std::exchange(used, true) ? fate : Fate::Pass;
    };
    const auto refused = desk.add(6);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == (fate == Fate::DiskFull ? Errc::StorageFull : Errc::Storage));
    CHECK(desk.count() == 5);
    CHECK(desk.add(6));
    CHECK(desk.count() == 6);
}

TEST_CASE("a folder that was redirected leaves the files of the old one alone")
{
    TempFolder copy;
    Desk desk;
    desk.addMany(3);
    fs::copy(desk.folder.path, copy.path, fs::copy_options::recursive);
    const auto before = contentOf(desk.folder.path / "vault.db");
    desk.disk.redirect(desk.folder.path, copy.path);
    desk.addMany(3);
    desk.vault.reset();
    CHECK(contentOf(desk.folder.path / "vault.db") == before);
    CHECK(fs::exists(copy.path / "vault.db"));
    desk.vault = must(store::Vault::open(copy.path, desk.dek.view()));
    CHECK(desk.count() == 6);
}
