// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::Connection;
using store::Statement;
using store::Transaction;

namespace {

std::unique_ptr<Connection> memory()
{
    auto connection = must(Connection::open({}, Connection::Mode::Memory));
    must(connection->execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b BLOB) STRICT"));
    return connection;
}

std::int64_t countRows(Connection& connection)
{
    auto count = must(Statement::prepare(connection, "SELECT count(*) FROM t"));
    return must(count.first(store::readInteger)).value_or(-1);
}

void insert(Connection& connection, std::string_view text)
{
    auto statement = must(Statement::prepare(connection, "INSERT INTO t (a) VALUES (?1)"));
    must(statement.with(text).run());
}

}  // namespace

TEST_CASE("values come back as they were bound", "[store]")
{
    const auto connection = memory();
    auto add = must(Statement::prepare(*connection, "INSERT INTO t (a, b) VALUES (?1, ?2)"));
    const std::string text{"a\0b \xC3\xA9'); DROP TABLE t; --", 27};
    {
        auto transaction = must(Transaction::begin(*connection));
        must(add.with(text, ByteView{}).run());
        must(add.with(std::string_view{}, std::optional<MessageId>{}).run());
        must(transaction.commit());
    }
    auto get = must(Statement::prepare(*connection, "SELECT a, b, b IS NULL FROM t ORDER BY id"));
    const auto rows = must(get.all([](const Statement& row) -> Result<std::string> {
        return row.text(0) + "|" + std::to_string(row.blob(1).size()) +
            std::to_string(row.integer(2));
    }));
    CHECK(rows == std::vector<std::string>{text + "|00", "|01"});
}

TEST_CASE("a UNIQUE rule answers Duplicate and leaves the transaction usable", "[store]")
{
    const auto connection = memory();
    auto add = must(Statement::prepare(*connection, "INSERT INTO t (a) VALUES (?1)"));
    auto transaction = must(Transaction::begin(*connection));
    must(add.with("one").run());
    const auto again = add.with("one").run();
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Errc::Duplicate);
    must(add.with("two").run());
    must(transaction.commit());
    CHECK(countRows(*connection) == 2);
}

TEST_CASE("an error text never quotes a value", "[store]")
{
    const auto connection = memory();
    auto transaction = must(Transaction::begin(*connection));
    auto add = must(Statement::prepare(*connection, "INSERT INTO t (id) VALUES (?1)"));
    const auto wrong = add.with("Mrs Smith").run();
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().detail.find("Smith") == std::string::npos);
}

TEST_CASE("a transaction that is not committed leaves nothing", "[store]")
{
    const auto connection = memory();
    {
        auto transaction = must(Transaction::begin(*connection));
        insert(*connection, "gone");
    }
    CHECK(countRows(*connection) == 0);
    CHECK_FALSE(connection->transactionOpen());
    auto next = must(Transaction::begin(*connection));
    insert(*connection, "kept");
    must(next.commit());
    CHECK(countRows(*connection) == 1);
}

TEST_CASE("savepoints nest, and each undoes only its own part", "[store]")
{
    const auto connection = memory();
    auto transaction = must(Transaction::begin(*connection));
    insert(*connection, "outside");
    {
        auto outer = must(transaction.savepoint());
        insert(*connection, "outer");
        {
            auto inner = must(transaction.savepoint());
            insert(*connection, "inner, dropped");
        }
        {
            auto inner = must(transaction.savepoint());
            insert(*connection, "inner, undone");
            must(inner.rollBack());
        }
        CHECK(countRows(*connection) == 2);
        must(outer.release());
    }
    {
        auto dropped = must(transaction.savepoint());
        insert(*connection, "dropped");
    }
    must(transaction.commit());
    CHECK(countRows(*connection) == 2);
}

TEST_CASE("a database that rolled back by itself takes no more writes", "[store]")
{
    const auto connection = memory();
    {
        auto transaction = must(Transaction::begin(*connection));
        auto add = must(Statement::prepare(*connection, "INSERT INTO t (a) VALUES (?1)"));
        must(connection->execute("ROLLBACK"));  // what SQLite may do when the disk is full
        const auto write = add.with("lost").run();
        REQUIRE_FALSE(write);
        CHECK(write.error().code == Errc::Storage);
        CHECK_FALSE(transaction.savepoint());
        CHECK_FALSE(transaction.commit());
    }
    CHECK(countRows(*connection) == 0);
    CHECK_FALSE(connection->transactionOpen());
}

TEST_CASE("the connection runs no triggers, opens no other file, allows no schema tricks",
          "[store][hostile]")
{
    const auto connection = memory();
    CHECK_FALSE(connection->execute("ATTACH ':memory:' AS other"));
    must(connection->execute("PRAGMA writable_schema = ON"));
    CHECK_FALSE(connection->execute("UPDATE sqlite_schema SET sql = 'x'"));
    must(connection->execute(
        "CREATE TRIGGER spy AFTER INSERT ON t BEGIN INSERT INTO t (a) VALUES ('spied'); END"));
    auto transaction = must(Transaction::begin(*connection));
    insert(*connection, "one");
    must(transaction.commit());
    CHECK(countRows(*connection) == 1);
    must(connection->execute("CREATE VIEW v AS SELECT 1"));
    CHECK_FALSE(connection->execute("SELECT * FROM v"));
    CHECK_FALSE(connection->execute("SELECT load_extension('x')"));
}
