// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/key_wrap.h"

#include "core/crypto/aead.h"
#include "core/crypto/random.h"

#include <algorithm>

namespace sotto::store {

Result<WrappedKey> wrapKey(ByteView kek, ByteView binding, ByteView key)
{
    WrappedKey wrapped;
    crypto::fillRandom(wrapped.iv);
    SOTTO_TRY_ASSIGN(const auto sealed, crypto::aesGcmSeal(kek, wrapped.iv, binding, key));
    if (sealed.size() != wrapped.sealed.size())
        return Error{Errc::Malformed, "size of a wrapped key"};
    std::ranges::copy(sealed, wrapped.sealed.begin());
    return wrapped;
}

Result<SecretBytes> unwrapKey(ByteView kek, ByteView binding, const WrappedKey& wrapped)
{
    auto key = crypto::aesGcmOpen(kek, wrapped.iv, binding, wrapped.sealed);
    if (!key && key.error().code == Errc::Forged)
        return Error{Errc::Denied, "the key does not open"};
    if (!key)
        return std::move(key).error();
    return key->clone(SecretBytes::Memory::Locked);
}

}  // namespace sotto::store
