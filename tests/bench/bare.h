// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The reference of `prekey` and `receive`: libsignal-protocol-c and SQLCipher as they are, with
// nothing of ours around them but the crypto that the library asks its program for.

#include "core/omemo/bundle.h"
#include "core/omemo/sessions.h"
#include "core/omemo/signal_context.h"

#include <filesystem>
#include <map>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace sotto::bench {

/// An encrypted database with sessions, messages and a search index; keyed and tuned as ours.
class BareVault {
public:
    explicit BareVault(const std::filesystem::path& file);
    BareVault(const BareVault&) = delete;
    BareVault& operator=(const BareVault&) = delete;
    ~BareVault();

    void begin();
    void commit();
    Bytes session(const signal_protocol_address& of);
    void save(const signal_protocol_address& of, ByteView record);
    void add(const std::string& sender, const std::string& id, const std::string& body);

private:
    void run(const char* sql);
    sqlite3_stmt* prepared(const char* sql);

    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_session = nullptr;
    sqlite3_stmt* m_save = nullptr;
    sqlite3_stmt* m_message = nullptr;
    sqlite3_stmt* m_words = nullptr;
};

/// One device; its sessions lie in a BareVault, or in memory where there is none.
class BareDevice {
public:
    explicit BareDevice(BareVault* vault = nullptr);

    const Bytes& identityKey() const { return m_publicKey; }

    /// A session from a bundle, with its first one-time key.
    void build(const omemo::DeviceAddress& peer, const omemo::Bundle& bundle);
    omemo::RatchetMessage encrypt(const omemo::DeviceAddress& peer, ByteView plain);
    /// Not a first message.
    Bytes decrypt(const omemo::DeviceAddress& peer, ByteView message);

private:
    /// What libsignal keeps a pointer to.
    struct Address {
        explicit Address(const omemo::DeviceAddress& peer)
            : name(peer.account.toString()),
              raw{name.data(), name.size(), static_cast<std::int32_t>(peer.device.value)}
        {
        }

        std::string name;
        signal_protocol_address raw;
    };

    void setStores();

    omemo::SignalContext m_signal;
    omemo::StoreContextPtr m_stores;
    BareVault* m_vault;
    std::map<std::pair<std::string, std::int32_t>, Bytes> m_memory;
    Bytes m_publicKey;
    Bytes m_privateKey;
};

}  // namespace sotto::bench
