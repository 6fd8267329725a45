// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/file_kind.h"

#include <QIODevice>

#include <cstdint>
#include <vector>

namespace sotto::engine {

/// A part of a file that goes out: bytes from its source, or bytes of our own.
struct FilePart {
    std::int64_t offset = 0;
    std::int64_t size = 0;
    Bytes own{};  ///< if there are any, they stand in place of the source's
};

/// The parts of a picture without what its camera or its maker wrote beside it: place, time,
/// device, comments, thumbnails (hostile.md E18). How it is to be turned stays. A file of
/// another kind is one part. Reads from `source`, which must be seekable.
/// Errors: Malformed (no such picture: it cannot be told what would go out with it).
Result<std::vector<FilePart>> partsToSend(QIODevice& source, FileKind kind);

}  // namespace sotto::engine
