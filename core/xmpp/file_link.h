// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A file beside a message: the link of XEP-0454, and what we say of the file beside it.
//   body: aesgcm://HOST/PATH#HEX     HEX: iv (12 bytes; 16 from old clients) ‖ key (32 bytes)
//   <file xmlns='urn:x-sotto:file:0' name='…' type='…' size='…' sha256='BASE64'/>
// Both only inside what is encrypted (hostile.md E1). What lies at the link is
// AES-256-GCM(key, iv, file) ‖ tag (16 bytes).

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sotto::xmpp {

struct FileLink {
    std::string url;  ///< https://, without the fragment
    Bytes iv;
    SecretBytes key;
};

/// The body that a FileLink is on the wire.
std::string buildFileLink(const FileLink& link);

/// Reads a body that is a link and nothing else. Errors: Malformed (anything else: it is a
/// text; E5, E6).
Result<FileLink> parseFileLink(std::string_view body);

struct FileInfo {
    std::string name;        ///< as the sender says: not safe yet
    std::string mediaType;   ///< as the sender says
    std::uint64_t size = 0;  ///< bytes of the file, at least one
    Bytes sha256;            ///< of the file

    friend bool operator==(const FileInfo&, const FileInfo&) = default;
};

Element buildFileInfo(const FileInfo& info);
bool isFileInfo(const Element& element);

/// Errors: Malformed (no size, no hash, a name or type that is too long).
Result<FileInfo> parseFileInfo(const Element& element);

}  // namespace sotto::xmpp
