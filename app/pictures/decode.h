// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The only file that hands foreign bytes to an image decoder (tests/lint). It runs in the
// process of picture_decoder.h and nowhere else.

#include "app/pictures/picture_frame.h"

#include <utility>

namespace sotto::app {

/// Loads the two decoders, so that nothing has to be opened once the sandbox is closed.
void loadPictureFormats();

/// PNG or JPEG, told apart by their first bytes, onto white, upright, at most `mostSide` px.
/// Only the first picture of a file that has several. Decoded goes with pixels, else none.
std::pair<DecodeStatus, Picture> decodePicture(QByteArray bytes, int mostSide);

}  // namespace sotto::app
