// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What core/platform finds out about a file and core/policy judges; neither includes the other.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace sotto {

/// Whether only an administrator can have written a file (hostile.md H10).
enum class FileTrust : std::uint8_t {
    Trusted,
    Missing,
    SymbolicLink,
    NotAFile,          ///< a folder, a device, a pipe
    WrongOwner,        ///< does not belong to root or Administrators
    WritableByOthers,  ///< its group or anybody may change it
    FolderNotTrusted,  ///< the folder it lies in has one of these faults: it can be replaced
    TooLarge,
    Unreadable,
};

struct TrustedFile {
    FileTrust trust = FileTrust::Missing;
    std::string bytes;  ///< empty unless Trusted
};

/// Opens, judges and reads a file in one go, so that it cannot be swapped in between.
using TrustedReader = std::function<TrustedFile(const std::filesystem::path&)>;

/// Where the policy of this machine lives.
struct PolicyLocations {
    std::filesystem::path file;    ///< policy.toml
    std::filesystem::path folder;  ///< policy.d: its *.toml are read in the order of their names
};

inline constexpr std::size_t kMaxPolicyBytes = 1024 * 1024;

}  // namespace sotto
