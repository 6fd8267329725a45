// SPDX-License-Identifier: GPL-3.0-or-later
// What a disk can do to the files of a vault: each is said at the opening or at the read,
// and nothing wrong is ever given out.
#include "core/store/vault.h"
#include "core/store/vault_header.h"
#include "tests/support/faulty_vfs.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

#include <map>
#include <random>

using namespace sotto;
using namespace sotto::test;
using store::Vault;
using Call = FaultyVfs::Call;
using Fate = FaultyVfs::Fate;

namespace {

constexpr int kRows = 300;

std::string bodyOf(int row)
{
    return "body of row " + std::to_string(row) + std::string(400, '.');
}

void addRows(Vault& vault, int from, int to)
{
    auto stores = must(store::Stores::open(vault));
    auto transaction = must(vault.begin());
    const auto id = must(stores.conversations.findOrCreate(surgeon(), 1));
    for (int row = from; row < to; ++row)
        must(stores.messages.add(incoming(id, std::to_string(row), bodyOf(row))));
    must(transaction.commit());
}

/// What a vault gives for its messages. Errors end it; what was given must be right.
struct Reading {
    int rows = 0;
    bool wrong = false;
    bool refused = false;
};

Reading readAll(const fs::path& folder, ByteView dek)
{
    Reading reading;
    auto vault = Vault::open(folder, dek);
    if (!vault)
        return {0, false, true};
    auto stores = store::Stores::open(*vault);
    if (!stores)
        return {0, false, true};
    for (int row = 0; row < kRows; ++row) {
        const auto found = stores->messages.find(surgeon(), DeviceId{7}, std::to_string(row));
        if (!found)
            reading.refused = true;
        else if (*found && (*found)->body == bodyOf(row))
            ++reading.rows;
        else if (*found)
            reading.wrong = true;
    }
    return reading;
}

/// A vault whose process was killed: half of the rows are in the file, half in the log.
struct Killed {
    TempFolder folder;
    SecretBytes dek = crypto::randomSecret(32);
    std::map<std::string, Bytes> files;

