// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/transport.h"
#include "core/syslog/spool.h"
#include "core/syslog/syslog_frame.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <string>

namespace sotto::syslog {

/// Passes the activity log on to a collector (RFC 5425), in order, each record at least once.
///
/// Syslog has no acknowledgement, so a connection is the unit: it carries one part of the log,
/// stays open for a while, in which a collector that dies is noticed, and is then ended by both
/// sides. Only after that the part counts as kept; else all of it is sent again.
/// `transport` must wait for the other side's end (TlsSettings::waitForPeersEnd).
/// One thread; one shipper for a log.
class LogShipper final : public QObject {
    Q_OBJECT

public:
    struct Target {
        relay::Endpoint collector;
        BodyFormat format = BodyFormat::Json;
        std::string host{};  ///< our own name in the messages
    };

    /// Begins at once.
    LogShipper(std::filesystem::path logFolder, Target target,
               std::unique_ptr<relay::Transport> transport, Time time, QObject* parent = nullptr);

    bool isFailing() const { return m_state.failingSinceMs != 0; }

Q_SIGNALS:
    /// The collector stopped taking records, or takes them again.
    void failingChanged(bool isFailing);

private:
    void look();
    void lookAfter(std::chrono::milliseconds delay);
    void sendPart();
    void partTaken();
    void failed();
    void ended(relay::TransportError error);
    void save();

    std::filesystem::path m_folder;
    Target m_target;
    std::unique_ptr<relay::Transport> m_transport;
    Time m_time;
    SpoolState m_state;
    SpoolPart m_part;
    bool m_isSent = false;  ///< all of m_part, and our half is ended or about to be
    int m_failures = 0;     ///< in a row
    Scheduler::HandlePtr m_next;
};

}  // namespace sotto::syslog
