// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/helper_decoder.h"
#include "tests/support/manual_time.h"
#include "tests/unit/app/pictures/decoding.h"

#include <QtEndian>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cstdlib>

using namespace sotto;
using namespace sotto::app;
using test::encoded;
using test::waitUntil;

namespace {

constexpr int kSide = 64;

/// A decoder process that behaves as `how` says, and what came of one picture.
struct Decoding {
    explicit Decoding(const char* how, const char* program = SOTTO_FAKE_DECODER)
        : decoder(QString::fromUtf8(program), {QString::fromUtf8(how)}, clock.time())
    {
    }

    void begin(const QByteArray& bytes, int mostSide = kSide)
    {
        decoder.decode(bytes, mostSide).then(&decoder, [this](Result<Picture> answer) {
            result.emplace(std::move(answer));
        });
    }

    Result<Picture> run(const QByteArray& bytes, int mostSide = kSide)
    {
        begin(bytes, mostSide);
        REQUIRE(waitUntil([this] { return result.has_value(); }));
        return *result;
    }

    test::ManualTime clock;
    HelperDecoder decoder;
    std::optional<Result<Picture>> result;
};

/// Red above, blue below.
QImage flag(int width, int height, QImage::Format format = QImage::Format_RGB32)
{
    QImage image(width, height, format);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, y < height / 2 ? Qt::red : Qt::blue);
    }
    return image;
}

QColor colorAt(const Picture& picture, int x, int y)
{
    const auto* at = reinterpret_cast<const uchar*>(picture.rgba.constData()) +
        4 * (qsizetype{y} * picture.width + x);
    return {at[0], at[1], at[2], at[3]};
}

bool isNear(QColor a, QColor b)
{
    return std::abs(a.red() - b.red()) < 24 && std::abs(a.green() - b.green()) < 24 &&
        std::abs(a.blue() - b.blue()) < 24;
}

quint32 crc(const QByteArray& bytes)
{
    quint32 value = 0xffffffff;
    for (const char byte : bytes) {
        value ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
    }
    return ~value;
}

QByteArray bigEndian(quint32 number)
{
    const auto big = qToBigEndian(number);
    return {reinterpret_cast<const char*>(&big), sizeof big};
}

QByteArray pngChunk(const QByteArray& typeAndData)
{
    return bigEndian(static_cast<quint32>(typeAndData.size() - 4)) + typeAndData +
        bigEndian(crc(typeAndData));
}

/// A PNG that says it is that large; its data are `data` (zlib, as qCompress makes it).
QByteArray pngOf(quint32 width, quint32 height, const QByteArray& data)
{
    return QByteArray("\x89PNG\r\n\x1a\n") +
        pngChunk("IHDR" + bigEndian(width) + bigEndian(height) + QByteArray("\x08\x02\0\0\0", 5)) +
        pngChunk("IDAT" + data) + pngChunk("IEND");
}

/// The length field of `marker` in a JPEG is followed by what stands there.
QByteArray withSegment(QByteArray jpeg, char marker, const QByteArray& data)
{
    const auto length = qToBigEndian(static_cast<quint16>(data.size() + 2));
    return jpeg.insert(2,
                       QByteArray("\xff") + marker +
                           QByteArray(reinterpret_cast<const char*>(&length), 2) + data);
}

/// EXIF with nothing but an orientation.
QByteArray orientation(char value)
{
    return QByteArray("Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25) +
        QByteArray(1, value) + QByteArray(6, '\0');
}

QByteArray withSides(QByteArray jpeg, quint16 height, quint16 width)
{
    const auto at = jpeg.indexOf("\xff\xc0") + 5;
    const quint16 sides[] = {qToBigEndian(height), qToBigEndian(width)};
    return jpeg.replace(at, 4, reinterpret_cast<const char*>(sides), 4);
}

}  // namespace

TEST_CASE("A PNG and a JPEG come back as pixels, in their own size", "[E13]")
{
    const auto* const format = GENERATE("png", "jpg");
    const auto picture = Decoding("real").run(encoded(flag(40, 20), format));
    REQUIRE(picture);
    CHECK(picture->width == 40);
    CHECK(picture->height == 20);
    REQUIRE(picture->rgba.size() == 40 * 20 * 4);
    CHECK(isNear(colorAt(*picture, 20, 3), Qt::red));
    CHECK(isNear(colorAt(*picture, 20, 16), Qt::blue));
}

