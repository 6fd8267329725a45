// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What core/platform finds out about a file and core/policy judges; neither includes the other.

#include "core/domain/policy.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

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

/// One value that the operating system's own management set (Group Policy, managed
/// preferences). The system knows no boolean: 0 and 1 stand for it.
struct ManagedSetting {
    std::string name;  ///< as in the table, "session.lock_after_s"
    PolicyValue value;
};

using ManagedReader = std::function<std::vector<ManagedSetting>()>;

/// Where the policy of this machine lives.
struct PolicyLocations {
    std::filesystem::path file;    ///< policy.toml
    std::filesystem::path folder;  ///< policy.d: its *.toml are read in the order of their names
    ManagedReader managed{};       ///< none: this system has no such management
};

inline constexpr std::size_t kMaxPolicyBytes = 1024 * 1024;

}  // namespace sotto
