// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/message.h"

#include <filesystem>
#include <vector>

namespace sotto::store {

/// Which device this vault is, and which devices of the same person may remove it: only public
/// keys, and outside the vault, because a removal is to be believed while it is shut, too.
/// The file `kin` beside the header; format in README.md. A value.
struct KinFile {
    struct Device {
        DeviceId id;
        Bytes key;              ///< 33 bytes
        bool compared = false;  ///< by a person, or by the clinic's list: may have it erased

        friend bool operator==(const Device&, const Device&) = default;
    };

    DeviceId own;
    Bytes ownKey;
    std::vector<Device> others;  ///< the first 50 count

    /// Errors: NotFound, Malformed, Newer, Storage.
    static Result<KinFile> load(const std::filesystem::path& folder);
    /// Errors: Storage, StorageFull.
    Result<Done> save(const std::filesystem::path& folder) const;

    friend bool operator==(const KinFile&, const KinFile&) = default;
};

}  // namespace sotto::store