TEST_CASE("Every kind of PNG that Qt writes is decoded inside the sandbox", "[E13]")
{
    const auto format =
        GENERATE(QImage::Format_Mono, QImage::Format_Indexed8, QImage::Format_Grayscale8,
                 QImage::Format_Grayscale16, QImage::Format_ARGB32, QImage::Format_RGBX64);
    const auto picture =
        Decoding("real").run(encoded(flag(200, 100).convertToFormat(format), "png"));
    REQUIRE(picture);
    CHECK(picture->width == kSide);
    CHECK(picture->height == kSide / 2);
}

TEST_CASE("A large picture is made smaller, whatever its sides can be divided by")
{
    const auto [format, width, height] = GENERATE(table<const char*, int, int>({{"png", 1501, 999},
                                                                                {"jpg", 1600, 1200},
                                                                                {"jpg", 1604, 1204},
                                                                                {"jpg", 1601, 1201},
                                                                                {"jpg", 1600, 3}}));
    const auto picture = Decoding("real").run(encoded(flag(width, height), format));
    REQUIRE(picture);
    CHECK(picture->width == kSide);
    CHECK(picture->height == std::max(1, kSide * height / width));
    if (height > 3)
        CHECK(isNear(colorAt(*picture, 32, picture->height - 2), Qt::blue));
}

TEST_CASE("What is transparent is shown on white")
{
    QImage image(4, 4, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const auto picture = Decoding("real").run(encoded(image, "png"));
    REQUIRE(picture);
    CHECK(colorAt(*picture, 1, 1) == QColor(Qt::white));
}

TEST_CASE("A photograph that was taken sideways stands upright")
{
    const auto jpeg = withSegment(encoded(flag(64, 32), "jpg"), '\xe1', orientation(6));
    const auto picture = Decoding("real").run(jpeg);
    REQUIRE(picture);
    CHECK(picture->width == 32);
    CHECK(picture->height == 64);
    CHECK(isNear(colorAt(*picture, 28, 30), Qt::red));
    CHECK(isNear(colorAt(*picture, 3, 30), Qt::blue));
}

TEST_CASE("What is no PNG and no JPEG reaches no decoder", "[E14]")
{
    const auto bytes = GENERATE(
        QByteArray(), QByteArray("\x89PNG"), QByteArray("\xff\xd8"), QByteArray("GIF89a\1\0\1\0"),
        QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        QByteArray("RIFF\x24\0\0\0WEBPVP8 ", 16), QByteArray("%PDF-1.7"), QByteArray("II*\0", 4),
        QByteArray("\xabKTX 11\xbb\r\n\x1a\n"), QByteArray(100000, '\0'),
        QByteArray("\r\n\x89PNG\r\n\x1a\n"));
    const auto picture = Decoding("real").run(bytes);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().code == Errc::Unsupported);
}

TEST_CASE("A broken picture is told as broken and shows nothing", "[E13]")
{
    const auto png = encoded(flag(40, 20), "png");
    const auto jpeg = encoded(flag(40, 20), "jpg");
    auto crcBroken = png;
    crcBroken[crcBroken.indexOf("IDAT") + 8] = '\x55';
    const auto bytes = GENERATE_COPY(
        png.left(8), png.left(30), png.left(png.size() / 2), jpeg.left(3), jpeg.left(20),
        jpeg.left(jpeg.size() - 2), jpeg.left(jpeg.size() - 40), crcBroken,
        QByteArray("\x89PNG\r\n\x1a\n<svg xmlns='http://www.w3.org/2000/svg'/>"),
        QByteArray("\xff\xd8\xff\xe0GIF89a"),
        QByteArray("\xff\xd8\xff") + QByteArray(9999, '\xff'));
    const auto picture = Decoding("real").run(bytes);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().code == Errc::Malformed);
}

TEST_CASE("A JPEG cut in its data is broken though its small picture inside is whole", "[E13]")
{
    const auto small = encoded(flag(8, 8), "jpg");
    const auto jpeg = withSegment(encoded(flag(40, 20), "jpg"), '\xe1', "Exif" + small);
    CHECK(Decoding("real").run(jpeg));
    CHECK_FALSE(Decoding("real").run(jpeg.left(jpeg.size() - 20)));
}

