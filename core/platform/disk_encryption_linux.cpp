// SPDX-License-Identifier: GPL-3.0-or-later
// A dm-crypt device has an id that begins with "CRYPT-" (LUKS and plain alike); it may lie below
// other layers, as a logical volume does.
#include "core/platform/disk_encryption.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>
#include <string>

namespace sotto::platform {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLayers = 8;

bool isCrypt(const fs::path& device)
{
    std::ifstream stream{device / "dm" / "uuid"};
    std::string id;
    return std::getline(stream, id) && id.starts_with("CRYPT-");
}

/// All that it is made of must be: half of a volume in the clear is a volume in the clear.
bool isEncrypted(const fs::path& device, int layers)
{
    if (isCrypt(device))
        return true;
    bool hasSlaves = false;
    std::error_code failed;
    for (fs::directory_iterator at{device / "slaves", failed}, end; !failed && at != end;
         at.increment(failed)) {
        hasSlaves = true;
        if (layers == 0 || !isEncrypted(at->path(), layers - 1))
            return false;
    }
    return hasSlaves && !failed;
}

}  // namespace

DiskEncryption diskEncryptionOf(const fs::path& folder, const fs::path& system)
{
    struct stat info { };

    if (::stat(folder.c_str(), &info) != 0)
        return DiskEncryption::Unknown;
    const auto device = system / "dev" / "block" /
        (std::to_string(major(info.st_dev)) + ':' + std::to_string(minor(info.st_dev)));
    std::error_code failed;
    if (!fs::exists(device, failed) || failed)
        return DiskEncryption::Unknown;  // of a network, of memory, or of a pool (btrfs, zfs)
    return isEncrypted(device, kMostLayers) ? DiskEncryption::Encrypted : DiskEncryption::Plain;
}

}  // namespace sotto::platform
