// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"
#include "core/omemo/record.h"
#include "core/omemo/sessions.h"
#include "core/omemo/signal_ptr.h"

namespace sotto::omemo {

/// Answers libsignal's store callbacks from a KeyStore, and remembers why one failed.
///
/// libsignal passes addresses as text; we know already which peer each operation is
/// about (Operation), so the text is ignored.
class StoreBridge {
public:
    StoreBridge(KeyStore& store, Sessions::JudgeFirstKey judge, signal_context* context);
    StoreBridge(const StoreBridge&) = delete;
    StoreBridge& operator=(const StoreBridge&) = delete;

    signal_protocol_store_context* context() const noexcept { return m_context.get(); }

    /// Says which peer the following library calls concern; one at a time. The address
    /// lives as long, since builder and cipher keep a pointer to it.
    class Operation {
    public:
        Operation(StoreBridge& bridge, const DeviceAddress& peer);
        Operation(const Operation&) = delete;
        Operation& operator=(const Operation&) = delete;
        ~Operation();

        const signal_protocol_address* address() const noexcept { return &m_address; }

    private:
        StoreBridge& m_bridge;
        std::string m_name;
        signal_protocol_address m_address;
    };

    /// The reason behind a negative result: the store's own error if it had one.
    Error errorOf(int code);

private:
    void setSessionStore();
    void setPreKeyStores();
    void setIdentityStore();

    int fail(Error error);
    int loadRecord(signal_buffer** out, RecordKind kind,
                   const Result<std::optional<SecretBytes>>& stored);
    int loadKey(signal_buffer** out, RecordKind kind,
                const Result<std::optional<SecretBytes>>& stored);
    int saved(const Result<Done>& result);
    int ownKeyPair(signal_buffer** publicKey, signal_buffer** privateKey);
    int saveIdentity(ByteView key);
    int isTrusted(ByteView key);

    KeyStore& m_store;
    Sessions::JudgeFirstKey m_judge;
    StoreContextPtr m_context;
    const DeviceAddress* m_peer = nullptr;
    std::optional<Error> m_failed;
};

}  // namespace sotto::omemo
