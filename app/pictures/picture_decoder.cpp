// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_decoder.h"

#include "app/pictures/decode.h"
#include "app/pictures/find_code.h"
#include "core/platform/decoder_sandbox.h"

#include <QtGlobal>

#include <unistd.h>

namespace sotto::app {
namespace {

/// All of `size` bytes from standard input, or fewer at its end.
QByteArray readBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    qsizetype got = 0;
    while (got < size) {
        const auto piece =
            ::read(STDIN_FILENO, bytes.data() + got, static_cast<std::size_t>(size - got));
        if (piece <= 0)
            break;
        got += piece;
    }
    bytes.truncate(got);
    return bytes;
}

void writeBytes(const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto piece = ::write(STDOUT_FILENO, bytes.constData() + done,
                                   static_cast<std::size_t>(bytes.size() - done));
        if (piece <= 0)
            break;
        done += piece;
    }
}

[[noreturn]] void answer(const DecodeAnswer& head, const QByteArray& body = {})
{
    writeBytes(answerHead(head));
    writeBytes(body);
    ::_exit(0);
}

[[noreturn]] void answerText(const Picture& picture)
{
    const auto text = findCode(picture);
    if (text.isEmpty())
        answer({DecodeStatus::NoCode});
    answer({DecodeStatus::Decoded, static_cast<int>(text.size()), 0}, text);
}

}  // namespace

void runPictureDecoder()
{
    // Qt and libpng complain about pictures on standard error, which is closed by then.
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
    loadPictureFormats();
    if (!platform::enterDecoderSandbox({}))
        answer({DecodeStatus::NoSandbox});
    const auto request = readRequestHead(readBytes(kFrameHead));
    if (!request)
        answer({DecodeStatus::Broken});
    auto bytes = readBytes(request->length);
    if (bytes.size() != request->length)
        answer({DecodeStatus::Broken});
    const bool wantsText = request->mostSide == kTextWanted;
    const auto [status, picture] =
        decodePicture(std::move(bytes), wantsText ? kSideForCodes : request->mostSide);
    if (wantsText && status == DecodeStatus::Decoded)
        answerText(picture);
    answer({status, picture.width, picture.height}, picture.rgba);
}

}  // namespace sotto::app
