// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/picture.h"

#include <algorithm>
#include <vector>

namespace sotto::test {

/// A decoder played by a test: keeps what it is given, answers when it is told to.
class FakePictures final : public PictureDecoder {
public:
    struct Asked {
        QByteArray bytes;
        int mostSide = 0;
        Promise<Picture> promise;
    };

    struct Code {
        QByteArray bytes;
        Promise<QString> promise;
    };

    std::vector<Asked> asked;
    std::vector<Code> codes;

    Task<Picture> decode(QByteArray bytes, int mostSide) override
    {
        asked.push_back({std::move(bytes), mostSide, {}});
        return asked.back().promise.task();
    }

    Task<QString> readCode(QByteArray bytes) override
    {
        codes.push_back({std::move(bytes), {}});
        return codes.back().promise.task();
    }

    /// Answers the oldest question for a code.
    void answerCode(Result<QString> text)
    {
        auto promise = std::move(codes.front().promise);
        codes.erase(codes.begin());
        promise.finish(std::move(text));
    }

    /// Answers the oldest question: `width` x `height` px of one colour.
    void answer(int width, int height, char red, char green, char blue)
    {
        Picture picture{width, height, {}};
        for (int i = 0; i < width * height; ++i)
            picture.rgba.append(red).append(green).append(blue).append('\xff');
        take().finish(picture);
    }

    /// Something to look at: a grid on a slope from light to dark.
    void answerSample()
    {
        const int width = std::min(1600, asked.front().mostSide);
        const int height = width * 3 / 4;
        Picture picture{width, height, {}};
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const bool line = x * 10 / width != (x + 2) * 10 / width ||
                    y * 8 / height != (y + 2) * 8 / height;
                const int shade = line ? 40 : 90 + 140 * (width - x + y) / (width + height);
                const auto grey = static_cast<char>(shade);
                picture.rgba.append(grey).append(grey).append(static_cast<char>(shade + 12));
                picture.rgba.append('\xff');
            }
        }
        take().finish(picture);
    }

    void refuse() { take().finish(Error{Errc::Malformed, "broken"}); }

private:
    Promise<Picture> take()
    {
        auto promise = std::move(asked.front().promise);
        asked.erase(asked.begin());
        return promise;
    }
};

}  // namespace sotto::test
