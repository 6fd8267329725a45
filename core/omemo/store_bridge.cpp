// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/store_bridge.h"

#include "core/base/assert.h"
#include "core/omemo/own_identity.h"

namespace sotto::omemo {
namespace {

StoreBridge& self(void* userData)
{
    return *static_cast<StoreBridge*>(userData);
}

}  // namespace

StoreBridge::StoreBridge(KeyStore& store, Sessions::JudgeFirstKey judge, signal_context* context)
    : m_store(store),
      m_judge(std::move(judge))
{
    SOTTO_ASSERT(signal_protocol_store_context_create(OutPtr{m_context}, context) == 0);
    setSessionStore();
    setPreKeyStores();
    setIdentityStore();
}

StoreBridge::Operation::Operation(StoreBridge& bridge, const DeviceAddress& peer)
    : m_bridge(bridge),
      m_name(peer.account.toString()),
      m_address{m_name.data(), m_name.size(), static_cast<int32_t>(peer.device.value)}
{
    SOTTO_ASSERT(!m_bridge.m_peer);
    m_bridge.m_peer = &peer;
    m_bridge.m_failed.reset();
}

StoreBridge::Operation::~Operation()
{
    m_bridge.m_peer = nullptr;
}

Error StoreBridge::errorOf(int code)
{
    return m_failed ? *m_failed : signalError(code);
}

int StoreBridge::fail(Error error)
{
    m_failed = std::move(error);
    return SG_ERR_UNKNOWN;
}

/// 1: given, 0: not there, negative: failed.
int StoreBridge::loadRecord(signal_buffer** out, RecordKind kind,
                            const Result<std::optional<SecretBytes>>& stored)
{
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return 0;
    const auto content = unframeRecord(kind, (*stored)->view());
    if (!content)
        return fail(content.error());
    *out = newBuffer(*content);
    return *out ? 1 : SG_ERR_NOMEM;
}

/// 0: given, negative: not there or failed.
int StoreBridge::loadKey(signal_buffer** out, RecordKind kind,
                         const Result<std::optional<SecretBytes>>& stored)
{
    const int found = loadRecord(out, kind, stored);
    if (found == 0)
        return SG_ERR_INVALID_KEY_ID;
    return found > 0 ? SG_SUCCESS : found;
}

int StoreBridge::saved(const Result<Done>& result)
{
    return result ? SG_SUCCESS : fail(result.error());
}

int StoreBridge::ownKeyPair(signal_buffer** publicKey, signal_buffer** privateKey)
{
    const auto own = loadOwnKeys(m_store);
    if (!own)
        return fail(own.error());
    *publicKey = newBuffer(own->publicKey);
    *privateKey = newBuffer(own->privateKey.view());
    return *publicKey && *privateKey ? SG_SUCCESS : SG_ERR_NOMEM;
}

int StoreBridge::isTrusted(ByteView key)
{
    const auto stored = m_store.peerIdentity(*m_peer);
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return mayTalk(m_judge(*m_peer, key)) ? 1 : 0;
    return equalInConstantTime((*stored)->key, key) && mayTalk((*stored)->trust) ? 1 : 0;
}

/// Called after isTrusted() agreed; what is stored already stays as it is (Verified).
int StoreBridge::saveIdentity(ByteView key)
{
    const auto stored = m_store.peerIdentity(*m_peer);
    if (!stored)
        return fail(stored.error());
    if (*stored)
        return equalInConstantTime((*stored)->key, key) ? SG_SUCCESS : SG_ERR_UNTRUSTED_IDENTITY;
    return saved(
        m_store.savePeerIdentity(*m_peer, {Bytes(key.begin(), key.end()), m_judge(*m_peer, key)}));
}

void StoreBridge::setSessionStore()
{
    const signal_protocol_session_store store{
        .load_session_func =
            [](signal_buffer** record, signal_buffer**, const signal_protocol_address*,
               void* user) {
                auto& bridge = self(user);
                return bridge.loadRecord(record, RecordKind::Session,
                                         bridge.m_store.session(*bridge.m_peer));
            },
        .get_sub_device_sessions_func = [](signal_int_list**, const char*, size_t,
                                           void*) { return SG_ERR_INVAL; },  // never called
        .store_session_func =
            [](const signal_protocol_address*, uint8_t* record, size_t size, uint8_t*, size_t,
               void* user) {
                auto& bridge = self(user);
                return bridge.saved(bridge.m_store.saveSession(
                    *bridge.m_peer, frameRecord(RecordKind::Session, {record, size}).view()));
            },
        .contains_session_func =
            [](const signal_protocol_address*, void* user) {
                auto& bridge = self(user);
                const auto stored = bridge.m_store.session(*bridge.m_peer);
                if (!stored)
                    return bridge.fail(stored.error());
                return stored->has_value() ? 1 : 0;
            },
        .delete_session_func = [](const signal_protocol_address*, void*) { return SG_ERR_INVAL; },
        .delete_all_sessions_func = [](const char*, size_t, void*) { return SG_ERR_INVAL; },
        .destroy_func = nullptr,
        .user_data = this,
    };
    SOTTO_ASSERT(signal_protocol_store_context_set_session_store(m_context.get(), &store) == 0);
}

void StoreBridge::setPreKeyStores()
{
    const signal_protocol_pre_key_store preKeys{
        .load_pre_key =
            [](signal_buffer** record, uint32_t id, void* user) {
                auto& bridge = self(user);
                return bridge.loadKey(record, RecordKind::PreKey, bridge.m_store.preKey(id));
            },
        .store_pre_key = [](uint32_t, uint8_t*, size_t, void*) { return SG_ERR_INVAL; },
        .contains_pre_key = [](uint32_t, void*) { return SG_ERR_INVAL; },
        .remove_pre_key =
            [](uint32_t id, void* user) {
                auto& bridge = self(user);
                return bridge.saved(bridge.m_store.markPreKeyUsed(id));
            },
        .destroy_func = nullptr,
        .user_data = this,
    };
    const signal_protocol_signed_pre_key_store signedPreKeys{
        .load_signed_pre_key =
            [](signal_buffer** record, uint32_t id, void* user) {
                auto& bridge = self(user);
                return bridge.loadKey(record, RecordKind::SignedPreKey,
                                      bridge.m_store.signedPreKey(id));
            },
        .store_signed_pre_key = [](uint32_t, uint8_t*, size_t, void*) { return SG_ERR_INVAL; },
        .contains_signed_pre_key = [](uint32_t, void*) { return SG_ERR_INVAL; },
        .remove_signed_pre_key = [](uint32_t, void*) { return SG_ERR_INVAL; },
        .destroy_func = nullptr,
        .user_data = this,
    };
    SOTTO_ASSERT(signal_protocol_store_context_set_pre_key_store(m_context.get(), &preKeys) == 0);
    SOTTO_ASSERT(signal_protocol_store_context_set_signed_pre_key_store(m_context.get(),
                                                                        &signedPreKeys) == 0);
}

void StoreBridge::setIdentityStore()
{
    const signal_protocol_identity_key_store store{
        .get_identity_key_pair =
            [](signal_buffer** publicKey, signal_buffer** privateKey, void* user) {
                return self(user).ownKeyPair(publicKey, privateKey);
            },
        .get_local_registration_id =
            [](void* user, uint32_t* id) {
                auto& bridge = self(user);
                const auto own = bridge.m_store.ownIdentity();
                if (!own)
                    return bridge.fail(own.error());
                if (!*own)
                    return bridge.fail({Errc::NotFound, "no own device"});
                *id = (*own)->device.value;
                return SG_SUCCESS;
            },
        .save_identity =
            [](const signal_protocol_address*, uint8_t* key, size_t size, void* user) {
                return key ? self(user).saveIdentity({key, size}) : SG_ERR_INVAL;
            },
        .is_trusted_identity =
            [](const signal_protocol_address*, uint8_t* key, size_t size, void* user) {
                return self(user).isTrusted({key, size});
            },
        .destroy_func = nullptr,
        .user_data = this,
    };
    SOTTO_ASSERT(signal_protocol_store_context_set_identity_key_store(m_context.get(), &store) ==
                 0);
}

}  // namespace sotto::omemo
