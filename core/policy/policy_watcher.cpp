// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_watcher.h"

#include <QFile>
#include <QStringList>

#include <system_error>

namespace sotto::policy {
namespace {

using namespace std::chrono_literals;

constexpr auto kPollEvery = 30s;      // half of the minute that an administrator was promised
constexpr auto kSettleAfter = 500ms;  // an editor writes a file in several steps

}  // namespace

PolicyWatcher::PolicyWatcher(PolicyLocations locations, TrustedReader reader, Time time,
                             QObject* parent)
    : QObject(parent),
      m_locations(std::move(locations)),
      m_reader(std::move(reader)),
      m_time(time),
      m_current(readPolicy(m_locations, m_reader)),
      m_checkedAt(m_time.clock.wallNow())
{
    const auto soon = [this] {
        m_settle = m_time.scheduler.after(kSettleAfter, [this] { checkNow(); });
    };
    connect(&m_files, &QFileSystemWatcher::fileChanged, this, soon);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, this, soon);
    watchAgain();
    schedulePoll();
}

void PolicyWatcher::checkNow()
{
    watchAgain();
    auto fresh = readPolicy(m_locations, m_reader, &m_current);
    m_checkedAt = m_time.clock.wallNow();
    if (fresh.sha256 == m_current.sha256 && fresh.accepted == m_current.accepted)
        return;
    const auto oldHash = QString::fromStdString(m_current.sha256);
    m_current = std::move(fresh);
    Q_EMIT changed(oldHash);
}

void PolicyWatcher::watchAgain()
{
    // A file that an editor replaced is no longer watched, and one that is missing cannot be.
    QStringList wanted;
    for (const auto& path :
         {m_locations.file, m_locations.folder, m_locations.file.parent_path()}) {
        std::error_code code;
        const auto name = QFile::decodeName(path.c_str());
        if (std::filesystem::exists(path, code) && !m_files.files().contains(name) &&
            !m_files.directories().contains(name))
            wanted.append(name);
    }
    if (!wanted.isEmpty())
        m_files.addPaths(wanted);
}

void PolicyWatcher::schedulePoll()
{
    m_poll = m_time.scheduler.after(kPollEvery, [this] {
        checkNow();
        schedulePoll();
    });
}

}  // namespace sotto::policy
