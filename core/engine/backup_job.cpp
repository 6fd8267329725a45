// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/backup_job.h"

#include "core/base/log.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kSettle = 1min;  // after an unlock there is enough to do
constexpr std::chrono::milliseconds kRetry = 1h;
constexpr std::chrono::milliseconds kPause = 20ms;  // between steps, for everything else

}  // namespace

BackupJob::BackupJob(VaultContext& context, std::chrono::hours every)
    : m_context(context),
      m_backups(context.vault.folder()),
      m_every(every)
{
}

void BackupJob::start()
{
    m_backups.discard();
    if (m_every > 0h)
        schedule(std::max(kSettle, untilDue()));
}

void BackupJob::stop()
{
    m_timer.reset();
    m_copy.reset();
    m_backups.discard();
}

void BackupJob::schedule(std::chrono::milliseconds delay)
{
    m_timer = m_context.time.scheduler.after(delay, [this] { m_copy ? step() : begin(); });
}

/// A newest one that lies in the future was made by a wrong clock: due.
std::chrono::milliseconds BackupJob::untilDue() const
{
    const auto backups = m_backups.all();
    const auto now = m_context.time.clock.wallNow();
    if (backups.empty() || backups.back().at > now)
        return 0ms;
    return std::max(
        0ms,
        std::chrono::duration_cast<std::chrono::milliseconds>(backups.back().at + m_every - now));
}

void BackupJob::begin()
{
    auto copy = [this]() -> Result<store::VaultCopy> {
        SOTTO_TRY_ASSIGN(const auto file, m_backups.prepare());
        return store::VaultCopy::begin(m_context.vault, file);
    }();
    if (!copy) {
        fail(copy.error());
        return;
    }
    m_copy.emplace(*std::move(copy));
    schedule(kPause);
}

void BackupJob::step()
{
    const auto complete = m_copy->step();
    if (!complete) {
        fail(complete.error());
        return;
    }
    if (!*complete) {
        schedule(kPause);
        return;
    }
    m_copy.reset();
    if (const auto finished = m_backups.finish(m_context.time.clock.wallNow()); !finished) {
        fail(finished.error());
        return;
    }
    schedule(m_every);
    Q_EMIT made();
}

void BackupJob::fail(const Error& error)
{
    log::warning("engine", "no backup was made", {{"why", error.code}});
    m_copy.reset();
    m_backups.discard();
    schedule(kRetry);
    Q_EMIT failed(error.code);
}

}  // namespace sotto::engine
