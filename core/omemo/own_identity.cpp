// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/own_identity.h"

#include "core/omemo/bundle.h"
#include "core/omemo/record.h"

namespace sotto::omemo {
namespace {

constexpr std::size_t kPrivateKeySize = 32;

}  // namespace

Result<OwnKeys> loadOwnKeys(KeyStore& store)
{
    SOTTO_TRY_ASSIGN(const auto own, store.ownIdentity());
    if (!own)
        return Error{Errc::NotFound, "no own device"};
    SOTTO_TRY_ASSIGN(const auto content, unframeRecord(RecordKind::Identity, own->record.view()));
    if (content.size() != kPublicKeySize + kPrivateKeySize || !isValid(own->device))
        return Error{Errc::Storage, "own identity"};
    const auto publicKey = content.first(kPublicKeySize);
    return OwnKeys{own->device, Bytes(publicKey.begin(), publicKey.end()),
                   SecretBytes(content.subspan(kPublicKeySize))};
}

Result<Done> saveOwnKeys(KeyStore& store, const OwnKeys& keys)
{
    const auto content = join({keys.publicKey, keys.privateKey.view()});
    return store.saveOwnIdentity({keys.device, frameRecord(RecordKind::Identity, content.view())});
}

}  // namespace sotto::omemo
