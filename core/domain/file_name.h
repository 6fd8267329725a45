// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sotto {

/// Most characters of a file's name.
inline constexpr int kMaxFileName = 120;

/// A name from another party, made one that is safe on every system (hostile.md, F): the last
/// part of a path, without controls, marks of direction and what a file system forbids; not
/// a device of Windows, no hidden file, no dot or space at its end; cut between characters
/// with its ending kept. Never empty.
std::string safeFileName(std::string_view utf8);

}  // namespace sotto
