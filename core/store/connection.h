// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

struct sqlite3;

namespace sotto::store {

/// The one database connection of a vault, and whether a transaction is open on it.
///
/// Engine thread only.
class Connection {
public:
    enum class Mode : std::uint8_t { Create, Existing, Memory };

    /// Opens the file but reads nothing of it. Neither follows a symbolic link nor, until
    /// trustFile(), moves anything from a write-ahead log into the file when it closes.
    /// Errors: Storage, StorageFull.
    static Result<std::unique_ptr<Connection>> open(const std::string& utf8Path, Mode mode);

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs SQL that was written in this folder, rows ignored.
    Result<Done> execute(const std::string& sql);

    /// The same for one that answers a single value, such as a PRAGMA; empty if it does not.
    Result<std::string> ask(const std::string& sql);

    /// From now on closing folds the write-ahead log into the file and removes it.
    void trustFile();

    /// A transaction was begun and not ended by us.
    bool transactionOpen() const { return m_transactionOpen; }

    void setTransactionOpen(bool open) { m_transactionOpen = open; }

    /// Told the reason (Storage, StorageFull) after a transaction that the disk did not
    /// take has ended. Not to be destroyed or written to from inside.
    void onRefused(std::function<void(Errc)> tell) { m_tell = std::move(tell); }

    /// Told after each transaction that was kept. Not to be written to from inside.
    void onCommitted(std::function<void()> tell) { m_tellCommitted = std::move(tell); }

    /// A transaction has ended, or could not begin.
    void ended(bool committed);

    /// The database is inside a transaction. After a full disk it can have rolled back
    /// by itself while transactionOpen() still holds.
    bool transactionAlive() const;

    /// What SQLite's last code means to a caller; text without any user data. What is the
    /// disk's fault is kept for onRefused().
    Error lastError();

    sqlite3* raw() const { return m_db; }

private:
    explicit Connection(sqlite3* db) : m_db(db) { }

    Result<Done> harden();

    sqlite3* m_db;
    bool m_transactionOpen = false;
    std::optional<Errc> m_refusal;
    std::function<void(Errc)> m_tell;
    std::function<void()> m_tellCommitted;
};

/// What a result code that SQLite gave means to a caller.
Error errorOf(int extendedCode);

}  // namespace sotto::store
