// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/key_escrow.h"

#include "core/audit/numbers.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace sotto::audit {
namespace {

constexpr std::string_view kMagic = "SOTTOAK1";  // the last character is the version
constexpr std::string_view kPrefix = "key-", kSuffix = ".sealed";
constexpr std::size_t kFingerprintDigits = 16;
constexpr std::size_t kPlainBytes = 2 * kNumberBytes + crypto::kSha256Size;
constexpr std::size_t kFileBytes = kMagic.size() + kPlainBytes + crypto::kSealedBoxOverhead;
constexpr std::size_t kMostFiles = 10'000;  // of a folder that somebody else made
constexpr std::string_view kPublicMark = "sotto-audit-public ";
constexpr std::string_view kSecretMark = "sotto-audit-secret ";

std::string nameOf(const ChainKey& key, std::string_view fingerprint)
{
    char digits[48];
    std::snprintf(digits, sizeof digits, "%06llu-%012llu",
                  static_cast<unsigned long long>(key.segment),
                  static_cast<unsigned long long>(key.seq));
    return std::string{kPrefix}.append(digits).append("-").append(fingerprint).append(kSuffix);
}

Result<std::vector<std::filesystem::path>> listFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code code;
    std::filesystem::directory_iterator each{folder, code};
    for (; !code && each != std::filesystem::directory_iterator{}; each.increment(code)) {
        const auto name = each->path().filename().string();
        if (name.starts_with(kPrefix) && name.ends_with(kSuffix) && files.size() < kMostFiles)
            files.push_back(each->path());
    }
    if (code)
        return Error{Errc::Storage, "audit folder"};
    std::ranges::sort(files);
    return files;
}

std::string readFile(const std::filesystem::path& path)
{
    std::ifstream stream{path, std::ios::binary};
    std::string bytes(kFileBytes + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

std::optional<ChainKey> openFile(std::string_view bytes, const crypto::AlertKeyPair& auditKey)
{
    if (bytes.size() != kFileBytes || !bytes.starts_with(kMagic))
        return std::nullopt;
    const auto plain = crypto::openSealed(auditKey, viewOf(bytes.substr(kMagic.size())));
    if (!plain || plain->size() != kPlainBytes)
        return std::nullopt;
    return ChainKey{getNumber(plain->view()), getNumber(plain->view().subspan(kNumberBytes)),
                    SecretBytes{plain->view().subspan(2 * kNumberBytes)}};
}

Result<std::string_view> digitsAfter(std::string_view mark, std::string_view text)
{
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    if (!text.starts_with(mark) || text.size() != mark.size() + 2 * crypto::kX25519KeySize)
        return Error{Errc::Malformed, "audit key"};
    return text.substr(mark.size());
}

}  // namespace

std::string fingerprintOf(ByteView auditKey)
{
    return toHex(crypto::sha256(auditKey)).substr(0, kFingerprintDigits);
}

Result<bool> isEscrowed(const std::filesystem::path& folder, ByteView auditKey)
{
    SOTTO_TRY_ASSIGN(const auto files, listFiles(folder));
    const auto end = '-' + fingerprintOf(auditKey) + std::string{kSuffix};
    return std::ranges::any_of(
        files, [&](const auto& file) { return file.filename().string().ends_with(end); });
}

Result<Done> escrow(const AuditFolder& folder, ByteView auditKey, const ChainKey& key)
{
    SecretBytes plain{kPlainBytes};
    putNumber(plain.span(), key.segment);
    putNumber(plain.span().subspan(kNumberBytes), key.seq);
    std::ranges::copy(key.key.view(), plain.span().subspan(2 * kNumberBytes).begin());
    SOTTO_TRY_ASSIGN(const auto sealed, crypto::sealTo(auditKey, plain.view()));
    const auto content = join({viewOf(kMagic), sealed});
    return folder.overwrite(nameOf(key, fingerprintOf(auditKey)), content.view());
}

Result<std::vector<ChainKey>> openEscrow(const std::filesystem::path& folder,
                                         const crypto::AlertKeyPair& auditKey)
{
    SOTTO_TRY_ASSIGN(const auto files, listFiles(folder));
    std::vector<ChainKey> keys;
    for (const auto& file : files)
        if (auto opened = openFile(readFile(file), auditKey))
            keys.push_back(*std::move(opened));
    std::ranges::sort(keys, {}, [](const ChainKey& key) {
        return std::pair{key.segment, key.seq};
    });
    return keys;
}

std::string auditKeyText(ByteView publicKey)
{
    return std::string{kPublicMark} + toHex(publicKey) + '\n';
}

Result<Bytes> parseAuditKey(std::string_view text)
{
    SOTTO_TRY_ASSIGN(const auto digits, digitsAfter(kPublicMark, text));
    SOTTO_TRY_ASSIGN(auto key, fromHex(digits));
    if (!crypto::isSafeX25519Key(key))
        return Error{Errc::Malformed, "audit key"};
    return key;
}

SecretBytes auditSecretText(const crypto::AlertKeyPair& pair)
{
    auto digits = toHex(pair.secretKey.view());
    auto text = join({viewOf(kSecretMark), viewOf(digits), viewOf("\n")});
    wipe(digits);
    return text;
}

Result<crypto::AlertKeyPair> parseAuditSecret(std::string_view text)
{
    SOTTO_TRY_ASSIGN(const auto digits, digitsAfter(kSecretMark, text));
    SOTTO_TRY_ASSIGN(auto secret, fromHex(digits));
    auto pair = crypto::alertKeyPairFrom(secret);
    wipe(secret);
    return pair;
}

}  // namespace sotto::audit
