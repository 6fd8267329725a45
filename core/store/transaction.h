// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace sotto::store {

/// A part of a transaction that can be undone alone, for example the attempt to decrypt.
///
/// Undone when destroyed, unless released. Savepoints nest: the inner one ends first.
/// Engine thread only; must not outlive its Transaction.
class Savepoint {
public:
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    /// Keeps the changes, as part of what is around it. Errors: Storage.
    Result<Done> release();

    /// Undoes the changes now. Errors: Storage (the whole transaction is gone: give up).
    Result<Done> rollBack();

private:
    friend class Transaction;

    explicit Savepoint(Connection* connection) : m_connection(connection) { }

    Connection* m_connection;  ///< null once ended
};

/// BEGIN IMMEDIATE … COMMIT. Rolled back when destroyed without commit().
///
/// Only one is open at a time (asserted). Nothing counts as done, and no byte leaves for
/// the relay, before commit() has answered Done (I1, I2). Engine thread only.
class Transaction {
public:
    /// Use Vault::begin(). Errors: StorageFull, Storage, Busy.
    static Result<Transaction> begin(Connection& connection);

    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<Savepoint> savepoint();

    /// Durable when it answers Done (synchronous=FULL). On an error nothing was kept.
    /// Errors: StorageFull, Storage.
    Result<Done> commit();

private:
    explicit Transaction(Connection* connection) : m_connection(connection) { }

    Connection* m_connection;  ///< null once ended
};

}  // namespace sotto::store
