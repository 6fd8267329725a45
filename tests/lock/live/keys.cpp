// SPDX-License-Identifier: GPL-3.0-or-later
// lock_keys FOLDER < printed recovery code: the keys that a process which had this vault open
// may have held, as "vault HEX" and "ratchet HEX" lines, for the memory search of the lock runs.
// FOLDER is a copy: opening a vault writes to it.
#include "core/base/encoding.h"
#include "core/omemo/record.h"
#include "core/platform/terminal.h"
#include "core/store/statement.h"
#include "core/store/vault.h"
#include "core/store/vault_header.h"

#include <cstdio>
#include <optional>
#include <set>

using namespace sotto;

namespace {

constexpr std::size_t kKeySize = 32;

/// Takes all fields of a protobuf message apart; false if it is none. Each field of 32 bytes
/// is a key: the records of libsignal have public keys with 33 and nothing else with 32.
class KeyFinder {
public:
    bool read(ByteView message)
    {
        std::set<std::string> found;
        while (!message.empty()) {
            const auto tag = number(message);
            if (!tag || *tag >> 3 == 0)
                return false;
            if (!field(message, *tag & 7, found))
                return false;
        }
        m_keys.insert(found.begin(), found.end());
        return true;
    }

    const std::set<std::string>& keys() const { return m_keys; }

private:
    static std::optional<std::uint64_t> number(ByteView& bytes)
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
            const auto byte = bytes.front();
            bytes = bytes.subspan(1);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if ((byte & 0x80) == 0)
                return value;
        }
        return std::nullopt;
    }

    bool field(ByteView& rest, std::uint64_t wireType, std::set<std::string>& found)
    {
        const auto value = number(rest);
        if (wireType == 0)
            return value.has_value();
        if (wireType != 2 || !value || *value > rest.size())
            return false;
        const auto content = rest.first(*value);
        rest = rest.subspan(*value);
        if (content.size() == kKeySize)
            found.insert(toHex(content));
        else
            read(content);  // or a text, or a public key: then nothing is taken from it
        return true;
    }

    std::set<std::string> m_keys;
};

Result<Done> printKeys(const char* folder, std::string_view code)
{
    SOTTO_TRY_ASSIGN(const auto header, store::VaultHeader::load(folder));
    SOTTO_TRY_ASSIGN(const auto dek, header.unlockWithRecoveryCode(code));
    std::printf("vault %s\n", toHex(dek.view()).c_str());
    using store::KeyUse;
    for (const auto use : {KeyUse::Database, KeyUse::Attachments, KeyUse::Export, KeyUse::Header}) {
        SOTTO_TRY_ASSIGN(const auto key, store::subkey(dek.view(), use));
        std::printf("vault %s\n", toHex(key.view()).c_str());
    }
    SOTTO_TRY_ASSIGN(auto vault, store::Vault::open(folder, dek.view()));
    KeyFinder finder;
    SOTTO_TRY_ASSIGN(auto rows,
                     store::Statement::prepare(vault.connection(), "SELECT record FROM session"));
    SOTTO_TRY_ASSIGN(const auto records, rows.all([](const store::Statement& row) {
        return Result<Bytes>{row.blob(0)};
    }));
    for (const auto& record : records) {
        SOTTO_TRY_ASSIGN(const auto content,
                         omemo::unframeRecord(omemo::RecordKind::Session, record));
        finder.read(content);
    }
    for (const auto& key : finder.keys())
        std::printf("ratchet %s\n", key.c_str());
    return Done{};
}

}  // namespace

int main(int argc, char** argv)
{
    const auto code = platform::readSecretLine(0);
    if (argc != 2 || !code)
        return 2;
    const auto done = printKeys(argv[1], code->text());
    if (!done)
        std::fprintf(stderr, "lock_keys: %s\n", done.error().detail.c_str());
    return done ? 0 : 1;
}
