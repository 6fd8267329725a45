// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstddef>
#include <memory>

namespace sotto {

/// Bytes that must not outlive their use: passwords, keys, tokens, decrypted payloads.
///
/// Wiped when destroyed, never copied by accident, never streamed. Memory comes from
/// libsodium: Locked memory has guard pages and stays out of swap (for the few keys that
/// live as long as a session); Plain memory is only wiped (for what passes by in bulk).
/// Any thread; one thread at a time.
class SecretBytes {
public:
    enum class Memory : std::uint8_t { Plain, Locked };

    SecretBytes() = default;
    explicit SecretBytes(std::size_t size, Memory memory = Memory::Plain);  ///< zeroes
    explicit SecretBytes(ByteView source, Memory memory = Memory::Plain);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    SecretBytes clone(Memory memory = Memory::Plain) const { return SecretBytes{view(), memory}; }

    std::uint8_t* data() noexcept { return m_data; }

    const std::uint8_t* data() const noexcept { return m_data; }

    std::size_t size() const noexcept { return m_size; }

    bool empty() const noexcept { return m_size == 0; }

    ByteView view() const noexcept { return {m_data, m_size}; }

    std::span<std::uint8_t> span() noexcept { return {m_data, m_size}; }

    std::string_view text() const noexcept { return textOf(view()); }

    /// Keeps the first `size` bytes (at most size()); the rest is wiped.
    void shrink(std::size_t size) noexcept;

private:
    void release() noexcept;

    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
    Memory m_memory = Memory::Plain;
};

/// Compares without a branch on the content. Different sizes are unequal.
bool equalInConstantTime(ByteView a, ByteView b) noexcept;

/// Overwrites memory that a library or Qt lent us; cannot be optimised away.
void wipe(void* data, std::size_t size) noexcept;

inline void wipe(std::string& text) noexcept
{
    wipe(text.data(), text.size());
    text.clear();
}

inline void wipe(Bytes& bytes) noexcept
{
    wipe(bytes.data(), bytes.size());
    bytes.clear();
}

/// Joins secrets into one, in Plain memory.
SecretBytes join(std::initializer_list<ByteView> parts);

}  // namespace sotto
