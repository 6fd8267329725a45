// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/record.h"

#include <algorithm>
#include <array>

namespace sotto::omemo {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kFrameSize = 6;
constexpr std::size_t kMostContent = 2 * 1024 * 1024;  // a session reaches 0.9 MB (facts.md 2)

}  // namespace

SecretBytes frameRecord(RecordKind kind, ByteView content)
{
    const auto size = static_cast<std::uint32_t>(content.size());
    const std::array<std::uint8_t, kFrameSize> frame{
        kVersion,
        static_cast<std::uint8_t>(kind),
        static_cast<std::uint8_t>(size >> 24U),
        static_cast<std::uint8_t>(size >> 16U),
        static_cast<std::uint8_t>(size >> 8U),
        static_cast<std::uint8_t>(size),
    };
    return join({frame, content});
}

Result<ByteView> unframeRecord(RecordKind kind, ByteView record)
{
    if (record.size() <= kFrameSize || record[0] == 0)
        return Error{Errc::Storage, "record frame"};
    if (record[0] > kVersion)
        return Error{Errc::Newer, "record version"};
    const auto content = record.subspan(kFrameSize);
    const std::size_t size = (std::size_t{record[2]} << 24U) | (std::size_t{record[3]} << 16U) |
        (std::size_t{record[4]} << 8U) | std::size_t{record[5]};
    if (record[1] != static_cast<std::uint8_t>(kind) || size != content.size() ||
        size > kMostContent)
        return Error{Errc::Storage, "record frame"};
    return content;
}

}  // namespace sotto::omemo
