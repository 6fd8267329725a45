// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Sessions that makes and publishes the keys of this device.
#include "core/base/assert.h"
#include "core/crypto/random.h"
#include "core/omemo/own_identity.h"
#include "core/omemo/record.h"
#include "core/omemo/sessions.h"
#include "core/omemo/signal_context.h"
#include "core/omemo/staged_keys.h"
#include "core/omemo/store_bridge.h"

namespace sotto::omemo {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kPreKeys = 100;    // as many as other OMEMO clients publish
constexpr std::uint32_t kFewPreKeys = 80;  // publishing after each use is slow (facts.md, 8)
constexpr auto kSignedPreKeyAge = 7 * 24h;
constexpr auto kReplacedKeyKept = 30 * 24h;  // first messages may wait that long in the archive

/// libsignal's form of our identity, for signing.
Result<SignalPtr<ratchet_identity_key_pair>> keyPairOf(const OwnKeys& own, signal_context* context)
{
    SOTTO_TRY_ASSIGN(const auto publicKey, publicKeyFrom(own.publicKey, context));
    SignalPtr<ec_private_key> privateKey;
    if (const int code = curve_decode_private_point(OutPtr{privateKey}, own.privateKey.data(),
                                                    own.privateKey.size(), context);
        code < 0)
        return signalError(code);
    SignalPtr<ratchet_identity_key_pair> pair;
    if (const int code =
            ratchet_identity_key_pair_create(OutPtr{pair}, publicKey.get(), privateKey.get());
        code < 0)
        return signalError(code);
    return pair;
}

Result<OwnKeys> makeKeys(signal_context* context)
{
    SignalPtr<ec_key_pair> pair;
    if (const int code = curve_generate_key_pair(context, OutPtr{pair}); code < 0)
        return signalError(code);
    SOTTO_TRY_ASSIGN(auto publicKey, publicBytes(ec_key_pair_get_public(pair.get())));
    BufferPtr privateKey;
    if (const int code =
            ec_private_key_serialize(OutPtr{privateKey}, ec_key_pair_get_private(pair.get()));
        code < 0)
        return signalError(code);
    const DeviceId device{crypto::randomUint32(0x7FFFFFFF) + 1};
    return OwnKeys{device, std::move(publicKey), SecretBytes(viewOf(privateKey.get()))};
}

Result<PublicPreKey> publicPreKey(std::uint32_t id, ByteView record, signal_context* context)
{
    SOTTO_TRY_ASSIGN(const auto content, unframeRecord(RecordKind::PreKey, record));
    SignalPtr<session_pre_key> key;
    if (session_pre_key_deserialize(OutPtr{key}, content.data(), content.size(), context) < 0)
        return Error{Errc::Storage, "pre-key record"};
    SOTTO_TRY_ASSIGN(auto bytes,
                     publicBytes(ec_key_pair_get_public(session_pre_key_get_key_pair(key.get()))));
    return PublicPreKey{id, std::move(bytes)};
}

Result<Done> fillSignedPreKey(Bundle& bundle, std::uint32_t id, ByteView record,
                              signal_context* context)
{
    SOTTO_TRY_ASSIGN(const auto content, unframeRecord(RecordKind::SignedPreKey, record));
    SignalPtr<session_signed_pre_key> key;
    if (session_signed_pre_key_deserialize(OutPtr{key}, content.data(), content.size(), context) <
        0)
        return Error{Errc::Storage, "signed pre-key record"};
    SOTTO_TRY_ASSIGN(
        auto bytes,
        publicBytes(ec_key_pair_get_public(session_signed_pre_key_get_key_pair(key.get()))));
    bundle.signedPreKey = {id, std::move(bytes)};
    const auto* signature = session_signed_pre_key_get_signature(key.get());
    bundle.signature.assign(signature,
                            signature + session_signed_pre_key_get_signature_len(key.get()));
    return Done{};
}

}  // namespace

Result<DeviceId> Sessions::createOwnDevice()
{
    SOTTO_TRY_ASSIGN(const auto existing, m_store.ownIdentity());
    if (existing)
        return Error{Errc::Duplicate, "own device"};
    SOTTO_TRY_ASSIGN(const auto keys, makeKeys(m_signal->get()));
    SOTTO_TRY(saveOwnKeys(m_store, keys));
    SOTTO_TRY(makeSignedPreKey(1));
    SOTTO_TRY(makePreKeys(1, kPreKeys));
    return keys.device;
}

Result<DeviceId> Sessions::ownDevice()
{
    SOTTO_TRY_ASSIGN(const auto own, m_store.ownIdentity());
    if (!own)
        return Error{Errc::NotFound, "no own device"};
    return own->device;
}

