// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// libsodium's secretstream (XChaCha20-Poly1305): a long file as a header and pieces. A piece
// that was changed, moved, repeated or taken away, and a file that was cut, are found at
// that piece.

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace sotto::crypto {

inline constexpr std::size_t kFileKeySize = 32;
inline constexpr std::size_t kFileHeaderSize = 24;
inline constexpr std::size_t kPieceOverhead = 17;  ///< tag and mark of one piece

enum class Piece : std::uint8_t { More, Last };

/// Seals one file under a key of its own. Any thread; one thread at a time.
class FileSealer {
public:
    explicit FileSealer(ByteView key);  ///< kFileKeySize bytes

    const Bytes& header() const { return m_header; }  ///< the start of the file

    Bytes seal(ByteView plain, Piece piece);

private:
    SecretBytes m_state;
    Bytes m_header;
};

/// Opens the pieces of one file in their order.
class FileOpener {
public:
    /// Errors: Malformed (sizes of key or header).
    static Result<FileOpener> begin(ByteView key, ByteView header);

    struct Opened {
        SecretBytes plain;
        Piece piece = Piece::More;
    };

    /// Errors: Forged (no piece of this file at this place).
    Result<Opened> open(ByteView sealed);

private:
    FileOpener() = default;

    SecretBytes m_state;
};

}  // namespace sotto::crypto
