// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reading and writing the big-endian fields of the vault's header.

#include "core/base/bytes.h"

#include <algorithm>
#include <concepts>
#include <optional>

namespace sotto::store {

template <std::unsigned_integral Number>
void putNumber(Bytes& out, Number value)
{
    for (int shift = static_cast<int>(sizeof(Number) - 1) * 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline void putBytes(Bytes& out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Takes fields from the front. Past the end it gives zeroes and is no longer ok().
class FieldReader {
public:
    explicit FieldReader(ByteView bytes) : m_rest(bytes) { }

    bool ok() const { return m_ok; }

    bool atEnd() const { return m_ok && m_rest.empty(); }

    ByteView bytes(std::size_t size)
    {
        if (size > m_rest.size())
            m_ok = false;
        if (!m_ok)
            return {};
        const auto taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }

    template <std::size_t Size>
    void into(std::array<std::uint8_t, Size>& field)
    {
        const auto taken = bytes(Size);
        std::ranges::copy(taken, field.begin());
    }

    template <std::unsigned_integral Number>
    Number number()
    {
        std::uint64_t value = 0;
        for (const auto byte : bytes(sizeof(Number)))
            value = value << 8U | byte;
        return static_cast<Number>(value);
    }

private:
    ByteView m_rest;
    bool m_ok = true;
};

}  // namespace sotto::store
