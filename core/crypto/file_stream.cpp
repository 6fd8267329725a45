// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/file_stream.h"

#include "core/base/assert.h"
#include "core/crypto/sodium_ready.h"

#include <sodium.h>

namespace sotto::crypto {
namespace {

using State = crypto_secretstream_xchacha20poly1305_state;

static_assert(kFileKeySize == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(kFileHeaderSize == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kPieceOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);

/// It is arrays of bytes, so it may lie in any memory.
static_assert(alignof(State) == 1);

State* stateIn(SecretBytes& memory)
{
    return reinterpret_cast<State*>(memory.data());
}

unsigned char markOf(Piece piece)
{
    return piece == Piece::Last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
}

}  // namespace

FileSealer::FileSealer(ByteView key) : m_state(sizeof(State)), m_header(kFileHeaderSize)
{
    requireSodium();
    SOTTO_ASSERT(key.size() == kFileKeySize);
    SOTTO_ASSERT(crypto_secretstream_xchacha20poly1305_init_push(stateIn(m_state), m_header.data(),
                                                                 key.data()) == 0);
}

Bytes FileSealer::seal(ByteView plain, Piece piece)
{
    Bytes sealed(plain.size() + kPieceOverhead);
    SOTTO_ASSERT(crypto_secretstream_xchacha20poly1305_push(stateIn(m_state), sealed.data(),
                                                            nullptr, plain.data(), plain.size(),
                                                            nullptr, 0, markOf(piece)) == 0);
    return sealed;
}

Result<FileOpener> FileOpener::begin(ByteView key, ByteView header)
{
    requireSodium();
    if (key.size() != kFileKeySize || header.size() != kFileHeaderSize)
        return Error{Errc::Malformed, "file key or header"};
    FileOpener opener;
    opener.m_state = SecretBytes{sizeof(State)};
    if (crypto_secretstream_xchacha20poly1305_init_pull(stateIn(opener.m_state), header.data(),
                                                        key.data()) != 0)
        return Error{Errc::Malformed, "file header"};
    return opener;
}

Result<FileOpener::Opened> FileOpener::open(ByteView sealed)
{
    if (sealed.size() < kPieceOverhead)
        return Error{Errc::Forged, "piece of a file"};
    Opened opened{SecretBytes(sealed.size() - kPieceOverhead)};
    unsigned char mark = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(stateIn(m_state), opened.plain.data(), nullptr,
                                                   &mark, sealed.data(), sealed.size(), nullptr,
                                                   0) != 0)
        return Error{Errc::Forged, "piece of a file"};
    opened.piece = mark == markOf(Piece::Last) ? Piece::Last : Piece::More;
    return opened;
}

}  // namespace sotto::crypto