Result<Bundle> Sessions::ownBundle()
{
    SOTTO_TRY_ASSIGN(auto own, loadOwnKeys(m_store));
    Bundle bundle;
    bundle.identityKey = std::move(own.publicKey);
    SOTTO_TRY_ASSIGN(const auto signedKeys, m_store.signedPreKeys());
    if (signedKeys.empty())
        return Error{Errc::Storage, "no signed pre-key"};
    const auto current = signedKeys.back().id;
    SOTTO_TRY_ASSIGN(const auto signedKey, m_store.signedPreKey(current));
    if (!signedKey)
        return Error{Errc::Storage, "no signed pre-key"};
    SOTTO_TRY(fillSignedPreKey(bundle, current, signedKey->view(), m_signal->get()));

    SOTTO_TRY_ASSIGN(const auto ids, m_store.unusedPreKeys());
    for (const auto id : ids) {
        SOTTO_TRY_ASSIGN(const auto record, m_store.preKey(id));
        if (!record)
            return Error{Errc::Storage, "pre-key record"};
        SOTTO_TRY_ASSIGN(auto key, publicPreKey(id, record->view(), m_signal->get()));
        bundle.preKeys.push_back(std::move(key));
    }
    return bundle;
}

Result<Bytes> Sessions::ownIdentityKey()
{
    SOTTO_TRY_ASSIGN(auto own, loadOwnKeys(m_store));
    return std::move(own.publicKey);
}

Result<Bytes> Sessions::signAsOwnDevice(ByteView message)
{
    SOTTO_ASSERT(message.size() != kPublicKeySize);
    SOTTO_TRY_ASSIGN(const auto own, loadOwnKeys(m_store));
    SOTTO_TRY_ASSIGN(const auto pair, keyPairOf(own, m_signal->get()));
    BufferPtr signature;
    if (const int code = curve_calculate_signature(
            m_signal->get(), OutPtr{signature}, ratchet_identity_key_pair_get_private(pair.get()),
            message.data(), message.size());
        code < 0)
        return signalError(code);
    const auto bytes = viewOf(signature.get());
    return Bytes(bytes.begin(), bytes.end());
}

Result<bool> Sessions::topUp()
{
    SOTTO_TRY_ASSIGN(const bool rotated, rotateSignedPreKey());
    SOTTO_TRY_ASSIGN(const auto unused, m_store.unusedPreKeys());
    if (unused.size() >= kFewPreKeys)
        return rotated;
    SOTTO_TRY_ASSIGN(const auto last, m_store.lastPreKeyId());
    SOTTO_TRY(makePreKeys(last + 1, kPreKeys - static_cast<std::uint32_t>(unused.size())));
    return true;
}

Result<bool> Sessions::rotateSignedPreKey()
{
    SOTTO_TRY_ASSIGN(const auto keys, m_store.signedPreKeys());
    if (keys.empty())
        return Error{Errc::NotFound, "no own device"};
    const auto now = m_clock.wallNow();
    for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
        if (keys[i + 1].made + kReplacedKeyKept < now)
            SOTTO_TRY(m_store.removeSignedPreKey(keys[i].id));
    }
    if (now < keys.back().made + kSignedPreKeyAge)
        return false;
    SOTTO_TRY(makeSignedPreKey(keys.back().id + 1));
    return true;
}

Result<Done> Sessions::makeSignedPreKey(std::uint32_t id)
{
    SOTTO_TRY_ASSIGN(const auto own, loadOwnKeys(m_store));
    SOTTO_TRY_ASSIGN(const auto pair, keyPairOf(own, m_signal->get()));
    const auto now = m_clock.wallNow();
    SignalPtr<session_signed_pre_key> key;
    if (const int code = signal_protocol_key_helper_generate_signed_pre_key(
            OutPtr{key}, pair.get(), id, static_cast<std::uint64_t>(toMs(now)), m_signal->get());
        code < 0)
        return signalError(code);
    BufferPtr record;
    if (const int code = session_signed_pre_key_serialize(OutPtr{record}, key.get()); code < 0)
        return signalError(code);
    return m_store.saveSignedPreKey(
        id, now, frameRecord(RecordKind::SignedPreKey, viewOf(record.get())).view());
}

Result<Done> Sessions::makePreKeys(std::uint32_t first, std::uint32_t count)
{
    if (first == 0 || first > kLastPreKeyId || count > kLastPreKeyId - first)
        return Error{Errc::Unsupported, "pre-key ids are used up: make a new device"};
    PreKeyListPtr list;
    if (const int code = signal_protocol_key_helper_generate_pre_keys(OutPtr{list}, first, count,
                                                                      m_signal->get());
        code < 0)
        return signalError(code);
    for (const auto* node = list.get(); node;
         node = signal_protocol_key_helper_key_list_next(node)) {
        auto* key = signal_protocol_key_helper_key_list_element(node);
        BufferPtr record;
        if (const int code = session_pre_key_serialize(OutPtr{record}, key); code < 0)
            return signalError(code);
        SOTTO_TRY(m_store.savePreKey(session_pre_key_get_id(key),
                                     frameRecord(RecordKind::PreKey, viewOf(record.get())).view()));
    }
    return Done{};
}

}  // namespace sotto::omemo
