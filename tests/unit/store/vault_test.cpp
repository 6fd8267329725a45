// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "core/store/vault.h"
#include "core/store/vault_header.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>
#include <fcntl.h>
#include <sqlcipher/sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sotto;
using namespace sotto::test;
using store::Connection;
using store::Statement;
using store::Vault;

namespace {

/// A vault that holds one conversation and was closed properly.
struct ClosedVault {
    TempFolder folder;
    SecretBytes dek = crypto::randomSecret(32);
    fs::path file = folder.path / "vault.db";

    ClosedVault()
    {
        auto vault = must(Vault::create(folder.path, dek.view()));
        auto stores = must(store::Stores::open(vault));
        auto transaction = must(vault.begin());
        must(stores.conversations.findOrCreate(surgeon(), 1));
        must(transaction.commit());
    }

    Result<Vault> open() const { return Vault::open(folder.path, dek.view()); }

    Errc refusal() const
    {
        const auto opened = open();
        REQUIRE_FALSE(opened);
        return opened.error().code;
    }
};

/// Writes in it without the vault's own hands, as somebody who has the key.
void tamper(const ClosedVault& closed, const std::string& sql)
{
    auto vault = must(closed.open());
    sqlite3_db_config(vault.connection().raw(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    must(vault.connection().execute(sql));
}

/// The files of a vault whose process was killed: with its write-ahead log.
void copyUnclosed(const fs::path& from, const fs::path& to)
{
    for (const auto* name : {"vault.db", "vault.db-wal"})
        fs::copy_file(from / name, to / name, fs::copy_options::overwrite_existing);
}

std::int64_t conversations(Vault& vault)
{
    auto count = must(Statement::prepare(vault.connection(), "SELECT count(*) FROM conversation"));
    return must(count.first(store::readInteger)).value_or(-1);
}

std::int64_t newestSchema()
{
    return static_cast<std::int64_t>(store::migrations().size());
}

}  // namespace

TEST_CASE("a vault keeps what was committed", "[store]")
{
    const ClosedVault closed;
    auto vault = must(closed.open());
    CHECK(conversations(vault) == 1);
    // One file: no shared memory, and the log is gone after a clean end.
    CHECK_FALSE(fs::exists(closed.folder.path / "vault.db-shm"));
}

TEST_CASE("a clean end leaves the database and the marker that there is one", "[store]")
{
    const ClosedVault closed;
    CHECK(std::distance(fs::directory_iterator{closed.folder.path}, {}) == 2);
    CHECK(fs::exists(closed.folder.path / "vault-made"));
}

TEST_CASE("a vault that was taken away is told and never replaced by an empty one", "[store][I-8]")
{
    const ClosedVault closed;
    fs::remove(closed.file);
    CHECK(closed.refusal() == Errc::Missing);
    const auto created = Vault::create(closed.folder.path, closed.dek.view());
    REQUIRE_FALSE(created);
    CHECK(created.error().code == Errc::Missing);
    CHECK_FALSE(fs::exists(closed.file));
}

TEST_CASE("a vault from before the marker gets it when it is opened", "[store]")
{
    const ClosedVault closed;
    fs::remove(closed.folder.path / "vault-made");
    CHECK(closed.open());
    CHECK(fs::exists(closed.folder.path / "vault-made"));
}

TEST_CASE("the connection is as the design says", "[store]")
{
    OpenVault open;

    struct Case {
        const char* pragma;
        std::int64_t expected;
    };

    const auto c = GENERATE(values<Case>({{"PRAGMA synchronous", 2},
                                          {"PRAGMA trusted_schema", 0},
                                          {"PRAGMA cell_size_check", 1},
                                          {"PRAGMA temp_store", 2},
                                          {"PRAGMA secure_delete", 1},
                                          {"PRAGMA foreign_keys", 1},
                                          {"PRAGMA cipher_memory_security", 0},
                                          {"PRAGMA cipher_page_size", 4096},
                                          {"PRAGMA mmap_size", 0},
                                          {"PRAGMA wal_autocheckpoint", 1000},
                                          {"PRAGMA journal_size_limit", 4 * 1024 * 1024},
                                          {"PRAGMA user_version", newestSchema()}}));
    CAPTURE(c.pragma);
    auto ask = must(Statement::prepare(open.vault.connection(), c.pragma));
    CHECK(must(ask.first(store::readInteger)) == c.expected);
}

TEST_CASE("a second opening is refused at once", "[store]")
{
    OpenVault open;
    const auto second = Vault::open(open.folder.path, open.dek.view());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Errc::Busy);
    open.write([&] { must(open.stores.conversations.findOrCreate(nurse(), 1)); });
}

TEST_CASE("other processes see the lock, also after a second try in this one", "[store]")
{
    OpenVault open;
    CHECK_FALSE(Vault::open(open.folder.path, open.dek.view()));
    const auto child = ::fork();
    if (child == 0) {  // not through SQLite: it would go by what it inherited
        const int file = ::open((open.folder.path / "vault.db").c_str(), O_RDWR);

        struct flock lock { };

        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        ::_exit(::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
}

TEST_CASE("creating never replaces a vault, but finishes an interrupted creation", "[store][I-8]")
{
    const ClosedVault closed;
    const auto before = contentOf(closed.file);
    const auto again = Vault::create(closed.folder.path, closed.dek.view());
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Errc::Duplicate);
    CHECK(contentOf(closed.file) == before);

    const TempFolder folder;
    for (const auto* name : {"vault.new", "vault.new-wal", "vault.new-journal"})
        writeContent(folder.path / name, viewOf("half"));
    const auto dek = crypto::randomSecret(32);
    CHECK(Vault::open(folder.path, dek.view()).error().code == Errc::NotFound);
    CHECK(Vault::create(folder.path, dek.view()));
    CHECK(Vault::open(folder.path, dek.view()));
}

TEST_CASE("what is no vault of ours is refused and left as it is", "[store][hostile][I-1]")
{
    const ClosedVault closed;
    const auto good = contentOf(closed.file);
    Bytes plain = bytesOf("SQLite format 3");
    plain.resize(8192);

    struct Case {
        const char* why;
        Bytes content;
        Errc expected;
    };

    const std::vector<Case> cases{
        {"0 bytes", {}, Errc::Malformed},
        {"1 byte", {1}, Errc::Malformed},
        {"one byte less than a page", Bytes(good.begin(), good.begin() + 4095), Errc::Malformed},
        {"only the first page", Bytes(good.begin(), good.begin() + 4096), Errc::Forged},
        {"last page gone", Bytes(good.begin(), good.end() - 4096), Errc::Forged},
        {"last byte gone", Bytes(good.begin(), good.end() - 1), Errc::Malformed},
        {"plain SQLite", plain, Errc::Malformed},
        {"zeroes", Bytes(8192), Errc::Forged},
        {"random", crypto::randomBytes(8192), Errc::Forged},
    };
    for (const auto& c : cases) {
        CAPTURE(c.why);
        writeContent(closed.file, c.content);
        CHECK(closed.refusal() == c.expected);
        CHECK(contentOf(closed.file) == c.content);
    }
    writeContent(closed.file, good);
    CHECK(closed.open());
}

TEST_CASE("another key does not open it", "[store][hostile][I-1]")
{
    const ClosedVault closed;
    const auto before = contentOf(closed.file);
    auto key = closed.dek.clone();
    key.data()[31] ^= 1;
    const auto opened = Vault::open(closed.folder.path, key.view());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Errc::Forged);
    CHECK(Vault::open(closed.folder.path, key.view().first(31)).error().code == Errc::Malformed);
    CHECK(contentOf(closed.file) == before);
    CHECK(closed.open());
}

TEST_CASE("a link or a folder in the vault's place is refused", "[store][hostile]")
{
    const ClosedVault closed;
    const TempFolder other;
    fs::create_symlink(closed.file, other.path / "vault.db");
    CHECK(Vault::open(other.path, closed.dek.view()).error().code == Errc::Malformed);
    fs::remove(other.path / "vault.db");
    fs::create_directory(other.path / "vault.db");
    CHECK(Vault::open(other.path, closed.dek.view()).error().code == Errc::Malformed);
}

TEST_CASE("a flipped bit in any page is found when the page is read", "[store][hostile]")
{
    const ClosedVault closed;
    const auto good = contentOf(closed.file);
    REQUIRE(good.size() % 4096 == 0);
    for (std::size_t page = 0; page < good.size() / 4096; ++page) {
        CAPTURE(page);
        auto bad = good;
        bad[page * 4096 + 2000] ^= 0x10;
        writeContent(closed.file, bad);
        auto opened = closed.open();
        if (!opened) {
            CHECK(opened.error().code == Errc::Forged);
            continue;
        }
        auto check = Statement::prepare(opened->connection(), "PRAGMA quick_check");
        if (!check) {  // a page that the index of the search begins with
            CHECK(check.error().code == Errc::Forged);
            continue;
        }
        const auto verdict =
            check->first([](const Statement& row) -> Result<std::string> { return row.text(0); });
        CHECK((!verdict || **verdict != "ok"));
    }
}

TEST_CASE("a vault of a newer version is refused and left as it is", "[store][hostile][I-6]")
{
    const ClosedVault closed;
    tamper(closed, "PRAGMA user_version = " + std::to_string(newestSchema() + 1));
    const auto before = contentOf(closed.file);
    CHECK(closed.refusal() == Errc::Newer);
    CHECK(contentOf(closed.file) == before);
}

TEST_CASE("a schema that we did not make is refused", "[store][hostile][I-6]")
{
    const ClosedVault closed;
    const auto* sql =
        GENERATE("CREATE TRIGGER spy AFTER INSERT ON message BEGIN DELETE FROM session; END",
                 "CREATE VIEW v AS SELECT * FROM message", "CREATE TABLE extra (a)",
                 "CREATE INDEX i ON message (body)", "CREATE VIRTUAL TABLE f USING fts5(a)",
                 "DROP TABLE quarantine", "DROP INDEX message_once",
                 "ALTER TABLE message ADD COLUMN spy TEXT", "ALTER TABLE meta RENAME TO other",
                 "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'NOT "
                 "NULL UNIQUE', 'UNIQUE') "
                 "WHERE name = 'outbox'",
                 "PRAGMA user_version = 0", "PRAGMA user_version = -1");
    CAPTURE(sql);
    tamper(closed, sql);
    const auto before = contentOf(closed.file);
    CHECK(closed.refusal() == Errc::Malformed);
    CHECK(contentOf(closed.file) == before);
}

TEST_CASE("a killed process loses nothing that was committed", "[store][I2]")
{
    OpenVault open;
    open.write([&] { must(open.stores.conversations.findOrCreate(nurse(), 1)); });
    const TempFolder after;
    copyUnclosed(open.folder.path, after.path);
    REQUIRE(fs::file_size(after.path / "vault.db-wal") > 0);
    auto vault = must(Vault::open(after.path, open.dek.view()));
    CHECK(conversations(vault) == 1);
}

TEST_CASE("what a killed process left in the log is in the file after the next opening", "[store]")
{
    OpenVault open;
    open.write([&] { must(open.stores.account.setValue("big", Bytes(1'000'000, 1))); });
    const TempFolder after;
    copyUnclosed(open.folder.path, after.path);
    REQUIRE(fs::file_size(after.path / "vault.db-wal") > 1'000'000);
    auto vault = must(Vault::open(after.path, open.dek.view()));
    CHECK(fs::file_size(after.path / "vault.db-wal") == 0);
    CHECK(fs::file_size(after.path / "vault.db") > 1'000'000);
}

TEST_CASE("the log stays bounded through many transactions and a very large one", "[store]")
{
    constexpr std::uintmax_t kLimit = 4 * 1024 * 1024;
    constexpr std::uintmax_t kOneTransaction = 1024 * 1024;
    OpenVault open;
    const auto log = [&] { return fs::file_size(open.folder.path / "vault.db-wal"); };
    const auto conversation = [&] {
        ConversationId id{};
        open.write([&] { id = must(open.stores.conversations.findOrCreate(surgeon(), 1)); });
        return id;
    }();
    std::uintmax_t most = 0;
    const auto addRows = [&](int count) {
        static int next = 0;
        open.write([&] {
            for (int i = 0; i < count; ++i)
                must(open.stores.messages.add(incoming(conversation, std::to_string(++next))));
        });
        most = std::max(most, log());
    };
    for (int i = 0; i < 250; ++i)
        addRows(200);
    CHECK(most > kLimit / 2);  // it was in use
    CHECK(most < kLimit + kOneTransaction);

    open.write([&] { must(open.stores.account.setValue("big", Bytes(30'000'000, 1))); });
    CHECK(log() > 25'000'000);
    addRows(1);
    CHECK(log() <= kLimit);
}

TEST_CASE("a torn log gives the last whole transaction", "[store]")
{
    OpenVault open;
    open.write([&] { must(open.stores.conversations.findOrCreate(nurse(), 1)); });
    const auto whole = fs::file_size(open.folder.path / "vault.db-wal");
    open.write([&] { must(open.stores.conversations.findOrCreate(surgeon(), 1)); });
    const TempFolder after;
    copyUnclosed(open.folder.path, after.path);
    fs::resize_file(after.path / "vault.db-wal", whole + 100);
    auto vault = must(Vault::open(after.path, open.dek.view()));
    CHECK(conversations(vault) == 1);
}

TEST_CASE("the log of another vault is refused, and does no harm", "[store][hostile][I-5]")
{
    OpenVault other;
    other.write([&] {
        for (int i = 0; i < 50; ++i)
            must(other.stores.account.setValue("k" + std::to_string(i), Bytes(3000, 1)));
    });
    const ClosedVault closed;
    const auto before = contentOf(closed.file);
    fs::copy_file(other.folder.path / "vault.db-wal", closed.folder.path / "vault.db-wal");

    CHECK(closed.refusal() == Errc::Forged);
    CHECK(contentOf(closed.file) == before);
    fs::remove(closed.folder.path / "vault.db-wal");
    CHECK(closed.open());
}

TEST_CASE("another vault's log that spares the first page is refused too", "[store][hostile][I-5]")
{
    const ClosedVault other;
    auto otherVault = must(other.open());
    auto stores = must(store::Stores::open(otherVault));
    auto transaction = must(otherVault.begin());
    must(stores.account.setArchiveCursor("1"));
    must(transaction.commit());
    const auto log = other.folder.path / "vault.db-wal";
    REQUIRE(fs::file_size(log) == 32 + 24 + 4096);  // one page
    REQUIRE(contentOf(log).at(32 + 3) != 1);        // not the first

    const ClosedVault closed;
    const auto before = contentOf(closed.file);
    fs::copy_file(log, closed.folder.path / "vault.db-wal");
    CHECK(closed.refusal() == Errc::Forged);
    CHECK(contentOf(closed.file) == before);
}

TEST_CASE("a damaged log gives the state before the damage", "[store][hostile]")
{
    OpenVault open;
    open.write([&] { must(open.stores.conversations.findOrCreate(nurse(), 1)); });
    const TempFolder after;
    copyUnclosed(open.folder.path, after.path);
    auto log = contentOf(after.path / "vault.db-wal");
    log[32 + 24 + 100] ^= 1;  // in the first frame
    writeContent(after.path / "vault.db-wal", log);
    auto vault = must(Vault::open(after.path, open.dek.view()));
    CHECK(conversations(vault) == 0);
}

TEST_CASE("a foreign rollback journal is refused before it is played back", "[store][hostile]")
{
    const ClosedVault closed;
    const auto before = contentOf(closed.file);
    writeContent(closed.folder.path / "vault.db-journal", Bytes(8192, 7));
    CHECK(closed.refusal() == Errc::Malformed);
    CHECK(contentOf(closed.file) == before);
}

TEST_CASE("a full disk is told as such and changes nothing", "[store]")
{
    OpenVault open;
    auto& connection = open.vault.connection();
    auto pages = must(Statement::prepare(connection, "PRAGMA page_count"));
    const auto limit = must(pages.first(store::readInteger)).value_or(0) + 2;
    must(connection.execute("PRAGMA max_page_count = " + std::to_string(limit)));
    {
        auto transaction = must(open.vault.begin());
        must(open.stores.conversations.findOrCreate(nurse(), 1));
        const auto written = open.stores.account.setValue("big", Bytes(100'000, 1));
        REQUIRE_FALSE(written);
        CHECK(written.error().code == Errc::StorageFull);
    }
    CHECK(conversations(open.vault) == 0);
    CHECK_FALSE(must(open.stores.account.value("big")));

    must(connection.execute("PRAGMA max_page_count = 100000"));
    open.write([&] { must(open.stores.account.setValue("big", Bytes(100'000, 1))); });
    CHECK(must(open.stores.account.value("big"))->size() == 100'000);
}

TEST_CASE("no file of the folder holds what was written", "[store][R-5]")
{
    constexpr std::string_view kMark = "Mrs-Featherstonehaugh-INR-4.7";
    OpenVault open;
    const auto scan = [&] {
        std::u16string wide(kMark.begin(), kMark.end());
        const std::string_view utf16{reinterpret_cast<const char*>(wide.data()),
                                     wide.size() * sizeof(char16_t)};
        int files = 0;
        for (const auto& entry : fs::recursive_directory_iterator{open.folder.path}) {
            const auto content = contentOf(entry.path());
            ++files;
            CHECK(textOf(content).find(kMark) == std::string_view::npos);
            CHECK(textOf(content).find(utf16) == std::string_view::npos);
            CHECK(textOf(content).find("CREATE TABLE") == std::string_view::npos);
        }
        return files;
    };
    open.write([&] {
        const auto id = must(open.stores.conversations.findOrCreate(surgeon(), 1));
        must(open.stores.conversations.saveDraft(id, kMark, {}, 5));
        for (int i = 0; i < 500; ++i)
            must(open.stores.messages.add(
                incoming(id, "o" + std::to_string(i), std::string{kMark} + std::string(500, '.'))));
        must(open.stores.people.save({surgeon(), std::string{kMark}, "Physicians"}));
        CHECK(scan() == 3);  // in the open transaction
    });
    CHECK(scan() == 3);  // committed, in the log
    must(open.vault.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    CHECK(scan() == 3);
    CHECK(fs::file_size(open.folder.path / "vault.db") > 200'000);
}
