// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/find_code.h"

#define ZX_USE_UTF8  // what the header of 1.4 asks for, so that 2.0 compiles the same
#include <ZXing/ReadBarcode.h>

#include <algorithm>

namespace sotto::app {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)  // Debian 13
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

constexpr std::uint8_t kMostCodes = 4;  // looked at

}  // namespace

QByteArray findCode(const Picture& picture)
{
    const ZXing::ImageView view(reinterpret_cast<const std::uint8_t*>(picture.rgba.constData()),
                                picture.width, picture.height, ZXing::ImageFormat::RGBX);
    const auto options =
        Options{}.setFormats(ZXing::BarcodeFormat::QRCode).setMaxNumberOfSymbols(kMostCodes);
    const auto found = ZXing::ReadBarcodes(view, options);
    if (found.empty())
        return {};
    const auto& bytes = found.front().bytes();
    const bool isOne =
        std::ranges::all_of(found, [&bytes](const auto& other) { return other.bytes() == bytes; });
    if (!isOne || bytes.size() > static_cast<std::size_t>(PictureDecoder::kMostText))
        return {};
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

}  // namespace sotto::app
