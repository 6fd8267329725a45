// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"

#include "core/base/assert.h"

#include <utility>

namespace sotto::store {

Savepoint::Savepoint(Savepoint&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Savepoint::~Savepoint()
{
    if (m_connection != nullptr)
        static_cast<void>(rollBack());
}

Result<Done> Savepoint::release()
{
    SOTTO_ASSERT(m_connection != nullptr);
    // One name for all: SQLite takes the innermost.
    SOTTO_TRY(m_connection->execute("RELEASE step"));
    m_connection = nullptr;
    return Done{};
}

Result<Done> Savepoint::rollBack()
{
    SOTTO_ASSERT(m_connection != nullptr);
    auto* connection = std::exchange(m_connection, nullptr);
    return connection->execute("ROLLBACK TO step; RELEASE step");
}

Result<Transaction> Transaction::begin(Connection& connection)
{
    SOTTO_ASSERT(!connection.transactionOpen());
    connection.setTransactionOpen(true);
    if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) {
        connection.ended(false);
        return std::move(begun).error();
    }
    return Transaction{&connection};
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_connection == nullptr)
        return;
    if (m_connection->transactionAlive())
        static_cast<void>(m_connection->execute("ROLLBACK"));
    m_connection->ended(false);
}

Result<Savepoint> Transaction::savepoint()
{
    SOTTO_ASSERT(m_connection != nullptr);
    if (!m_connection->transactionAlive())  // SAVEPOINT would begin a new one
        return Error{Errc::Storage, "the transaction was rolled back by the database"};
    SOTTO_TRY(m_connection->execute("SAVEPOINT step"));
    return Savepoint{m_connection};
}

Result<Done> Transaction::commit()
{
    SOTTO_ASSERT(m_connection != nullptr);
    SOTTO_TRY(m_connection->execute("COMMIT"));
    std::exchange(m_connection, nullptr)->ended(true);
    return Done{};
}

}  // namespace sotto::store
