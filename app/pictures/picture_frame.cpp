// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_frame.h"

#include <QtEndian>

namespace sotto::app {
namespace {

constexpr qsizetype kMagicSize = 8;
constexpr char kRequestMagic[] = "SOTTOPQ1";
constexpr char kAnswerMagic[] = "SOTTOPA1";

void append(QByteArray& to, std::uint32_t number)
{
    const auto little = qToLittleEndian(number);
    to.append(reinterpret_cast<const char*>(&little), sizeof little);
}

std::uint32_t numberAt(const QByteArray& head, qsizetype index)
{
    return qFromLittleEndian<std::uint32_t>(head.constData() + kMagicSize + 4 * index);
}

bool isSide(std::uint32_t side, int most)
{
    return side >= 1 && side <= static_cast<std::uint32_t>(most);
}

}  // namespace

QByteArray requestHead(int mostSide, qsizetype length)
{
    QByteArray head(kRequestMagic, kMagicSize);
    append(head, static_cast<std::uint32_t>(mostSide));
    append(head, static_cast<std::uint32_t>(length));
    return head;
}

QByteArray answerHead(const DecodeAnswer& answer)
{
    QByteArray head(kAnswerMagic, kMagicSize);
    append(head, static_cast<std::uint32_t>(answer.status));
    append(head, static_cast<std::uint32_t>(answer.width));
    append(head, static_cast<std::uint32_t>(answer.height));
    return head;
}

std::optional<DecodeRequest> readRequestHead(const QByteArray& head)
{
    if (head.size() != kFrameHead || !head.startsWith(kRequestMagic))
        return std::nullopt;
    const auto side = numberAt(head, 0);
    const auto length = numberAt(head, 1);
    const bool isWanted = side == kTextWanted || isSide(side, PictureDecoder::kMostSide);
    if (!isWanted || length > PictureDecoder::kMostBytes)
        return std::nullopt;
    return DecodeRequest{static_cast<int>(side), static_cast<qsizetype>(length)};
}

std::optional<DecodeAnswer> readAnswerHead(const QByteArray& head, int mostSide)
{
    if (head.size() != kAnswerHead || !head.startsWith(kAnswerMagic))
        return std::nullopt;
    const auto status = numberAt(head, 0);
    if (status > static_cast<std::uint32_t>(DecodeStatus::NoCode))
        return std::nullopt;
    if (status != static_cast<std::uint32_t>(DecodeStatus::Decoded))
        return DecodeAnswer{static_cast<DecodeStatus>(status), 0, 0};
    const auto width = numberAt(head, 1);
    const auto height = numberAt(head, 2);
    const bool isWanted = mostSide == kTextWanted
        ? isSide(width, PictureDecoder::kMostText) && height == 0
        : isSide(width, mostSide) && isSide(height, mostSide);
    if (!isWanted)
        return std::nullopt;
    return DecodeAnswer{DecodeStatus::Decoded, static_cast<int>(width), static_cast<int>(height)};
}

}  // namespace sotto::app
