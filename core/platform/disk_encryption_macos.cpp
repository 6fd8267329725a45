// SPDX-License-Identifier: GPL-3.0-or-later
// FileVault tells only an administrator's tool (fdesetup).
#include "core/platform/disk_encryption.h"

namespace sotto::platform {

DiskEncryption diskEncryptionOf(const std::filesystem::path&, const std::filesystem::path&)
{
    return DiskEncryption::Unknown;
}

}  // namespace sotto::platform