    Killed()
    {
        const TempFolder alive;
        auto vault = must(Vault::create(alive.path, dek.view()));
        addRows(vault, 0, kRows / 2);
        must(vault.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        addRows(vault, kRows / 2, kRows);
        for (const auto* name : {"vault.db", "vault.db-wal"})
            files[name] = contentOf(alive.path / name);
        REQUIRE(files["vault.db-wal"].size() > 50'000);
        restore();
    }

    void restore() const
    {
        for (const auto& [name, content] : files)
            writeContent(folder.path / name, content);
    }

    Reading read() const { return readAll(folder.path, dek.view()); }
};

}  // namespace

TEST_CASE("300 flipped bits in database and log: each is refused or changes nothing that is shown",
          "[store][hostile][I-1]")
{
    const Killed killed;
    REQUIRE(killed.read().rows == kRows);
    std::mt19937 random{20261122};
    int refused = 0;
    for (int i = 0; i < 300; ++i) {
        killed.restore();
        const std::string name = i % 2 == 0 ? "vault.db" : "vault.db-wal";
        auto bytes = killed.files.at(name);
        const auto at = random() % bytes.size();
        bytes[at] ^= static_cast<std::uint8_t>(1U << (random() % 8));
        writeContent(killed.folder.path / name, bytes);
        CAPTURE(i, name, at);
        const auto reading = killed.read();
        CHECK_FALSE(reading.wrong);
        // A log whose checksum breaks ends there: the transaction in it never was.
        const bool cutBack = name == "vault.db-wal" && reading.rows == kRows / 2;
        CHECK((reading.refused || reading.rows == kRows || cutBack));
        refused += reading.refused ? 1 : 0;
    }
    CHECK(refused > 100);  // all of the file's
}

TEST_CASE("100 flipped bits in the header: each is refused", "[store][hostile][I-1]")
{
    const auto share = crypto::randomBytes(store::kShareSize);
    const auto made =
        must(store::VaultHeader::create(nurse(), viewOf("password"), share, {64 * 1024, 3}));
    const auto good = made.header.serialise();
    std::mt19937 random{20261122};
    for (int i = 0; i < 100; ++i) {
        auto bad = good;
        const auto at = random() % bad.size();
        bad[at] ^= static_cast<std::uint8_t>(1U << (random() % 8));
        CAPTURE(at);
        CHECK_FALSE(store::VaultHeader::parse(bad));
    }
}

TEST_CASE("a log that was cut anywhere gives a state that was committed", "[store][hostile]")
{
    const Killed killed;
    const auto& log = killed.files.at("vault.db-wal");
    std::mt19937 random{7};
    for (int i = 0; i < 40; ++i) {
        killed.restore();
        const auto size = random() % log.size();
        fs::resize_file(killed.folder.path / "vault.db-wal", size);
        CAPTURE(size);
        const auto reading = killed.read();
        CHECK_FALSE(reading.wrong);
        CHECK_FALSE(reading.refused);
        CHECK(reading.rows == kRows / 2);
    }
}

TEST_CASE("an older file under a newer log is refused or gives a state that was committed",
          "[store][hostile][I-5]")
{
    const TempFolder folder;
    const auto dek = crypto::randomSecret(32);
    auto vault = must(Vault::create(folder.path, dek.view()));
    addRows(vault, 0, 100);
    must(vault.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    const auto older = contentOf(folder.path / "vault.db");
    addRows(vault, 100, 200);
    must(vault.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    addRows(vault, 200, kRows);

    const TempFolder mixed;
    writeContent(mixed.path / "vault.db", older);
    fs::copy_file(folder.path / "vault.db-wal", mixed.path / "vault.db-wal");
    const auto reading = readAll(mixed.path, dek.view());
    CHECK_FALSE(reading.wrong);
    CHECK((reading.refused || reading.rows == 100));
}

TEST_CASE("a disk that fails at any call of a transaction leaves the state before or after it",
          "[store][hostile][I2]")
{
    FaultyVfs disk;
    const auto fate = GENERATE(Fate::DiskFull, Fate::IoError);
    OpenVault open;
    addRows(open.vault, 0, 10);
    const auto count = [&] {
        int found = 0;
        for (int row = 0; row < 20; ++row)
            found += must(open.stores.messages.find(surgeon(), DeviceId{7}, std::to_string(row)))
                ? 1
                : 0;
        return found;
    };
    const auto add = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, open.vault.begin());
        for (int row = 10; row < 20; ++row)
            SOTTO_TRY(open.stores.messages.add(
                incoming(ConversationId{1}, std::to_string(row), bodyOf(row))));
        return transaction.commit();
    };
    bool committed = false;
    int failures = 0;
    for (int point = 0; !committed; ++point) {
        REQUIRE(point < 500);
        int calls = 0;
        disk.onCall = [&](Call call, const std::string&) {
            return call != Call::Read && calls++ == point ? fate : Fate::Pass;
        };
        const auto added = add();
        disk.onCall = {};
        committed = added.has_value();
        if (!committed) {
            ++failures;
            CHECK((added.error().code == Errc::StorageFull || added.error().code == Errc::Storage));
            CHECK(count() == 10);
        }
    }
    CHECK(failures > 3);
    CHECK(count() == 20);
}

TEST_CASE("a disk that does not answer at the opening is told, and the vault opens later",
          "[store][hostile]")
{
    const Killed killed;  // before the disk: its files are real
    FaultyVfs disk;
    const auto broken = GENERATE(Call::Read, Call::Write, Call::Sync, Call::Truncate);
    disk.onCall = [&](Call call, const std::string&) {
        return call == broken ? Fate::IoError : Fate::Pass;
    };
    const auto opened = Vault::open(killed.folder.path, killed.dek.view());
    CHECK((opened || opened.error().code == Errc::Storage || opened.error().code == Errc::Forged));
    disk.onCall = {};
}

TEST_CASE("a disk that is read-only is told at the opening, and changes nothing", "[store]")
{
    const Killed killed;  // before the disk: its files are real
    {
        FaultyVfs disk;
        disk.readOnly = true;
        disk.onCall = [](Call call, const std::string&) {
            CHECK(call == Call::Read);
            return Fate::Pass;
        };
        const auto opened = Vault::open(killed.folder.path, killed.dek.view());
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Errc::Storage);
        disk.onCall = {};
    }
    for (const auto& [name, content] : killed.files)
        CHECK(contentOf(killed.folder.path / name) == content);
    CHECK(killed.read().rows == kRows);
}

TEST_CASE("a full disk does not keep anybody from reading", "[store]")
{
    const Killed killed;  // before the disk: its files are real
    FaultyVfs disk;
    disk.onCall = [](Call call, const std::string&) {
        return call == Call::Write ? Fate::DiskFull : Fate::Pass;
    };
    CHECK(killed.read().rows == kRows);
    disk.onCall = {};
    CHECK(killed.read().rows == kRows);
}
