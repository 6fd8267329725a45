// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/core/seeded_random.h"

#include <sodium.h>

#include <algorithm>
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
    auto* const bytes = static_cast<std::uint8_t*>(to);
    for (std::size_t at = 0; at < size; at += sizeof(std::uint32_t)) {
        const auto drawn = number();
        std::memcpy(bytes + at, &drawn, std::min(sizeof drawn, size - at));
    }
}

randombytes_implementation implementation{name, number, nullptr, nullptr, fill, nullptr};

}  // namespace

void seedRandom(std::uint32_t seed)
{
    generator().seed(seed);
    randombytes_set_implementation(&implementation);
}

}  // namespace sotto::test
