// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The shape of the small files beside a vault's header: magic (8 bytes), version (2),
// content of a fixed size, SHA-256 of all before (32).

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace sotto::store {

struct SmallFormat {
    std::string_view magic;  ///< 8 bytes
    std::uint16_t version = 1;
    std::size_t contentSize = 0;
};

Bytes framed(const SmallFormat& format, ByteView content);

/// The content. Errors: Malformed (damaged, or another file), Newer.
Result<ByteView> unframed(const SmallFormat& format, ByteView file);

/// The content. Errors: NotFound, Storage; those of unframed().
Result<Bytes> loadSmall(const SmallFormat& format, const std::filesystem::path& path);

/// The file is the old or the new one, never neither. Errors: Storage, StorageFull.
Result<Done> saveSmall(const SmallFormat& format, const std::filesystem::path& path,
                       ByteView content);

/// Takes a file away; that there is none is no error. Errors: Storage.
Result<Done> eraseFile(const std::filesystem::path& path);

}  // namespace sotto::store
