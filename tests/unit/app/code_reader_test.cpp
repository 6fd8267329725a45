// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a QR code in a picture that others made, found inside the sandbox.
#include "app/pictures/helper_decoder.h"
#include "tests/support/manual_time.h"
#include "tests/unit/app/pictures/decoding.h"
#include "ui/qr_view.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::app;
using test::encoded;

namespace {

const QString kCode = QStringLiteral(
    "sotto:verify:1:desk.a@clinic.example:31415:Bd6e2317fcG001thwuzkNTc/g0PIW3hnTa38fhRviCtP:"
    "lee@clinic.example:27183:BYUg8AmJMKdUdIt93LQ+91oNvzoNJjga9OukqY6qm05q");

Result<QString> read(const QByteArray& bytes, const char* how = "real")
{
    test::ManualTime clock;
    HelperDecoder decoder(QString::fromUtf8(SOTTO_FAKE_DECODER), {QString::fromUtf8(how)},
                          clock.time());
    std::optional<Result<QString>> result;
    decoder.readCode(bytes).then(
        &decoder, [&](Result<QString> answer) { result.emplace(std::move(answer)); });
    REQUIRE(test::waitUntil([&] { return result.has_value(); }));
    return *result;
}

QImage code(const QString& text, int scale)
{
    const auto image = ui::qrImage(text);
    return image.scaled(image.size() * scale);
}

/// As a photograph has it: small in a large picture, not upright, on grey.
QImage photographed(const QImage& image)
{
    const auto turned = image.transformed(QTransform().rotate(17), Qt::SmoothTransformation);
    QImage photograph(3000, 2000, QImage::Format_RGB32);
    photograph.fill(QColor(150, 160, 155));
    for (int y = 0; y < turned.height(); ++y)
        for (int x = 0; x < turned.width(); ++x)
            if (const auto color = turned.pixelColor(x, y); color.alpha() > 128)
                photograph.setPixelColor(900 + x, 400 + y, color);
    return photograph;
}

QImage sideBySide(const QImage& left, const QImage& right)
{
    QImage both(left.width() + right.width(), std::max(left.height(), right.height()),
                QImage::Format_RGB32);
    both.fill(Qt::white);
    for (const auto& [image, from] : {std::pair{left, 0}, std::pair{right, left.width()}})
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                both.setPixelColor(from + x, y, image.pixelColor(x, y));
    return both;
}

}  // namespace

TEST_CASE("The code of a comparison is read from a picture of it", "[E13]")
{
    const auto [format, scale] =
        GENERATE(table<const char*, int>({{"png", 1}, {"png", 4}, {"jpg", 3}, {"png", 40}}));
    const auto text = read(encoded(code(kCode, scale), format));
    REQUIRE(text);
    CHECK(*text == kCode);
}

TEST_CASE("A code is read from a photograph of a screen", "[E13]")
{
    auto image = code(kCode, 12).convertToFormat(QImage::Format_ARGB32);
    const auto text = read(encoded(photographed(image), "jpg"));
    REQUIRE(text);
    CHECK(*text == kCode);
}

TEST_CASE("A picture without a code says so", "[E13]")
{
    QImage blank(300, 200, QImage::Format_RGB32);
    blank.fill(Qt::white);
    QImage noise(400, 400, QImage::Format_RGB32);
    std::uint32_t state = 1;
    for (int y = 0; y < noise.height(); ++y)
        for (int x = 0; x < noise.width(); ++x)
            noise.setPixel(x, y, (state = state * 1664525U + 1013904223U) >> 8);
    for (const auto& image : {blank, noise, blank.copy(0, 0, 1, 1)}) {
        const auto text = read(encoded(image, "png"));
        REQUIRE_FALSE(text);
        CHECK(text.error().code == Errc::NotFound);
    }
}

TEST_CASE("What is no picture reaches no reader of codes", "[E14]")
{
    for (const auto& bytes : {QByteArray(), QByteArray("GIF89a"), kCode.toUtf8()}) {
        const auto text = read(bytes);
        REQUIRE_FALSE(text);
        CHECK(text.error().code == Errc::Unsupported);
    }
    const auto whole = encoded(code(kCode, 4), "png");
    const auto text = read(whole.left(whole.size() / 2));
    REQUIRE_FALSE(text);
    CHECK(text.error().code == Errc::Malformed);
}

TEST_CASE("A hostile text comes out as it is, or not at all", "[E13]")
{
    const auto any = GENERATE(QStringLiteral("<b>x</b>"), QStringLiteral("file:///etc/passwd"),
                              QStringLiteral("\u202Egnp.exe\u0007\n"));
    const auto text = read(encoded(code(any, 4), "png"));
    REQUIRE(text);
    CHECK(*text == any);
    const auto most = read(encoded(code(QString(1024, QLatin1Char('x')), 4), "png"));
    REQUIRE(most);
    CHECK(most->size() == 1024);
    const auto tooMuch = read(encoded(code(QString(1025, QLatin1Char('x')), 4), "png"));
    REQUIRE_FALSE(tooMuch);
    CHECK(tooMuch.error().code == Errc::NotFound);
}

TEST_CASE("Two codes that say different things are none", "[E13]")
{
    const auto one = code(kCode, 4);
    const auto same = read(encoded(sideBySide(one, one), "png"));
    REQUIRE(same);
    CHECK(*same == kCode);
    const auto other = read(encoded(sideBySide(one, code(QStringLiteral("other"), 8)), "png"));
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Errc::NotFound);
}

TEST_CASE("A reader of codes that lies is not believed", "[E13]")
{
    const auto* const how = GENERATE("silent", "noise", "good", "text-long", "text-short",
                                     "text-huge", "text-none", "text-bytes", "endless", "fails");
    INFO(how);
    const auto text = read("any", how);
    REQUIRE_FALSE(text);
    CHECK(text.error().code == Errc::Malformed);
}
