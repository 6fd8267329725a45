// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/signal_ptr.h"

#include "core/omemo/bundle.h"

#include <string>

namespace sotto::omemo {
namespace {

Errc classOf(int code)
{
    switch (code) {
    case SG_ERR_DUPLICATE_MESSAGE:
        return Errc::Duplicate;
    case SG_ERR_UNTRUSTED_IDENTITY:
        return Errc::Denied;
    case SG_ERR_NO_SESSION:
    case SG_ERR_INVALID_KEY_ID:  // the one-time or signed pre-key is gone
        return Errc::NotFound;
    case SG_ERR_INVALID_KEY:
    case SG_ERR_INVALID_MAC:
    case SG_ERR_INVALID_MESSAGE:  // "no session could verify it"
    case SG_ERR_STALE_KEY_EXCHANGE:
    case SG_ERR_VRF_SIG_VERIF_FAILED:
        return Errc::Forged;
    default:
        return Errc::Malformed;
    }
}

}  // namespace

Error signalError(int code)
{
    return {classOf(code), "signal " + std::to_string(code)};
}

Result<Bytes> publicBytes(const ec_public_key* key)
{
    BufferPtr buffer;
    if (const int code = ec_public_key_serialize(OutPtr{buffer}, key); code < 0)
        return signalError(code);
    const auto view = viewOf(buffer.get());
    return Bytes(view.begin(), view.end());
}

Result<SignalPtr<ec_public_key>> publicKeyFrom(ByteView bytes, signal_context* context)
{
    if (!isPublicKey(bytes))
        return Error{Errc::Malformed, "public key"};
    SignalPtr<ec_public_key> key;
    if (const int code = curve_decode_point(OutPtr{key}, bytes.data(), bytes.size(), context);
        code < 0)
        return signalError(code);
    return key;
}

}  // namespace sotto::omemo
