// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How long a fault run is, and which one.

#include <cstdint>
#include <cstdlib>
#include <string>

namespace sotto::test {

/// Set by `tests/run.sh --long`.
inline bool isLongRun()
{
    return std::getenv("SOTTO_TEST_LONG") != nullptr;
}

/// A number from the environment.
inline long numberFromEnvironment(const char* name, long otherwise)
{
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::atol(text);
}

/// A run is repeated by its seed.
inline std::uint32_t seedOfRun()
{
    return static_cast<std::uint32_t>(numberFromEnvironment("SOTTO_FAULT_SEED", 1));
}

}  // namespace sotto::test
