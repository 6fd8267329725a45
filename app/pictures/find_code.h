// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The only file that hands foreign pixels to ZXing. It runs in the process of picture_decoder.h
// and nowhere else.

#include "core/api/picture.h"

namespace sotto::app {

constexpr int kSideForCodes = 2048;  ///< px: a code that needs more is not one of a screen

/// The bytes of the one QR code in the picture, at most PictureDecoder::kMostText; empty: none,
/// a longer one, or several that say different things.
QByteArray findCode(const Picture& picture);

}  // namespace sotto::app
