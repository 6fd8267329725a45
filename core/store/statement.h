// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/secret_bytes.h"
#include "core/base/strong_id.h"
#include "core/domain/jid.h"
#include "core/store/connection.h"

#include <concepts>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

struct sqlite3_stmt;

namespace sotto::store {

/// One prepared statement, kept for the life of its store.
///
/// Parameters are bound by position (?1, ?2, …); text is never pasted into SQL. Bind and
/// run in one expression, `m_find.with(id).first(readRow)`: bound text is not copied. Each
/// run ends with a reset, so no read lock stays behind. A statement that writes outside a
/// Transaction is a bug and stops the program. Engine thread only; must die before its
/// Connection.
class Statement {
public:
    /// What `read(const Statement&) -> Result<T>` makes of a row.
    template <class Read>
    using Row = std::remove_cvref_t<
        decltype(*std::declval<std::invoke_result_t<Read&, const Statement&>&>())>;

    /// Errors: Storage (the SQL does not fit the schema).
    static Result<Statement> prepare(Connection& connection, std::string_view sql);

    /// Takes numbers, enumerators, strong ids, text, bytes, and optionals of them (NULL).
    template <class... Args>
    Statement& with(const Args&... args)
    {
        clear();
        int index = 0;
        (bind(++index, args), ...);
        return *this;
    }

    /// For statements without rows. Value: how many rows were changed.
    /// Errors: Duplicate (a UNIQUE rule), StorageFull, Busy, Forged (a page does not
    /// authenticate), Storage.
    Result<int> run();

    /// The first row as `read` makes it, if there is one. Errors: as run().
    template <class Read>
    Result<std::optional<Row<Read>>> first(Read read)
    {
        const Reset afterwards{*this};
        SOTTO_TRY_ASSIGN(const bool hasRow, next());
        if (!hasRow)
            return std::optional<Row<Read>>{};
        SOTTO_TRY_ASSIGN(auto row, read(std::as_const(*this)));
        return std::optional<Row<Read>>{std::move(row)};
    }

    /// All rows. Errors: as run().
    template <class Read>
    Result<std::vector<Row<Read>>> all(Read read)
    {
        const Reset afterwards{*this};
        std::vector<Row<Read>> rows;
        for (;;) {
            SOTTO_TRY_ASSIGN(const bool hasRow, next());
            if (!hasRow)
                return rows;
            SOTTO_TRY_ASSIGN(auto row, read(std::as_const(*this)));
            rows.push_back(std::move(row));
        }
    }

    // Columns of the current row, for `read`.
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    SecretBytes secret(int column) const;
    Result<Jid> jid(int column) const;  ///< Errors: Storage (no address: a damaged vault)

    /// A number whose range a CHECK rule of the schema guards: an enumerator, a strong id.
    template <class T>
    T as(int column) const
    {
        if constexpr (requires { T{}.value; })
            return T{static_cast<decltype(T{}.value)>(integer(column))};
        else
            return static_cast<T>(integer(column));
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };

    struct Reset {
        Statement& statement;

        ~Reset() { statement.clear(); }
    };

    Statement(Connection& connection, sqlite3_stmt* statement)
        : m_connection(&connection),
          m_statement(statement)
    {
    }

    template <class T>
    void bind(int index, const T& value)
    {
        if constexpr (std::integral<T> || std::is_enum_v<T>)
            bindInteger(index, static_cast<std::int64_t>(value));
        else if constexpr (requires { value.has_value(); })
            value.has_value() ? bind(index, *value) : bindNull(index);
        else if constexpr (requires { StrongId{value}; })
            bindInteger(index, static_cast<std::int64_t>(value.value));
        else if constexpr (std::convertible_to<T, std::string_view>)
            bindText(index, value);
        else
            bindBytes(index, value);
    }

    void bindInteger(int index, std::int64_t value);
    void bindText(int index, std::string_view value);
    void bindBytes(int index, ByteView value);
    void bindNull(int index);
    void note(int code);

    Result<bool> next();
    void clear();

    Connection* m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bindCode = 0;  ///< the first bind that failed, told by next()
};

/// A statement to be prepared and the member that takes it.
struct Planned {
    std::optional<Statement>* into;
    std::string sql;
};

/// For stores with many statements. Errors: as Statement::prepare.
Result<Done> prepareAll(Connection& connection, std::initializer_list<Planned> statements);

/// For `first` and `all` of a single number.
inline Result<std::int64_t> readInteger(const Statement& row)
{
    return row.integer(0);
}

}  // namespace sotto::store
