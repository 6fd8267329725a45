// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QByteArray>
#include <QString>

namespace sotto {

/// Pixels that are safe to draw: somebody else's PNG or JPEG, decoded in another process.
struct Picture {
    int width = 0;
    int height = 0;
    QByteArray rgba;  ///< width * height * 4 bytes, opaque
};

/// Makes pixels of the bytes of a received picture, far away from keys and messages.
/// Nothing else in a session may decode an image that came from outside. UI thread.
class PictureDecoder {
public:
    static constexpr int kMostSide = 4096;                 ///< px, of what comes back
    static constexpr qsizetype kMostBytes = 32 * 1048576;  ///< of what goes in
    static constexpr int kMostText = 1024;                 ///< bytes, of a code's text

    virtual ~PictureDecoder() = default;

    /// Decodes, scaled down so that neither side is longer than `mostSide`.
    /// Errors: Unsupported (no PNG or JPEG, too large, or no sandbox on this system),
    /// Malformed (a broken picture), Timeout.
    virtual Task<Picture> decode(QByteArray bytes, int mostSide) = 0;

    /// The text of the QR code in the picture: a stranger's words, at most kMostText bytes.
    /// Errors: NotFound (no such code, or a longer one), those of decode().
    virtual Task<QString> readCode(QByteArray bytes) = 0;
};

}  // namespace sotto
