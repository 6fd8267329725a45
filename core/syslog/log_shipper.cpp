// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/log_shipper.h"

#include "core/audit/record.h"
#include "core/base/log.h"

#include <algorithm>

namespace sotto::syslog {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kLookEvery = 5s;
constexpr std::chrono::milliseconds kStayOpen = 10s;
constexpr std::chrono::milliseconds kFirstRetry = 5s, kLastRetry = 5min;
constexpr std::size_t kPartBytes = 4U << 20;

}  // namespace

LogShipper::LogShipper(std::filesystem::path logFolder, Target target,
                       std::unique_ptr<relay::Transport> transport, Time time, QObject* parent)
    : QObject(parent),
      m_folder(std::move(logFolder)),
      m_target(std::move(target)),
      m_transport(std::move(transport)),
      m_time(time),
      m_state(loadSpoolState(m_folder))
{
    connect(m_transport.get(), &relay::Transport::opened, this, &LogShipper::sendPart);
    connect(m_transport.get(), &relay::Transport::closed, this, &LogShipper::ended);
    lookAfter(0ms);
}

void LogShipper::lookAfter(std::chrono::milliseconds delay)
{
    m_next = m_time.scheduler.after(delay, [this] { look(); });
}

void LogShipper::look()
{
    auto part = readSpool(m_folder, m_state.kept, kPartBytes);
    if (!part) {
        failed();
        return;
    }
    m_part = *std::move(part);
    if (m_part.lines.empty()) {
        lookAfter(kLookEvery);
        return;
    }
    m_isSent = false;
    m_transport->open(m_target.collector);
}

void LogShipper::sendPart()
{
    for (const auto& line : m_part.lines)
        if (const auto record = audit::parseRecord(line))
            m_transport->send(viewOf(syslogFrame(m_target.host, m_target.format, *record, line)));
    m_next = m_time.scheduler.after(kStayOpen, [this] {
        m_isSent = true;
        m_transport->close();
    });
}

void LogShipper::ended(relay::TransportError error)
{
    m_next.reset();
    if (m_isSent && error == relay::TransportError::None)
        partTaken();
    else
        failed();
}

void LogShipper::partTaken()
{
    const bool wasFailing = isFailing();
    m_failures = 0;
    m_state = {m_part.end, 0};
    m_part = {};
    save();
    if (wasFailing)
        Q_EMIT failingChanged(false);
    lookAfter(0ms);
}

void LogShipper::failed()
{
    m_part = {};
    if (!isFailing()) {
        m_state.failingSinceMs = std::max<std::int64_t>(toMs(m_time.clock.wallNow()), 1);
        save();
        Q_EMIT failingChanged(true);
    }
    const auto delay = kFirstRetry * (1 << std::min(m_failures++, 6));
    lookAfter(std::min<std::chrono::milliseconds>(delay, kLastRetry));
}

void LogShipper::save()
{
    if (!saveSpoolState(m_folder, m_state))  // sent again after the next start: none is lost
        log::warning("syslog", "how far the collector has the log was not saved");
}

}  // namespace sotto::syslog
