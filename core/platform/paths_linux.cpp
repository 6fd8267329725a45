// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/managed_policy.h"
#include "core/platform/paths.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace sotto::platform {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMachineAudit = "/var/lib/sotto/audit";
constexpr mode_t kOwnerOnly = 0700;

/// The folder that a variable names, if it is an absolute path.
std::optional<fs::path> folderIn(const Environment& environment, std::string_view name)
{
    const auto value = environment(name);
    if (!value || !value->starts_with('/'))
        return std::nullopt;
    return fs::path{*value};
}

Result<Done> makeOne(const fs::path& folder)
{
    if (::mkdir(folder.c_str(), kOwnerOnly) == 0 || errno == EEXIST)
        return Done{};
    return Error{Errc::Storage, "mkdir"};
}

}  // namespace

std::optional<std::string> systemEnvironment(std::string_view name)
{
    const char* value = std::getenv(std::string{name}.c_str());
    return value ? std::optional<std::string>{value} : std::nullopt;
}

Result<Paths> findPaths(const Environment& environment)
{
    const auto home = folderIn(environment, "HOME");
    auto share = folderIn(environment, "XDG_DATA_HOME");
    if (!share && home)
        share = *home / ".local/share";
    if (!share)
        return Error{Errc::NotFound, "no home folder"};
    Paths paths;
    paths.data = *share / "sotto";
    const auto runtime = folderIn(environment, "XDG_RUNTIME_DIR");
    paths.runtime = runtime ? *runtime / "sotto" : paths.data / "run";
    paths.audit =
        ::access(kMachineAudit, W_OK) == 0 ? fs::path{kMachineAudit} : paths.data / "audit";
    paths.policy = {"/etc/sotto/policy.toml", "/etc/sotto/policy.d", readManagedPolicy};
    return paths;
}

Result<Done> makePrivateFolder(const fs::path& folder)
{
    if (!folder.is_absolute())
        return Error{Errc::Denied, "relative folder"};
    fs::path above;
    for (const auto& part : folder) {
        above /= part;
        SOTTO_TRY(makeOne(above));
    }

    struct stat info { };

    if (::lstat(folder.c_str(), &info) != 0)
        return Error{Errc::Storage, "lstat"};
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid())
        return Error{Errc::Denied, "a link, no folder, or not ours"};
    if ((info.st_mode & 0077) != 0 && ::chmod(folder.c_str(), kOwnerOnly) != 0)
        return Error{Errc::Storage, "chmod"};
    return Done{};
}

bool isClosedToOthers(const fs::path& path)
{
    struct stat info { };

    return ::lstat(path.c_str(), &info) == 0 && !S_ISLNK(info.st_mode) &&
        (info.st_mode & 0077) == 0;
}

}  // namespace sotto::platform
