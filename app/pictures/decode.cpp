// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/decode.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>

#include <algorithm>
#include <vector>

namespace sotto::app {
namespace {

constexpr qint64 kMostPixels = 24'000'000;       // decoded at once: 96 MB
constexpr qint64 kMostJpegPixels = 200'000'000;  // of a JPEG that libjpeg itself makes smaller
constexpr int kMostMiB = 128;                    // of one QImage: 16 bits a channel count twice

const QByteArray kPng = QByteArrayLiteral("png");
const QByteArray kJpeg = QByteArrayLiteral("jpeg");

/// By the first bytes, never by a name; empty: neither.
QByteArray formatOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return kPng;
    return bytes.startsWith("\xff\xd8\xff") ? kJpeg : QByteArray();
}

/// Whether a JPEG has its end: libjpeg would fill up what is missing with grey, which could
/// be taken for a finding. Walks the segments to the scan, in which FF D9 cannot be data.
bool isWholeJpeg(const QByteArray& bytes)
{
    qsizetype at = 2;
    while (at + 4 <= bytes.size() && bytes[at] == '\xff' && bytes[at + 1] != '\xda') {
        const auto length =
            (static_cast<quint8>(bytes[at + 2]) << 8) | static_cast<quint8>(bytes[at + 3]);
        at += bytes[at + 1] == '\xff' ? 1 : 2 + length;
    }
    return bytes.indexOf("\xff\xd9", at) >= 0;
}

qint64 pixelsOf(QSize size, int eighths = 8)
{
    return qint64{size.width()} * size.height() * eighths * eighths / 64;
}

/// In eighths: by how much libjpeg may shrink while it decodes. Only where its result has
/// exactly the size that Qt expects: Qt would do the rest in threads, which we do not have.
int eighthsFor(QSize size, int mostSide)
{
    const qint64 longest = std::max(size.width(), size.height());
    int eighths = 8;
    for (; eighths > 1; eighths /= 2) {
        const int half = eighths / 2;
        const bool exact = size.width() * half % 8 == 0 && size.height() * half % 8 == 0;
        const bool generous = longest * eighths / 8 >= qint64{4} * mostSide;
        if (!exact || (!generous && pixelsOf(size, eighths) <= kMostPixels))
            break;
    }
    return eighths;
}

/// A pixel as it looks on white paper.
QRgb onWhite(QRgb pixel)
{
    const int alpha = qAlpha(pixel);
    const auto mix = [alpha](int channel) { return (channel * alpha + 255 * (255 - alpha)) / 255; };
    return alpha == 255 ? pixel : qRgb(mix(qRed(pixel)), mix(qGreen(pixel)), mix(qBlue(pixel)));
}

QSize fitted(QSize size, int mostSide)
{
    if (std::max(size.width(), size.height()) <= mostSide)
        return size;
    return size.scaled(mostSide, mostSide, Qt::KeepAspectRatio).expandedTo({1, 1});
}

/// The mean of the source pixels below each pixel. Not QImage::scaled(): it starts threads.
class Shrinker {
public:
    Shrinker(const QImage& image, QSize to)
        : m_image(image),
          m_to(to),
          m_sums(static_cast<std::size_t>(to.width()))
    {
    }

    Picture run()
    {
        Picture picture{m_to.width(), m_to.height(), {}};
        picture.rgba.reserve(qsizetype{4} * m_to.width() * m_to.height());
        for (int y = 0; y < m_to.height(); ++y) {
            std::ranges::fill(m_sums, Sum{});
            for (int row = begin(y, m_image.height(), m_to.height());
                 row < end(y, m_image.height(), m_to.height()); ++row)
                addLine(row);
            for (const auto& sum : m_sums) {
                for (const auto channel : {sum.red, sum.green, sum.blue})
                    picture.rgba.append(static_cast<char>(channel / sum.count));
                picture.rgba.append('\xff');
            }
        }
        return picture;
    }

private:
    struct Sum {
        qint64 red = 0;
        qint64 green = 0;
        qint64 blue = 0;
        qint64 count = 0;
    };

    /// The source lines (columns) from begin() to end() lie below line (column) `index`.
    static int begin(int index, int from, int to)
    {
        return static_cast<int>(qint64{index} * from / to);
    }

    static int end(int index, int from, int to) { return begin(index + 1, from, to); }

    void addLine(int row)
    {
        const bool plain = m_image.format() == QImage::Format_RGB32;
        const auto* const line = reinterpret_cast<const QRgb*>(m_image.constScanLine(row));
        for (int x = 0; x < m_to.width(); ++x) {
            auto& sum = m_sums[static_cast<std::size_t>(x)];
            const int last = end(x, m_image.width(), m_to.width());
            for (int column = begin(x, m_image.width(), m_to.width()); column < last; ++column) {
                const QRgb pixel = plain ? line[column] : onWhite(m_image.pixel(column, row));
                sum.red += (pixel >> 16) & 0xff;
                sum.green += (pixel >> 8) & 0xff;
                sum.blue += pixel & 0xff;
                ++sum.count;
            }
        }
    }

    const QImage& m_image;
    QSize m_to;
    std::vector<Sum> m_sums;
};

}  // namespace

void loadPictureFormats()
{
    QImageReader::setAllocationLimit(kMostMiB);
    QImage dot(1, 1, QImage::Format_RGB32);
    dot.fill(Qt::white);
    for (const auto& format : {kPng, kJpeg}) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QImageWriter(&buffer, format).write(dot);
        buffer.close();
        (void)decodePicture(bytes, 1);
    }
}

std::pair<DecodeStatus, Picture> decodePicture(QByteArray bytes, int mostSide)
{
    const auto format = formatOf(bytes);
    if (format.isEmpty())
        return {DecodeStatus::NotAPicture, {}};
    if (format == kJpeg && !isWholeJpeg(bytes))
        return {DecodeStatus::Broken, {}};
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const auto size = reader.size();
    if (size.isEmpty())
        return {DecodeStatus::Broken, {}};
    const bool mayShrink = format == kJpeg && pixelsOf(size) <= kMostJpegPixels;
    const int eighths = mayShrink ? eighthsFor(size, mostSide) : 8;
    if (eighths < 8)
        reader.setScaledSize({size.width() * eighths / 8, size.height() * eighths / 8});
    if (pixelsOf(size, eighths) > kMostPixels)
        return {DecodeStatus::TooLarge, {}};
    QImage image;
    if (!reader.read(&image))
        return {DecodeStatus::Broken, {}};
    return {DecodeStatus::Decoded, Shrinker(image, fitted(image.size(), mostSide)).run()};
}

}  // namespace sotto::app
