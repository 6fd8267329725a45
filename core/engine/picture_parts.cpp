// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/picture_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace sotto::engine {
namespace {

constexpr std::int64_t kPngStart = 8;
constexpr std::int64_t kPngFrame = 12;     // length, name and CRC of a chunk
constexpr std::int64_t kMostExif = 65535;  // what a segment can hold
constexpr int kMostPieces = 100'000;       // chunks or segments

Error malformed()
{
    return {Errc::Malformed, "picture"};
}

/// Bytes at a place; fewer where the source ends.
Bytes peek(QIODevice& source, std::int64_t at, std::int64_t size)
{
    if (!source.seek(at))
        return {};
    const auto bytes = source.read(size);
    return {bytes.begin(), bytes.end()};
}

std::uint32_t number(ByteView bytes, bool isBigEndian)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value = (value << 8U) | bytes[isBigEndian ? i : bytes.size() - 1 - i];
    return value;
}

/// Neighbours become one.
void keep(std::vector<FilePart>& parts, std::int64_t offset, std::int64_t size)
{
    if (size <= 0)
        return;
    if (!parts.empty() && parts.back().own.empty() &&
        parts.back().offset + parts.back().size == offset)
        parts.back().size += size;
    else
        parts.push_back({offset, size});
}

/// What is needed to draw it; everything else is somebody's remark.
bool isDrawn(std::string_view chunk)
{
    constexpr std::array<std::string_view, 14> kDrawn{"IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                                      "gAMA", "cHRM", "sRGB", "iCCP", "sBIT",
                                                      "bKGD", "pHYs", "cICP", "hIST"};
    return std::ranges::find(kDrawn, chunk) != kDrawn.end();
}

Result<std::vector<FilePart>> pngParts(QIODevice& source)
{
    std::vector<FilePart> parts{{0, kPngStart}};
    std::int64_t at = kPngStart;
    for (int i = 0; i < kMostPieces; ++i) {
        const auto head = peek(source, at, 8);
        if (head.size() != 8)
            return malformed();
        const auto size = kPngFrame + std::int64_t{number(ByteView{head}.first(4), true)};
        const auto name = textOf(ByteView{head}.subspan(4));
        if (at + size > source.size())
            return malformed();
        if (isDrawn(name))
            keep(parts, at, size);
        if (name == "IEND")
            return parts;  // what follows is no part of the picture
        at += size;
    }
    return malformed();
}

/// The turn of a picture in its EXIF data, 2 to 8 (TIFF 6.0, tag 274); 1 or none: as it is.
std::optional<std::uint8_t> orientationIn(ByteView exif)
{
    constexpr std::size_t kTiff = 6;  // after "Exif" and two zeros
    if (exif.size() < kTiff + 8 || textOf(exif.first(4)) != "Exif")
        return std::nullopt;
    const auto tiff = exif.subspan(kTiff);
    const bool big = tiff[0] == 'M';
    const auto read = [&](std::size_t at, std::size_t size) {
        return at + size <= tiff.size() ? number(tiff.subspan(at, size), big) : 0;
    };
    const std::size_t table = read(4, 4);
    const std::size_t count = std::min<std::size_t>(read(table, 2), 1000);
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry = table + 2 + 12 * i;
        if (read(entry, 2) == 274) {
            const auto turn = read(entry + 8, 2);
            return turn >= 2 && turn <= 8 ? std::optional{static_cast<std::uint8_t>(turn)}
                                          : std::nullopt;
        }
    }
    return std::nullopt;
}

/// EXIF data that says how the picture is turned, and nothing else.
Bytes orientationSegment(std::uint8_t turn)
{
    return {0xFF, 0xE1, 0, 34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M',  0, 42, 0, 0, 0, 8,
            0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0,   turn, 0, 0,  0, 0, 0, 0};
}

/// Segments of applications are remarks, but for those without which colours are wrong: the
/// frame of JFIF, the profile, and Adobe's transform.
bool isDrawn(std::uint8_t marker, ByteView start)
{
    const bool isApplication = marker >= 0xE0 && marker <= 0xEF;
    const bool isProfile = marker == 0xE2 && textOf(start).starts_with("ICC_PROFILE");
    const bool isFrame = marker == 0xE0 && textOf(start).starts_with("JFIF");
    return (!isApplication && marker != 0xFE) || isFrame || isProfile || marker == 0xEE;
}

/// Where the next marker stands after coded data, in which 0xFF is followed by 0 or by a
/// restart mark (ITU T.81, B.1.1.2 and B.1.1.5). Errors: Malformed (the data never ends).
Result<std::int64_t> nextMarker(QIODevice& source, std::int64_t at)
{
    constexpr std::int64_t kRead = 64 * 1024;
    for (;;) {
        const auto bytes = peek(source, at, kRead);
        if (bytes.size() < 2)
            return malformed();
        for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
            const auto next = bytes[i + 1];
            if (bytes[i] == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7))
                return at + static_cast<std::int64_t>(i);
        }
        at += static_cast<std::int64_t>(bytes.size()) - 1;
    }
}

Result<std::vector<FilePart>> jpegParts(QIODevice& source)
{
    std::vector<FilePart> parts{{0, 2}};
    std::int64_t at = 2;
    for (int i = 0; i < kMostPieces; ++i) {
        const auto head = peek(source, at, 4);
        if (head.size() >= 2 && head[0] == 0xFF && head[1] == 0xD9) {
            keep(parts, at, 2);
            return parts;  // what follows is no part of the picture
        }
        if (head.size() != 4 || head[0] != 0xFF)
            return malformed();
        if (head[1] == 0xFF) {  // fill
            ++at;
            continue;
        }
        const auto size = 2 + std::int64_t{number(ByteView{head}.subspan(2), true)};
        if (size < 4 || at + size > source.size())
            return malformed();
        const auto body = peek(source, at + 4, head[1] == 0xE1 ? kMostExif : 16);
        if (isDrawn(head[1], body))
            keep(parts, at, size);
        else if (const auto turn = orientationIn(body); head[1] == 0xE1 && turn)
            parts.push_back({0, 0, orientationSegment(*turn)});
        at += size;
        if (head[1] == 0xDA) {
            SOTTO_TRY_ASSIGN(const auto next, nextMarker(source, at));
            keep(parts, at, next - at);
            at = next;
        }
    }
    return malformed();
}

}  // namespace

Result<std::vector<FilePart>> partsToSend(QIODevice& source, FileKind kind)
{
    if (kind == FileKind::Png)
        return pngParts(source);
    if (kind == FileKind::Jpeg)
        return jpegParts(source);
    return std::vector<FilePart>{{0, source.size()}};
}

}  // namespace sotto::engine
