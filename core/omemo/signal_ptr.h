// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How core/omemo owns objects of libsignal-protocol-c, and what its numbers mean.

#include "core/base/bytes.h"
#include "core/base/c_ptr.h"
#include "core/base/result.h"

#include <signal/curve.h>
#include <signal/key_helper.h>
#include <signal/protocol.h>
#include <signal/ratchet.h>
#include <signal/session_builder.h>
#include <signal/session_cipher.h>
#include <signal/session_pre_key.h>
#include <signal/session_record.h>
#include <signal/signal_protocol.h>

#include <memory>

namespace sotto::omemo {

struct SignalUnref {
    template <class T>
    void operator()(T* object) const noexcept
    {
        signal_type_unref(reinterpret_cast<signal_type_base*>(object));
    }
};

/// One reference to a counted object (signal_type_base).
template <class T>
using SignalPtr = std::unique_ptr<T, SignalUnref>;

using BuilderPtr = CPtr<session_builder, session_builder_free>;
using CipherPtr = CPtr<session_cipher, session_cipher_free>;
using BufferPtr = CPtr<signal_buffer, signal_buffer_bzero_free>;  ///< wiped: any may be secret
using StoreContextPtr = CPtr<signal_protocol_store_context, signal_protocol_store_context_destroy>;
using ContextPtr = CPtr<signal_context, signal_context_destroy>;
using PreKeyListPtr =
    CPtr<signal_protocol_key_helper_pre_key_list_node, signal_protocol_key_helper_key_list_free>;

inline ByteView viewOf(const signal_buffer* buffer)
{
    return {signal_buffer_const_data(buffer), signal_buffer_len(buffer)};
}

/// A buffer for libsignal to own. Null without memory, which libsignal reports.
inline signal_buffer* newBuffer(ByteView bytes)
{
    return signal_buffer_create(bytes.data(), bytes.size());
}

/// The class of a negative result; the number goes into the detail.
Error signalError(int code);

/// 33 bytes: 0x05 ‖ Curve25519.
Result<Bytes> publicBytes(const ec_public_key* key);

/// The key of 33 bytes, refused unless isPublicKey(). Errors: Malformed.
Result<SignalPtr<ec_public_key>> publicKeyFrom(ByteView bytes, signal_context* context);

}  // namespace sotto::omemo
