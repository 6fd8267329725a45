// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bare.h"

#include <catch2/catch_test_macros.hpp>
#include <sqlcipher/sqlite3.h>

namespace sotto::bench {
namespace {

using omemo::BufferPtr;

std::pair<std::string, std::int32_t> keyOf(const signal_protocol_address& of)
{
    return {std::string{of.name, of.name_len}, of.device_id};
}

Bytes bytesIn(const signal_buffer* buffer)
{
    const auto view = omemo::viewOf(buffer);
    return {view.begin(), view.end()};
}

omemo::SignalPtr<ec_public_key> keyFrom(ByteView bytes, signal_context* context)
{
    omemo::SignalPtr<ec_public_key> key;
    REQUIRE(curve_decode_point(OutPtr{key}, bytes.data(), bytes.size(), context) == 0);
    return key;
}

}  // namespace

BareVault::BareVault(const std::filesystem::path& file)
{
    REQUIRE(sqlite3_open(file.c_str(), &m_db) == SQLITE_OK);
    run("PRAGMA key = \"x'5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a'\"");
    run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;"
        "PRAGMA cache_size = -16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    run("CREATE TABLE session (account TEXT, device INTEGER, record BLOB, UNIQUE (account, "
        "device));"
        "CREATE TABLE message (id INTEGER PRIMARY KEY, sender TEXT, origin TEXT, body TEXT);"
        "CREATE UNIQUE INDEX once ON message (sender, origin);"
        "CREATE VIRTUAL TABLE search USING fts5 (words, content='')");
    m_session = prepared("SELECT record FROM session WHERE account = ?1 AND device = ?2");
    m_save = prepared("INSERT INTO session VALUES (?1, ?2, ?3) ON CONFLICT (account, device) "
                      "DO UPDATE SET record = excluded.record");
    m_message = prepared("INSERT INTO message (sender, origin, body) VALUES (?1, ?2, ?3)");
    m_words = prepared("INSERT INTO search (rowid, words) VALUES (last_insert_rowid(), ?1)");
}

BareVault::~BareVault()
{
    for (auto* statement : {m_session, m_save, m_message, m_words})
        sqlite3_finalize(statement);
    sqlite3_close(m_db);
}

void BareVault::run(const char* sql)
{
    REQUIRE(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

sqlite3_stmt* BareVault::prepared(const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr) == SQLITE_OK);
    return statement;
}

void BareVault::begin()
{
    run("BEGIN IMMEDIATE");
}

void BareVault::commit()
{
    run("COMMIT");
}

Bytes BareVault::session(const signal_protocol_address& of)
{
    sqlite3_bind_text(m_session, 1, of.name, static_cast<int>(of.name_len), SQLITE_STATIC);
    sqlite3_bind_int(m_session, 2, of.device_id);
    Bytes record;
    if (sqlite3_step(m_session) == SQLITE_ROW) {
        const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_session, 0));
        record.assign(bytes, bytes + sqlite3_column_bytes(m_session, 0));
    }
    sqlite3_reset(m_session);
    return record;
}

void BareVault::save(const signal_protocol_address& of, ByteView record)
{
    sqlite3_bind_text(m_save, 1, of.name, static_cast<int>(of.name_len), SQLITE_STATIC);
    sqlite3_bind_int(m_save, 2, of.device_id);
    sqlite3_bind_blob(m_save, 3, record.data(), static_cast<int>(record.size()), SQLITE_STATIC);
    REQUIRE(sqlite3_step(m_save) == SQLITE_DONE);
    sqlite3_reset(m_save);
}

