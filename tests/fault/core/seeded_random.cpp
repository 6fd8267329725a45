// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/core/seeded_random.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

namespace sotto::test {
namespace {

std::mt19937& generator()
{
    static std::mt19937 engine;
    return engine;
}

const char* name()
{
    return "seeded";
}

std::uint32_t number()
{
    return static_cast<std::uint32_t>(generator()());
}

void fill(void* const to, const std::size_t size)
{
    std::array<std::uint32_t, randombytes_SEEDBYTES / sizeof(std::uint32_t)> drawn;
    std::ranges::generate(drawn, number);
    std::array<std::uint8_t, randombytes_SEEDBYTES> seed;
    std::memcpy(seed.data(), drawn.data(), seed.size());
    randombytes_buf_deterministic(to, size, seed.data());
}

randombytes_implementation implementation{name, number, nullptr, nullptr, fill, nullptr};

}  // namespace

void seedRandom(std::uint32_t seed)
{
    generator().seed(seed);
    randombytes_set_implementation(&implementation);
}

}  // namespace sotto::test
