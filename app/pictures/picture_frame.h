// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a session and its picture decoder say to each other over the decoder's standard
// input and output: one request, one answer, then the decoder ends.
//
// Request: "SOTTOPQ1", longest side (4 bytes), length (4), the picture's bytes. Side 0: not the
//          pixels are wanted, but the text of the QR code among them.
// Answer:  "SOTTOPA1", status (4), width (4), height (4), width * height * 4 bytes RGBA;
//          or "SOTTOPA1", status (4), length (4), 0 (4), UTF-8.
// Numbers are little endian.

#include "core/api/picture.h"
#include "core/base/bytes.h"

#include <cstdint>
#include <optional>

namespace sotto::app {

enum class DecodeStatus : std::uint32_t {
    Decoded,
    NotAPicture,  ///< neither PNG nor JPEG
    Broken,
    TooLarge,
    NoSandbox,  ///< nothing was read
    NoCode,     ///< of those that we read
};

constexpr qsizetype kFrameHead = 16;
constexpr qsizetype kAnswerHead = 20;
constexpr int kTextWanted = 0;  ///< instead of the longest side

/// The head of a request as the decoder reads it.
struct DecodeRequest {
    int mostSide = 0;
    qsizetype length = 0;
};

/// The head of an answer as the session reads it; the decoder may lie.
struct DecodeAnswer {
    DecodeStatus status = DecodeStatus::Broken;
    int width = 0;
    int height = 0;  ///< 0: a text, as many bytes as `width` says

    qsizetype bodyBytes() const { return height == 0 ? width : qsizetype{4} * width * height; }
};

QByteArray requestHead(int mostSide, qsizetype length);
QByteArray answerHead(const DecodeAnswer& answer);

/// None: not our magic, or a side or a length beyond the limits of PictureDecoder.
std::optional<DecodeRequest> readRequestHead(const QByteArray& head);

/// None: not our magic, an unknown status, or sides or a text that were not asked for.
std::optional<DecodeAnswer> readAnswerHead(const QByteArray& head, int mostSide);

}  // namespace sotto::app
