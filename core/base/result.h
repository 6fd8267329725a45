// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Errors are values. See core/base/README.md, "Error rules".

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace sotto {

/// Why an operation failed, in classes that a caller can act upon.
enum class Errc : std::uint8_t {
    Malformed,  ///< input breaks its grammar (RFC, XEP, our schema): drop it, count it
    NotFound,
    Missing,      ///< a file of ours that must be there was taken away: restore it
    Duplicate,    ///< already processed (archive, carbon): ignore
    Denied,       ///< local policy or missing trust forbids it: ask the user
    Forged,       ///< authentication tag, signature or sender check failed: audit it
    Storage,      ///< the vault could not be read or written: stop, keep the data
    StorageFull,  ///< no space left on the disk: nothing was changed
    Busy,         ///< another process holds it (a vault that is already open)
    Newer,        ///< made by a newer version of this program: refuse, leave untouched
    Network,      ///< retry with backoff
    Timeout,
    Unsupported,  ///< the other side lacks something that we require
};

struct Error {
    Errc code;
    std::string detail;  ///< for the log only; never message text, names or key bytes
};

/// A value or an Error: the part of C++23 std::expected that we use (GCC 12 has none),
/// so that this becomes an alias one day. Ignoring one is a compile error.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }

    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }

    bool has_value() const noexcept { return m_state.index() == 0; }

    explicit operator bool() const noexcept { return has_value(); }

    T& operator*() & { return std::get<0>(m_state); }

    const T& operator*() const& { return std::get<0>(m_state); }

    T&& operator*() && { return std::get<0>(std::move(m_state)); }

    T* operator->() { return &std::get<0>(m_state); }

    const T* operator->() const { return &std::get<0>(m_state); }

    const Error& error() const& { return std::get<1>(m_state); }

    Error&& error() && { return std::get<1>(std::move(m_state)); }

private:
    std::variant<T, Error> m_state;
};

using Done = std::monostate;  ///< the value of an operation that only succeeds or fails

}  // namespace sotto

/// Leaves the calling function with the error of `expression`, if it failed.
/// SOTTO_TRY(vault.commit()); — for a value: SOTTO_TRY_ASSIGN(auto row, store.find(id));
#define SOTTO_TRY(expression)                                                                      \
    do {                                                                                           \
        if (auto sottoTried = (expression); !sottoTried)                                           \
            return std::move(sottoTried).error();                                                  \
    } while (false)

#define SOTTO_CONCAT_INNER(a, b) a##b
#define SOTTO_CONCAT(a, b) SOTTO_CONCAT_INNER(a, b)
#define SOTTO_TRY_ASSIGN(declaration, expression)                                                  \
    auto SOTTO_CONCAT(sottoTried, __LINE__) = (expression);                                        \
    if (!SOTTO_CONCAT(sottoTried, __LINE__))                                                       \
        return std::move(SOTTO_CONCAT(sottoTried, __LINE__)).error();                              \
    declaration = *std::move(SOTTO_CONCAT(sottoTried, __LINE__))
