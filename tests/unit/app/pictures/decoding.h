// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pictures for a decoder process, and the wait for what it says.

#include <QBuffer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QImage>

#include <catch2/catch_test_macros.hpp>

#include <functional>

namespace sotto::test {

inline bool waitUntil(const std::function<bool()>& isTrue)
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue() && timer.elapsed() < 30'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return isTrue();
}

inline QByteArray encoded(const QImage& image, const char* format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool lossy = QLatin1String(format) == QLatin1String("jpg");
    REQUIRE(image.save(&buffer, format, lossy ? 95 : -1));  // for PNG it is how hard to pack
    return bytes;
}

}  // namespace sotto::test
