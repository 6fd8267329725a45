// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where files live on this system. Never in a roaming profile: a vault that two machines
// synchronise is a clone (element-desktop#908 lost its search index that way).

#include "core/base/result.h"
#include "core/domain/policy_file.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::platform {

/// Looks up an environment variable; injected by tests.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

std::optional<std::string> systemEnvironment(std::string_view name);

struct Paths {
    std::filesystem::path data;     ///< vaults: ~/.local/share/sotto
    std::filesystem::path runtime;  ///< sockets between our processes; gone after a restart
    std::filesystem::path audit;    ///< /var/lib/sotto/audit where it is writable, else below data
    PolicyLocations policy;
};

/// Relative paths in variables are ignored (XDG Base Directory, 3).
/// Errors: NotFound (no home folder).
Result<Paths> findPaths(const Environment& environment = systemEnvironment);

/// Makes the folder and those above it, for the owner alone (0700), or checks the one that
/// is there: a real folder, ours, and closed to others (opened ones are closed).
/// Errors: Denied (a link, not a folder, somebody else's), Storage.
Result<Done> makePrivateFolder(const std::filesystem::path& folder);

/// Whether no other user of the machine may read or write that file or folder; not of a link.
bool isClosedToOthers(const std::filesystem::path& path);

}  // namespace sotto::platform
