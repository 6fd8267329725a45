// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace sotto::platform {

/// Whether the disk below a folder is encrypted by the system, beside what we encrypt ourselves.
enum class DiskEncryption : std::uint8_t {
    Unknown,  ///< this system does not tell us
    Encrypted,
    Plain,
};

/// `system` is where the kernel tells of devices, for tests. Any thread.
DiskEncryption diskEncryptionOf(const std::filesystem::path& folder,
                                const std::filesystem::path& system = "/sys");

}  // namespace sotto::platform
