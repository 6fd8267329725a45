// SPDX-License-Identifier: GPL-3.0-or-later
// BitLocker tells only through WMI, to an administrator.
#include "core/platform/disk_encryption.h"

namespace sotto::platform {

DiskEncryption diskEncryptionOf(const std::filesystem::path&, const std::filesystem::path&)
{
    return DiskEncryption::Unknown;
}

}  // namespace sotto::platform
