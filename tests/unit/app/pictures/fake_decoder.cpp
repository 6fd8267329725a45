// SPDX-License-Identifier: GPL-3.0-or-later
// "real": the picture decoder of the program. Else one that has fallen to an attacker, or
// that hangs, as its argument says.
#include "app/pictures/picture_decoder.h"
#include "app/pictures/picture_frame.h"

#include <unistd.h>

#include <cstdio>
#include <string_view>

using namespace sotto;
using namespace sotto::app;

namespace {

void say(const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

QByteArray answer(int width, int height)
{
    return answerHead({DecodeStatus::Decoded, width, height});
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view how = argc > 1 ? argv[1] : "";
    if (how == "real")
        runPictureDecoder();
    if (how == "hangs")
        ::pause();
    if (how == "good")
        say(answer(2, 1) + QByteArray(8, '\x11'));
    if (how == "silent")
        return 0;
    if (how == "noise")
        say(QByteArray(100, 'x'));
    if (how == "half-head")
        say(answer(2, 1).left(kAnswerHead - 1));
    if (how == "short")
        say(answer(2, 1) + QByteArray(7, '\x11'));
    if (how == "long")
        say(answer(2, 1) + QByteArray(9, '\x11'));
    if (how == "huge")
        say(answer(40000, 40000));
    if (how == "empty")
        say(answer(0, 5));
    if (how == "text-long")
        say(answer(2, 0) + "abc");
    if (how == "text-short")
        say(answer(2, 0) + "a");
    if (how == "text-huge")
        say(answer(1025, 0) + QByteArray(1025, 'x'));
    if (how == "text-none")
        say(answer(0, 0));
    if (how == "text-bytes")
        say(answer(2, 0) + "\xff\xfe");
    if (how == "endless") {
        for (;;)
            say(QByteArray(65536, '\0'));
    }
    if (how == "fails") {
        say(answer(2, 1) + QByteArray(8, '\x11'));
        return 3;
    }
    return 0;
}