TEST_CASE("A bomb does not go off", "[E13]")
{
    const auto zlib = qCompress(QByteArray(1 << 20, '\0')).mid(4);  // Qt puts the size in front
    const auto jpeg = encoded(flag(40, 20), "jpg");
    const auto [bytes, code] = GENERATE_COPY(table<QByteArray, Errc>({
        {pngOf(65535, 65535, zlib), Errc::Unsupported},
        {pngOf(30000, 30000, zlib), Errc::Unsupported},
        {pngOf(0x7fffffff, 1, zlib), Errc::Malformed},
        {pngOf(1, 0x7fffffff, zlib), Errc::Malformed},
        {pngOf(0, 0, zlib), Errc::Malformed},
        {pngOf(4000, 4000, zlib), Errc::Malformed},  // fewer lines than it says
        {withSides(jpeg, 65500, 65500), Errc::Unsupported},
    }));
    const auto picture = Decoding("real").run(bytes);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().code == code);
}

TEST_CASE("Metadata that swell when they are read change nothing", "[E13]")
{
    const auto png = encoded(flag(40, 20), "png");
    const auto swollen = qCompress(QByteArray(64 << 20, '\0')).mid(4);
    const auto chunk = GENERATE_COPY(pngChunk("iCCPx" + QByteArray(2, '\0') + swollen),
                                     pngChunk("zTXtx" + QByteArray(2, '\0') + swollen),
                                     pngChunk("iCCPx" + QByteArray(2, '\0') + "no zlib"));
    auto bytes = png;
    bytes.insert(33, chunk);  // behind IHDR
    const auto picture = Decoding("real").run(bytes);
    if (picture)
        CHECK(picture->width == 40);
    else
        CHECK(picture.error().code == Errc::Malformed);
}

TEST_CASE("Every single flipped byte of a picture gives pixels or an error, never a hang")
{
    const auto* const format = GENERATE("png", "jpg");
    const auto good = encoded(flag(24, 16), format);
    const auto step = std::max<qsizetype>(1, good.size() / 24);
    for (qsizetype at = 0; at < good.size(); at += step) {
        auto bytes = good;
        bytes[at] = static_cast<char>(~bytes[at]);
        const auto picture = Decoding("real").run(bytes);
        if (picture)
            CHECK(picture->rgba.size() == qsizetype{4} * picture->width * picture->height);
        else
            CHECK(picture.error().code != Errc::Timeout);
    }
}

TEST_CASE("A decoder that lies is not believed", "[E13]")
{
    const auto* const how = GENERATE("silent", "noise", "half-head", "short", "long", "huge",
                                     "empty", "endless", "fails");
    INFO(how);
    const auto picture = Decoding(how).run("any");
    REQUIRE_FALSE(picture);
    CHECK(picture.error().code == Errc::Malformed);
}

TEST_CASE("A decoder that says what it should is believed")
{
    const auto picture = Decoding("good").run("any");
    REQUIRE(picture);
    CHECK(picture->rgba == QByteArray(8, '\x11'));
}

TEST_CASE("A decoder that hangs is ended at its deadline, and the next picture has its turn")
{
    Decoding first("hangs");
    first.begin("any");
    std::optional<Errc> second;
    first.decoder.decode("any", kSide).then(&first.decoder, [&](Result<Picture> answer) {
        second = answer.error().code;
    });
    first.clock.advance(std::chrono::seconds{9});
    REQUIRE(first.result);
    CHECK(first.result->error().code == Errc::Timeout);
    CHECK_FALSE(second);
    first.clock.advance(std::chrono::seconds{9});
    CHECK(second == Errc::Timeout);
    CHECK(first.clock.pending() == 0);
}

TEST_CASE("Without a decoder a picture is not shown, and that is told")
{
    Decoding missing("real", "/nowhere/sotto");
    CHECK(missing.run("any").error().code == Errc::Unsupported);
}

TEST_CASE("What is larger than any picture is not handed to a decoder")
{
    Decoding decoding("hangs");
    decoding.begin(QByteArray(PictureDecoder::kMostBytes + 1, 'x'));
    REQUIRE(decoding.result);
    CHECK(decoding.result->error().code == Errc::Unsupported);
    CHECK(decoding.clock.pending() == 0);
}

TEST_CASE("The largest picture that is shown fits into the time and memory of a decoder")
{
    constexpr int kMost = PictureDecoder::kMostSide;
    const auto [format, width, height, shown] = GENERATE_COPY(table<const char*, int, int, int>(
        {{"png", 6000, 4000, kMost}, {"jpg", 5999, 3999, kMost}, {"jpg", 12000, 9000, 3000}}));
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    const auto picture = Decoding("real").run(encoded(image, format), kMost);
    INFO((picture ? "" : picture.error().detail));
    REQUIRE(picture);
    CHECK(picture->width == shown);
}
