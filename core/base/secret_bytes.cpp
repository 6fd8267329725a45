// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret_bytes.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

namespace sotto {
namespace {

std::uint8_t* allocate(std::size_t size, SecretBytes::Memory memory)
{
    static const bool ready = sodium_init() >= 0;
    if (!ready)
        std::abort();  // without libsodium there is no safe memory: nothing may start
    if (size == 0)
        return nullptr;
    void* const block =
        memory == SecretBytes::Memory::Locked ? sodium_malloc(size) : std::calloc(size, 1);
    if (!block)
        throw std::bad_alloc{};
    sodium_memzero(block, size);
    return static_cast<std::uint8_t*>(block);
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size, Memory memory)
    : m_data(allocate(size, memory)),
      m_size(size),
      m_capacity(size),
      m_memory(memory)
{
}

SecretBytes::SecretBytes(ByteView source, Memory memory) : SecretBytes(source.size(), memory)
{
    std::ranges::copy(source, m_data);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)),
      m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0)),
      m_memory(other.m_memory)
{
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_capacity = std::exchange(other.m_capacity, 0);
        m_memory = other.m_memory;
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    release();
}

void SecretBytes::shrink(std::size_t size) noexcept
{
    if (size >= m_size)
        return;
    sodium_memzero(m_data + size, m_size - size);
    m_size = size;
}

void SecretBytes::release() noexcept
{
    if (!m_data)
        return;
    if (m_memory == Memory::Locked) {
        sodium_free(m_data);  // wipes
    } else {
        sodium_memzero(m_data, m_capacity);
        std::free(m_data);
    }
    m_data = nullptr;
    m_size = 0;
    m_capacity = 0;
}

bool equalInConstantTime(ByteView a, ByteView b) noexcept
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(void* data, std::size_t size) noexcept
{
    if (size != 0)
        sodium_memzero(data, size);
}

SecretBytes join(std::initializer_list<ByteView> parts)
{
    std::size_t size = 0;
    for (const auto part : parts)
        size += part.size();
    SecretBytes out(size);
    auto* at = out.data();
    for (const auto part : parts)
        at = std::ranges::copy(part, at).out;
    return out;
}

}  // namespace sotto
