// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a file is. Its own first bytes decide, never its name and never what a sender says.

#include "core/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sotto {

/// Persistent: never renumber.
enum class FileKind : std::uint8_t {
    Other = 0,
    Png = 1,
    Jpeg = 2,
    Pdf = 3,
    Text = 4,     ///< UTF-8 without control characters
    Program = 5,  ///< runs when it is opened: for Windows, Linux or macOS, or a script
};

/// How many first bytes kindOf() looks at.
inline constexpr std::size_t kKindBytes = 4096;

/// `isAll`: that is the whole file, so a character at its end cannot go on.
FileKind kindOf(ByteView firstBytes, bool isAll);

/// What the ending of a name claims; Other where it claims none of these.
FileKind kindNamed(std::string_view name);

/// By its ending or its content: something that may do harm when somebody opens it.
bool isDangerous(std::string_view name, FileKind kind);

/// One word of content.attach_types: "images", "pdf", "txt", or an ending such as "docx".
bool isOfType(std::string_view type, std::string_view name, FileKind kind);

/// For <file/> on the wire: "image/png", "application/octet-stream".
std::string_view mediaTypeOf(FileKind kind);
FileKind kindOfMediaType(std::string_view mediaType);

}  // namespace sotto
