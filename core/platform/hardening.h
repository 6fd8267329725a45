// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a process does to itself before it holds anything secret. Call hardenOrReexec()
// first in main(), before Qt is touched and before any thread exists.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::platform {

/// A protection that this system did not grant. Not fatal; audited and shown to an
/// administrator.
enum class HardeningGap : std::uint8_t {
    CoreDumps,  ///< RLIMIT_CORE could not be set to 0
    Dumpable,   ///< other processes of this user may read our memory
    Variables,  ///< a variable that should be gone could not be removed by a re-exec
};

/// Whether a variable may change which code we load, where we log or whom we trust:
/// LD_*, Qt's plug-in paths and logging, OpenSSL's configuration, key logs (hostile.md I-12).
bool isDangerousVariable(std::string_view name);

/// The entries ("NAME=value") of an environment that may stay.
std::vector<std::string> scrubbedEnvironment(const char* const* environment);

/// No core dumps, no ptrace, no /proc/PID/mem by others, new files for the owner alone.
std::vector<HardeningGap> hardenProcess();

/// Replaces this process by itself with a clean environment if it has to be cleaned
/// (then it does not return), and hardens it.
std::vector<HardeningGap> hardenOrReexec(int argc, char** argv);

}  // namespace sotto::platform
