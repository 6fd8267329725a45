// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/small_file.h"

#include "core/base/replace_file.h"
#include "core/crypto/digest.h"
#include "core/store/atomic_file.h"
#include "core/store/header_codec.h"

namespace sotto::store {
namespace {

constexpr std::size_t kFrameSize = 8 + 2 + crypto::kSha256Size;

}  // namespace

Bytes framed(const SmallFormat& format, ByteView content)
{
    auto file = bytesOf(format.magic);
    putNumber(file, format.version);
    putBytes(file, content);
    putBytes(file, crypto::sha256(file));
    return file;
}

Result<ByteView> unframed(const SmallFormat& format, ByteView file)
{
    FieldReader fields{file};
    const auto magic = fields.bytes(format.magic.size());
    const auto version = fields.number<std::uint16_t>();
    if (!fields.ok() || textOf(magic) != format.magic)
        return Error{Errc::Malformed, "not that file"};
    if (version > format.version)  // before the checksum, which a newer version may not have
        return Error{Errc::Newer, "the file is of a newer version"};
    if (version != format.version || file.size() != format.contentSize + kFrameSize)
        return Error{Errc::Malformed, "size or version of the file"};
    const auto covered = file.first(file.size() - crypto::kSha256Size);
    if (!std::ranges::equal(crypto::sha256(covered), file.subspan(covered.size())))
        return Error{Errc::Malformed, "the file is damaged"};
    return covered.subspan(covered.size() - format.contentSize);
}

Result<Bytes> loadSmall(const SmallFormat& format, const std::filesystem::path& path)
{
    // One byte more than there may be, so that a longer file is seen to be one.
    SOTTO_TRY_ASSIGN(const auto file, readFileStart(path, format.contentSize + kFrameSize + 1));
    SOTTO_TRY_ASSIGN(const auto content, unframed(format, file));
    return Bytes{content.begin(), content.end()};
}

Result<Done> saveSmall(const SmallFormat& format, const std::filesystem::path& path,
                       ByteView content)
{
    return replaceFile(path, framed(format, content));
}

Result<Done> eraseFile(const std::filesystem::path& path)
{
    std::error_code failed;
    if (!std::filesystem::remove(path, failed) && !failed)
        return Done{};
    if (failed)
        return Error{Errc::Storage, "the file cannot be removed"};
    return syncFolder(path.parent_path());
}

}  // namespace sotto::store
