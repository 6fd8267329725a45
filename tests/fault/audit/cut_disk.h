// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A disk whose power goes at a chosen call: write, fdatasync, fsync and unlink of the process are
// wrapped by the linker (tests/fault/CMakeLists.txt). What was not synced is forgotten.

#include <cstdint>
#include <functional>
#include <string_view>

namespace sotto::fault {

/// What is left of the call that was under way.
enum class Left : std::uint8_t { Nothing, Half, All };

/// Runs `work` in a process whose power goes at that call, from 1. False: it ended before.
/// `told` gets how many bytes it wrote with tell(), of what it knew to be on the disk.
bool runUntil(int point, Left left, int& told, const std::function<void(int report)>& work);

/// Past the disk.
void tell(int report, std::string_view text);

}  // namespace sotto::fault
