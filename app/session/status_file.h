// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <filesystem>
#include <functional>

namespace sotto::app {

/// What a clinic's monitoring may know of a session: numbers, no name, no text.
/// The format is in app/README.md. UI thread.
///
/// Written when a number changed, at most once a second, and each minute so that a reader sees
/// that the session lives; each time whole, under another name first.
class StatusFile final : public QObject {
    Q_OBJECT
public:
    /// `isAllowed` is asked each time: where policy forbids it, there is no file.
    StatusFile(std::filesystem::path file, std::function<bool()> isAllowed, Time time);

    void follow(const Client& client);
    void addStored(int messages);

    /// Policy may have changed.
    void refresh() { change(); }

    /// The session ends.
    void remove();

private:
    enum class State : std::uint8_t { SignedOut, Locked, Open };

    void change();
    void write();
    std::string text() const;

    std::filesystem::path m_file;
    std::function<bool()> m_isAllowed;
    Time m_time;
    Scheduler::HandlePtr m_next;   ///< a change that waits for its second to end
    Scheduler::HandlePtr m_pulse;  ///< the minute
    std::optional<BootTime> m_writtenAt;
    bool m_isThere = false;
    State m_state = State::SignedOut;
    Connection m_connection = Connection::Offline;
    qint64 m_stored = 0;
    int m_waiting = 0;
};

}  // namespace sotto::app
