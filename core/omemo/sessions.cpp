// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/sessions.h"

#include "core/crypto/random.h"
#include "core/omemo/record.h"
#include "core/omemo/signal_context.h"
#include "core/omemo/staged_keys.h"
#include "core/omemo/store_bridge.h"

#include <algorithm>

namespace sotto::omemo {
namespace {

constexpr std::size_t kMostPlain = 512;      // a key and a tag: 48 bytes
constexpr int kMostArchived = 5;             // facts.md 2: the price of a forged message
constexpr std::uint8_t kMessageVersion = 3;  // Signal's high nibble
constexpr std::uint8_t kVersionByte = 0x33;  // as libsignal-protocol-c writes it

/// A point that the library would take without a look.
Result<Done> checkPoint(const ec_public_key* key)
{
    SOTTO_TRY_ASSIGN(const auto bytes, publicBytes(key));
    if (!isPublicKey(bytes))
        return Error{Errc::Malformed, "unsafe point"};
    return Done{};
}

Result<Done> checkForm(ByteView bytes)
{
    if (bytes.empty() || bytes.size() > kMostRatchetMessage)
        return Error{Errc::Malformed, "ratchet message size"};
    if (bytes[0] >> 4U != kMessageVersion)
        return Error{Errc::Malformed, "ratchet message version"};
    return Done{};
}

Error malformed(int code)
{
    return {Errc::Malformed, signalError(code).detail};
}

Result<SignalPtr<signal_message>> parseNormal(ByteView bytes, signal_context* context)
{
    SOTTO_TRY(checkForm(bytes));
    SignalPtr<signal_message> message;
    if (const int code =
            signal_message_deserialize(OutPtr{message}, bytes.data(), bytes.size(), context);
        code < 0)
        return malformed(code);
    SOTTO_TRY(checkPoint(signal_message_get_sender_ratchet_key(message.get())));
    return message;
}

Result<SignalPtr<pre_key_signal_message>> parsePreKey(ByteView bytes, signal_context* context)
{
    SOTTO_TRY(checkForm(bytes));
    SignalPtr<pre_key_signal_message> message;
    if (const int code = pre_key_signal_message_deserialize(OutPtr{message}, bytes.data(),
                                                            bytes.size(), context);
        code < 0)
        return malformed(code);
    const auto* inner = pre_key_signal_message_get_signal_message(message.get());
    SOTTO_TRY(checkPoint(signal_message_get_sender_ratchet_key(inner)));
    SOTTO_TRY(checkPoint(pre_key_signal_message_get_base_key(message.get())));
    SOTTO_TRY(checkPoint(pre_key_signal_message_get_identity_key(message.get())));
    if (!pre_key_signal_message_has_pre_key_id(message.get()))
        return Error{Errc::Malformed, "no one-time key"};
    return message;
}

/// The outer part of a pre-key message is under no MAC: unknown fields, another field
/// order, the low nibble of the version and the registration id could be altered on the
/// way. Sotto's are taken only if they are what our library would have written.
Result<Done> checkCanonical(pre_key_signal_message* message, DeviceId sender, ByteView bytes,
                            signal_context* context)
{
    if (pre_key_signal_message_get_registration_id(message) != sender.value)
        return Error{Errc::Malformed, "registration id"};
    const auto preKeyId = pre_key_signal_message_get_pre_key_id(message);
    SignalPtr<pre_key_signal_message> again;
    if (const int code = pre_key_signal_message_create(
            OutPtr{again}, kMessageVersion, sender.value, &preKeyId,
            pre_key_signal_message_get_signed_pre_key_id(message),
            pre_key_signal_message_get_base_key(message),
            pre_key_signal_message_get_identity_key(message),
            pre_key_signal_message_get_signal_message(message), context);
        code < 0)
        return malformed(code);
    const auto* ours = reinterpret_cast<const ciphertext_message*>(again.get());
    if (!std::ranges::equal(viewOf(ciphertext_message_get_serialized(ours)), bytes))
        return Error{Errc::Malformed, "pre-key message is not canonical"};
    return Done{};
}

/// `bundle` in libsignal's form, with one of its one-time keys.
Result<SignalPtr<session_pre_key_bundle>> signalBundle(DeviceId device, const Bundle& bundle,
                                                       signal_context* context)
{
    SOTTO_TRY(checkBundle(bundle));
    const auto pick = crypto::randomUint32(static_cast<std::uint32_t>(bundle.preKeys.size()));
    const auto& chosen = bundle.preKeys[pick];
    SOTTO_TRY_ASSIGN(const auto identity, publicKeyFrom(bundle.identityKey, context));
    SOTTO_TRY_ASSIGN(const auto signedKey, publicKeyFrom(bundle.signedPreKey.key, context));
    SOTTO_TRY_ASSIGN(const auto oneTime, publicKeyFrom(chosen.key, context));
    SignalPtr<session_pre_key_bundle> result;
    if (const int code = session_pre_key_bundle_create(
            OutPtr{result}, device.value, static_cast<int>(device.value), chosen.id, oneTime.get(),
            bundle.signedPreKey.id, signedKey.get(), bundle.signature.data(),
            bundle.signature.size(), identity.get());
        code < 0)
        return signalError(code);
    return result;
}

}  // namespace

Sessions::Sessions(KeyStore& store, const Clock& clock, JudgeFirstKey judge)
    : m_staged(std::make_unique<StagedKeys>(store)),
      m_store(*m_staged),
      m_clock(clock),
      m_signal(std::make_unique<SignalContext>()),
      m_bridge(std::make_unique<StoreBridge>(m_store, std::move(judge), m_signal->get()))
{
}

Sessions::~Sessions() = default;

Sessions::Attempt::Attempt(Sessions& sessions) : m_keys(*sessions.m_staged)
{
    m_keys.begin();
}

Sessions::Attempt::~Attempt()
{
    m_keys.drop();
}

Result<Done> Sessions::Attempt::keep()
{
    return m_keys.keep();
}

Result<Done> Sessions::processBundle(const DeviceAddress& peer, const Bundle& bundle)
{
    SOTTO_TRY_ASSIGN(const auto prepared, signalBundle(peer.device, bundle, m_signal->get()));
    {
        const StoreBridge::Operation operation{*m_bridge, peer};
        BuilderPtr builder;
        int code = session_builder_create(OutPtr{builder}, m_bridge->context(), operation.address(),
                                          m_signal->get());
        if (code >= 0)
            code = session_builder_process_pre_key_bundle(builder.get(), prepared.get());
        if (code < 0)
            return m_bridge->errorOf(code);
    }
    return trimArchive(peer);
}

Result<RatchetMessage> Sessions::encrypt(const DeviceAddress& peer, ByteView plain)
{
    if (plain.size() > kMostPlain)
        return Error{Errc::Malformed, "only keys travel in a ratchet message"};
    SOTTO_TRY(requireTrustedSession(peer));
    const StoreBridge::Operation operation{*m_bridge, peer};
    CipherPtr cipher;
    SignalPtr<ciphertext_message> message;
    int code = session_cipher_create(OutPtr{cipher}, m_bridge->context(), operation.address(),
                                     m_signal->get());
    if (code >= 0)
        code = session_cipher_encrypt(cipher.get(), plain.data(), plain.size(), OutPtr{message});
    if (code < 0)
        return m_bridge->errorOf(code);
    const auto bytes = viewOf(ciphertext_message_get_serialized(message.get()));
    return RatchetMessage{ciphertext_message_get_type(message.get()) == CIPHERTEXT_PREKEY_TYPE,
                          Bytes(bytes.begin(), bytes.end())};
}

Result<SecretBytes> Sessions::decrypt(const DeviceAddress& peer, const RatchetMessage& message,
                                      Dialect dialect)
{
    return message.isPreKey ? decryptPreKey(peer, message.bytes, dialect)
                            : decryptNormal(peer, message.bytes);
}

Result<SecretBytes> Sessions::decryptPreKey(const DeviceAddress& peer, ByteView bytes,
                                            Dialect dialect)
{
    SOTTO_TRY_ASSIGN(const auto message, parsePreKey(bytes, m_signal->get()));
    if (dialect == Dialect::Sealed)
        SOTTO_TRY(checkCanonical(message.get(), peer.device, bytes, m_signal->get()));
    SecretBytes plain;
    {
        const StoreBridge::Operation operation{*m_bridge, peer};
        CipherPtr cipher;
        BufferPtr buffer;
        int code = session_cipher_create(OutPtr{cipher}, m_bridge->context(), operation.address(),
                                         m_signal->get());
        if (code >= 0)
            code = session_cipher_decrypt_pre_key_signal_message(cipher.get(), message.get(),
                                                                 nullptr, OutPtr{buffer});
        if (code < 0)
            return m_bridge->errorOf(code);
        plain = SecretBytes(viewOf(buffer.get()));
    }
    SOTTO_TRY(trimArchive(peer));
    return plain;
}

Result<SecretBytes> Sessions::decryptNormal(const DeviceAddress& peer, ByteView bytes)
{
    SOTTO_TRY_ASSIGN(const auto message, parseNormal(bytes, m_signal->get()));
    SOTTO_TRY(requireTrustedSession(peer));
    const StoreBridge::Operation operation{*m_bridge, peer};
    CipherPtr cipher;
    BufferPtr buffer;
    int code = session_cipher_create(OutPtr{cipher}, m_bridge->context(), operation.address(),
                                     m_signal->get());
    if (code >= 0)
        code = session_cipher_decrypt_signal_message(cipher.get(), message.get(), nullptr,
                                                     OutPtr{buffer});
    if (code < 0)
        return m_bridge->errorOf(code);
    return SecretBytes(viewOf(buffer.get()));
}

Result<std::uint32_t> Sessions::counterOf(const RatchetMessage& message)
{
    auto* const context = m_signal->get();
    if (!message.isPreKey) {
        SOTTO_TRY_ASSIGN(const auto parsed, parseNormal(message.bytes, context));
        return signal_message_get_counter(parsed.get());
    }
    SOTTO_TRY_ASSIGN(const auto parsed, parsePreKey(message.bytes, context));
    return signal_message_get_counter(pre_key_signal_message_get_signal_message(parsed.get()));
}

Result<bool> Sessions::hasSession(const DeviceAddress& peer)
{
    SOTTO_TRY_ASSIGN(const auto record, m_store.session(peer));
    return record.has_value();
}

Result<bool> Sessions::removeSession(const DeviceAddress& peer)
{
    return m_store.removeSession(peer);
}

Result<Done> Sessions::setIdentity(const DeviceAddress& peer, const PeerIdentity& identity)
{
    if (!isPublicKey(identity.key))
        return Error{Errc::Malformed, "identity key"};
    SOTTO_TRY_ASSIGN(const auto before, m_store.peerIdentity(peer));
    if (before && before->key != identity.key)
        SOTTO_TRY(m_store.removeSession(peer));
    return m_store.savePeerIdentity(peer, identity);
}

/// libsignal asks for trust only when a session begins, so we ask at every message.
Result<Done> Sessions::requireTrustedSession(const DeviceAddress& peer)
{
    SOTTO_TRY_ASSIGN(const bool known, hasSession(peer));
    if (!known)
        return Error{Errc::NotFound, "no session"};
    SOTTO_TRY_ASSIGN(const auto identity, m_store.peerIdentity(peer));
    if (!identity || !mayTalk(identity->trust))
        return Error{Errc::Denied, "identity not trusted"};
    return Done{};
}

/// Every archived state makes a forged message dearer to refuse (facts.md 2).
Result<Done> Sessions::trimArchive(const DeviceAddress& peer)
{
    SOTTO_TRY_ASSIGN(const auto stored, m_store.session(peer));
    if (!stored)
        return Error{Errc::Storage, "session is gone"};
    SOTTO_TRY_ASSIGN(const auto content, unframeRecord(RecordKind::Session, stored->view()));
    SignalPtr<session_record> record;
    if (session_record_deserialize(OutPtr{record}, content.data(), content.size(),
                                   m_signal->get()) < 0)
        return Error{Errc::Storage, "session record"};
    int count = 0;
    bool trimmed = false;
    auto* node = session_record_get_previous_states_head(record.get());
    while (node) {
        const bool keep = ++count <= kMostArchived;
        trimmed = trimmed || !keep;
        node = keep ? session_record_get_previous_states_next(node)
                    : session_record_get_previous_states_remove(record.get(), node);
    }
    if (!trimmed)
        return Done{};
    BufferPtr buffer;
    if (const int code = session_record_serialize(OutPtr{buffer}, record.get()); code < 0)
        return signalError(code);
    return m_store.saveSession(peer, frameRecord(RecordKind::Session, viewOf(buffer.get())).view());
}

}  // namespace sotto::omemo
