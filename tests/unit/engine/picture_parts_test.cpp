// SPDX-License-Identifier: GPL-3.0-or-later
// E18: what a camera writes beside a picture does not leave with it.
#include "core/engine/picture_parts.h"

#include <QBuffer>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace sotto;
using namespace sotto::engine;
using namespace std::string_literals;

namespace {

/// What would go out; no value: it is refused.
std::optional<std::string> sent(const std::string& file, FileKind kind)
{
    QBuffer source;
    source.setData(QByteArray::fromStdString(file));
    REQUIRE(source.open(QIODevice::ReadOnly));
    const auto parts = partsToSend(source, kind);
    if (!parts)
        return std::nullopt;
    std::string out;
    for (const auto& part : *parts) {
        if (part.own.empty())
            out += file.substr(static_cast<std::size_t>(part.offset),
                               static_cast<std::size_t>(part.size));
        else
            out += textOf(part.own);
    }
    return out;
}

std::string big(std::uint32_t value, int bytes)
{
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(value >> static_cast<unsigned>(shift));
    return out;
}

const std::string kPng = "\x89PNG\r\n\x1a\n"s;

std::string chunk(const std::string& name, const std::string& data)
{
    return big(static_cast<std::uint32_t>(data.size()), 4) + name + data + "CRC.";
}

const std::string kStart = "\xff\xd8"s;
const std::string kEnd = "\xff\xd9"s;

std::string segment(int marker, const std::string& data)
{
    return "\xff"s + static_cast<char>(marker) +
        big(static_cast<std::uint32_t>(data.size() + 2), 2) + data;
}

const std::string kFrame = segment(0xE0, "JFIF\0....."s);
const std::string kTables = segment(0xDB, std::string(64, '\1'));
const std::string kScan = segment(0xDA, "\1\2\3"s) + "\x12\xff\0\x34\xff\xd0\x56"s;

/// EXIF data with a turn and a place.
std::string exif(bool isBig, int turn)
{
    const auto number = [isBig](std::uint32_t value, int bytes) {
        auto text = big(value, bytes);
        return isBig ? text : std::string(text.rbegin(), text.rend());
    };
    return "Exif\0\0"s + (isBig ? "MM" : "II") + number(42, 2) + number(8, 4) + number(2, 2) +
        number(274, 2) + number(3, 2) + number(1, 4) + number(static_cast<std::uint32_t>(turn), 2) +
        "\0\0"s + number(34853, 2) + number(4, 2) + number(1, 4) + number(40, 4) + number(0, 4) +
        "GPS 48.2N 16.3E";
}

}  // namespace

TEST_CASE("a PNG goes out without remarks, and without what follows its end")
{
    const auto head = chunk("IHDR", std::string(13, 'h'));
    const auto data = chunk("IDAT", "pixels");
    const auto file = kPng + head + chunk("tEXt", "Author GPS") + chunk("eXIf", "GPS") + data +
        chunk("iTXt", "GPS") + chunk("tIME", "now") + data + chunk("IEND", "") + "GPS trailer";
    CHECK(sent(file, FileKind::Png) == kPng + head + data + data + chunk("IEND", ""));
    CHECK(sent(file, FileKind::Other) == file);
}

TEST_CASE("a PNG that is not whole is refused")
{
    const auto file = kPng + chunk("IHDR", std::string(13, 'h')) + chunk("IDAT", "pixels");
    CHECK_FALSE(sent(file, FileKind::Png));
    CHECK_FALSE(sent(kPng, FileKind::Png));
    CHECK_FALSE(sent(kPng + big(0xFFFFFFFF, 4) + "IDATx", FileKind::Png));
    const auto whole = file + chunk("IEND", "");
    REQUIRE(sent(whole, FileKind::Png));
    for (std::size_t size = kPng.size(); size < whole.size(); ++size)
        CHECK_FALSE(sent(whole.substr(0, size), FileKind::Png));
}

TEST_CASE("a JPEG goes out without place, device and comments; its colours and its turn stay")
{
    const auto profile = segment(0xE2, "ICC_PROFILE\0.."s);
    const auto adobe = segment(0xEE, "Adobe...");
    const auto core = profile + adobe + kTables + kScan + kTables + kScan + kEnd;
    const auto removed = segment(0xE2, "MPF\0.."s) + segment(0xFE, "GPS") +
        segment(0xED, "Photoshop GPS") + segment(0xE1, "http://ns.adobe.com/xap/1.0/\0 GPS"s);
    SECTION("no turn")
    {
        CHECK(sent(kStart + kFrame + segment(0xE1, exif(true, 1)) + removed + core,
                   FileKind::Jpeg) == kStart + kFrame + core);
    }
    SECTION("turned, in either order of bytes")
    {
        for (const bool isBig : {true, false}) {
            const auto out = sent(kStart + kFrame + segment(0xE1, exif(isBig, 6)) + removed + core,
                                  FileKind::Jpeg);
            REQUIRE(out);
            CHECK(out->find("GPS") == std::string::npos);
            const auto turn =
                segment(0xE1, "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"s);
            CHECK(*out == kStart + kFrame + turn + core);
            CHECK(sent(*out, FileKind::Jpeg) == out);  // and nothing more is taken away
        }
    }
    SECTION("what follows the end, and remarks between scans")
    {
        CHECK(sent(kStart + kTables + kScan + segment(0xE1, "GPS") + kTables + kScan + kEnd +
                       "GPS trailer",
                   FileKind::Jpeg) == kStart + kTables + kScan + kTables + kScan + kEnd);
    }
}

TEST_CASE("a JPEG that is not whole, or whose EXIF data lies, is refused or loses them")
{
    const auto whole = kStart + kFrame + kTables + kScan + kEnd;
    REQUIRE(sent(whole, FileKind::Jpeg) == whole);
    for (std::size_t size = 3; size < whole.size(); ++size)
        CHECK_FALSE(sent(whole.substr(0, size), FileKind::Jpeg));
    CHECK_FALSE(sent(kStart + "\xff\xe1\0\1"s + kScan + kEnd, FileKind::Jpeg));
    CHECK_FALSE(sent(kStart + "no marker" + kEnd, FileKind::Jpeg));
    auto lying = exif(true, 6);
    for (std::size_t size = 0; size < lying.size(); ++size) {
        const auto out = sent(
            kStart + segment(0xE1, lying.substr(0, size)) + kTables + kScan + kEnd, FileKind::Jpeg);
        REQUIRE(out);
        CHECK(out->find("GPS") == std::string::npos);
    }
    lying.replace(10, 4, "\xff\xff\xff\xff");  // where its table begins
    CHECK(sent(kStart + segment(0xE1, lying) + kTables + kScan + kEnd, FileKind::Jpeg) ==
          kStart + kTables + kScan + kEnd);
    CHECK(sent(kStart + segment(0xE1, exif(true, 9)) + kTables + kScan + kEnd, FileKind::Jpeg) ==
          kStart + kTables + kScan + kEnd);
}
