// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/station_link.h"

#include <array>
#include <cstdio>
#include <memory>

namespace sotto::app {
namespace {

/// Waits for at least one byte, then takes what there is. Empty at the end of the channel.
SecretBytes readSome()
{
    std::array<std::uint8_t, 4> head{};
    if (std::fread(head.data(), 1, head.size(), stdin) != head.size())
        return {};
    const std::size_t length = static_cast<std::size_t>(head[0]) << 24 |
        static_cast<std::size_t>(head[1]) << 16 | static_cast<std::size_t>(head[2]) << 8 | head[3];
    SecretBytes whole(head.size() + std::min<std::size_t>(length, 128 * 1024));
    std::copy(head.begin(), head.end(), whole.data());
    const auto body = whole.size() - head.size();
    if (std::fread(whole.data() + head.size(), 1, body, stdin) != body)
        return {};
    return whole;
}

}  // namespace

StationLink::StationLink(QObject* parent) : QObject(parent)
{
    std::setvbuf(stdin, nullptr, _IONBF, 0);  // no second copy of what passes
    std::setvbuf(stdout, nullptr, _IONBF, 0);
}

StationLink::~StationLink()
{
    if (m_thread && m_thread->isRunning())
        m_thread->terminate();  // it waits in fread and holds nothing
}

void StationLink::start()
{
    m_thread = QThread::create([this] {
        for (;;) {
            auto bytes = std::make_shared<SecretBytes>(readSome());
            const bool last = bytes->empty();
            QMetaObject::invokeMethod(
                this, [this, bytes] { feed(std::move(*bytes)); }, Qt::QueuedConnection);
            if (last)
                return;
        }
    });
    m_thread->setParent(this);
    m_thread->setObjectName(QStringLiteral("station-link"));
    m_thread->start();
}

void StationLink::send(const Frame& frame)
{
    const auto bytes = encode(frame);
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
}

void StationLink::feed(SecretBytes bytes)
{
    if (bytes.empty() || !m_reader.feed(bytes.view())) {
        Q_EMIT ended();
        return;
    }
    Q_EMIT arrived();
}

}  // namespace sotto::app