void BareVault::add(const std::string& sender, const std::string& id, const std::string& body)
{
    sqlite3_bind_text(m_message, 1, sender.c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_text(m_message, 2, id.c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_text(m_message, 3, body.c_str(), -1, SQLITE_STATIC);
    REQUIRE(sqlite3_step(m_message) == SQLITE_DONE);
    sqlite3_reset(m_message);
    sqlite3_bind_text(m_words, 1, body.c_str(), -1, SQLITE_STATIC);
    REQUIRE(sqlite3_step(m_words) == SQLITE_DONE);
    sqlite3_reset(m_words);
}

BareDevice::BareDevice(BareVault* vault) : m_vault(vault)
{
    omemo::SignalPtr<ec_key_pair> pair;
    REQUIRE(curve_generate_key_pair(m_signal.get(), OutPtr{pair}) == 0);
    BufferPtr publicKey;
    BufferPtr privateKey;
    REQUIRE(ec_public_key_serialize(OutPtr{publicKey}, ec_key_pair_get_public(pair.get())) == 0);
    REQUIRE(ec_private_key_serialize(OutPtr{privateKey}, ec_key_pair_get_private(pair.get())) == 0);
    m_publicKey = bytesIn(publicKey.get());
    m_privateKey = bytesIn(privateKey.get());
    setStores();
}

void BareDevice::setStores()
{
    REQUIRE(signal_protocol_store_context_create(OutPtr{m_stores}, m_signal.get()) == 0);
    signal_protocol_session_store sessions{};
    sessions.user_data = this;
    sessions.load_session_func = [](signal_buffer** out, signal_buffer**,
                                    const signal_protocol_address* of, void* user) {
        auto& self = *static_cast<BareDevice*>(user);
        const auto record = self.m_vault ? self.m_vault->session(*of) : self.m_memory[keyOf(*of)];
        if (record.empty())
            return 0;
        *out = omemo::newBuffer(record);
        return 1;
    };
    sessions.store_session_func = [](const signal_protocol_address* of, std::uint8_t* record,
                                     std::size_t size, std::uint8_t*, std::size_t, void* user) {
        auto& self = *static_cast<BareDevice*>(user);
        if (self.m_vault)
            self.m_vault->save(*of, {record, size});
        else
            self.m_memory[keyOf(*of)].assign(record, record + size);
        return 0;
    };
    sessions.contains_session_func = [](const signal_protocol_address* of, void* user) {
        auto& self = *static_cast<BareDevice*>(user);
        const auto record = self.m_vault ? self.m_vault->session(*of) : self.m_memory[keyOf(*of)];
        return record.empty() ? 0 : 1;
    };
    REQUIRE(signal_protocol_store_context_set_session_store(m_stores.get(), &sessions) == 0);
    signal_protocol_identity_key_store identities{};
    identities.user_data = this;
    identities.get_identity_key_pair = [](signal_buffer** publicKey, signal_buffer** privateKey,
                                          void* user) {
        auto& self = *static_cast<BareDevice*>(user);
        *publicKey = omemo::newBuffer(self.m_publicKey);
        *privateKey = omemo::newBuffer(self.m_privateKey);
        return 0;
    };
    identities.get_local_registration_id = [](void*, std::uint32_t* id) {
        *id = 7;
        return 0;
    };
    identities.save_identity = [](const signal_protocol_address*, std::uint8_t*, std::size_t,
                                  void*) { return 0; };
    identities.is_trusted_identity = [](const signal_protocol_address*, std::uint8_t*, std::size_t,
                                        void*) { return 1; };
    REQUIRE(signal_protocol_store_context_set_identity_key_store(m_stores.get(), &identities) == 0);
}

void BareDevice::build(const omemo::DeviceAddress& peer, const omemo::Bundle& bundle)
{
    auto* const context = m_signal.get();
    const Address address{peer};
    const auto identity = keyFrom(bundle.identityKey, context);
    const auto signedKey = keyFrom(bundle.signedPreKey.key, context);
    const auto oneTime = keyFrom(bundle.preKeys.front().key, context);
    omemo::SignalPtr<session_pre_key_bundle> prepared;
    REQUIRE(session_pre_key_bundle_create(
                OutPtr{prepared}, peer.device.value, static_cast<int>(peer.device.value),
                bundle.preKeys.front().id, oneTime.get(), bundle.signedPreKey.id, signedKey.get(),
                bundle.signature.data(), bundle.signature.size(), identity.get()) == 0);
    omemo::BuilderPtr builder;
    REQUIRE(session_builder_create(OutPtr{builder}, m_stores.get(), &address.raw, context) == 0);
    REQUIRE(session_builder_process_pre_key_bundle(builder.get(), prepared.get()) == 0);
}

omemo::RatchetMessage BareDevice::encrypt(const omemo::DeviceAddress& peer, ByteView plain)
{
    const Address address{peer};
    omemo::CipherPtr cipher;
    omemo::SignalPtr<ciphertext_message> message;
    REQUIRE(session_cipher_create(OutPtr{cipher}, m_stores.get(), &address.raw, m_signal.get()) ==
            0);
    REQUIRE(session_cipher_encrypt(cipher.get(), plain.data(), plain.size(), OutPtr{message}) == 0);
    return {ciphertext_message_get_type(message.get()) == CIPHERTEXT_PREKEY_TYPE,
            bytesIn(ciphertext_message_get_serialized(message.get()))};
}

Bytes BareDevice::decrypt(const omemo::DeviceAddress& peer, ByteView message)
{
    const Address address{peer};
    omemo::CipherPtr cipher;
    omemo::SignalPtr<signal_message> parsed;
    BufferPtr plain;
    REQUIRE(session_cipher_create(OutPtr{cipher}, m_stores.get(), &address.raw, m_signal.get()) ==
            0);
    REQUIRE(signal_message_deserialize(OutPtr{parsed}, message.data(), message.size(),
                                       m_signal.get()) == 0);
    REQUIRE(session_cipher_decrypt_signal_message(cipher.get(), parsed.get(), nullptr,
                                                  OutPtr{plain}) == 0);
    return bytesIn(plain.get());
}

}  // namespace sotto::bench
