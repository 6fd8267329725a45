// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The frame around each record that a KeyStore keeps: version, kind, length, content.
// libsignal reads freed memory on some malformed records, so nothing reaches its parsers
// that is cut, of another kind or of another version (facts.md, head note; hostile.md D29).

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace sotto::omemo {

/// Persistent: never renumber.
enum class RecordKind : std::uint8_t {
    Identity = 1,      ///< public key (33) ‖ private key (32)
    Session = 2,       ///< session_record_serialize()
    PreKey = 3,        ///< session_pre_key_serialize()
    SignedPreKey = 4,  ///< session_signed_pre_key_serialize()
};

/// version 1 (1 byte) ‖ kind (1) ‖ length (4, big endian) ‖ content.
SecretBytes frameRecord(RecordKind kind, ByteView content);

/// The content, which lives as long as `record`.
/// Errors: Newer (a later version wrote it), Storage (anything else that does not fit).
Result<ByteView> unframeRecord(RecordKind kind, ByteView record);

}  // namespace sotto::omemo
