// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/status_file.h"

#include "core/base/log.h"

#include <fstream>
#include <string_view>

namespace sotto::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kShortest = 1s;
constexpr auto kLongest = 60s;

/// A reader sees the old one or the new one. Not synced: after a power cut nobody needs it, and
/// this thread paints.
bool replace(const std::filesystem::path& file, const std::string& text)
{
    auto beside = file;
    beside += ".new";
    std::error_code failed;
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        if (!(out << text).flush())
            return false;
    }
    std::filesystem::rename(beside, file, failed);
    return !failed;
}

}  // namespace

StatusFile::StatusFile(std::filesystem::path file, std::function<bool()> isAllowed, Time time)
    : m_file(std::move(file)),
      m_isAllowed(std::move(isAllowed)),
      m_time(time)
{
}

void StatusFile::follow(const Client& client)
{
    connect(&client, &Client::stageChanged, this, [this](const SignInStage& stage) {
        using Step = SignInStage::Step;
        if (stage.step == Step::Open)
            m_waiting = 0;  // it is being read now
        m_state = stage.step == Step::Open ? State::Open
            : stage.step == Step::Unlock   ? State::Locked
                                           : State::SignedOut;
        change();
    });
    connect(&client, &Client::connectionChanged, this, [this](Connection connection) {
        m_connection = connection;
        change();
    });
    connect(&client, &Client::waitingChanged, this, [this](int messages, int) {
        m_waiting = messages;
        change();
    });
}

void StatusFile::addStored(int messages)
{
    m_stored += messages;
    change();
}

void StatusFile::change()
{
    const auto now = m_time.clock.bootNow();
    const auto since = m_writtenAt ? now - *m_writtenAt : kShortest;
    if (since >= kShortest)
        write();
    else if (!m_next)
        m_next = m_time.scheduler.after(kShortest - since, [this] { write(); });
}

void StatusFile::write()
{
    m_next.reset();
    m_writtenAt = m_time.clock.bootNow();
    m_pulse = m_time.scheduler.after(kLongest, [this] { write(); });
    if (!m_isAllowed()) {
        remove();
        return;
    }
    if (replace(m_file, text()))
        m_isThere = true;
    else
        log::warning("app", "the status file was not written");
}

std::string StatusFile::text() const
{
    static constexpr std::string_view kStates[] = {"signed-out", "locked", "open"};
    const bool isOnline =
        m_connection == Connection::Online || m_connection == Connection::CatchingUp;
    const bool isCaughtUp = m_connection == Connection::Online && m_state == State::Open;
    std::string text = "sotto-status 1\n";
    text += "at-ms " + std::to_string(toMs(m_time.clock.wallNow())) + "\n";
    text += "state " + std::string{kStates[static_cast<int>(m_state)]} + "\n";
    text += std::string{"online "} + (isOnline ? "1" : "0") + "\n";
    text += std::string{"caught-up "} + (isCaughtUp ? "1" : "0") + "\n";
    text += "stored " + std::to_string(m_stored) + "\n";
    text += "waiting " + std::to_string(m_waiting) + "\n";
    return text;
}

void StatusFile::remove()
{
    std::error_code ignored;
    if (std::exchange(m_isThere, false))
        std::filesystem::remove(m_file, ignored);
}

}  // namespace sotto::app
