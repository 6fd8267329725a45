// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/storage_watch.h"

#include "core/base/log.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstDelay = 2s;
constexpr std::chrono::milliseconds kLongestDelay = 30s;
constexpr auto kStableTime = 60s;  // writable this long: the next trouble is a new one
constexpr std::string_view kProbe = "storage.probe";

}  // namespace

StorageWatch::StorageWatch(VaultContext& context)
    : m_context(context),
      m_ballast(context.vault.folder()),
      m_delay(kFirstDelay)
{
    m_context.vault.onRefused([this](Errc why) { refused(why); });
}

StorageWatch::~StorageWatch()
{
    m_context.vault.onRefused({});
}

void StorageWatch::start()
{
    if (m_ballast.restore())
        return;
    if (probe())
        refused(Errc::StorageFull);  // the disk works: what it lacks is room
    else if (!isReadOnly())
        refused(Errc::Storage);
}

/// Called from inside whatever was writing: only the ballast goes at once, the rest follows.
void StorageWatch::refused(Errc why)
{
    m_ballast.release();
    if (isReadOnly())
        return;
    log::warning("engine", "the disk refuses writes: read-only", {{"why", why}});
    m_state = why == Errc::StorageFull ? StorageState::DiskFull : StorageState::DiskFailing;
    m_timer = m_context.time.scheduler.after(0ms, [this] { enter(); });
}

void StorageWatch::enter()
{
    if (m_context.time.clock.bootNow() - m_leftAt > kStableTime)
        m_delay = kFirstDelay;
    scheduleTry();
    Q_EMIT changed(m_state);
}

void StorageWatch::scheduleTry()
{
    m_timer = m_context.time.scheduler.after(m_delay, [this] { tryToLeave(); });
    m_delay = std::min(m_delay * 2, kLongestDelay);
}

void StorageWatch::tryToLeave()
{
    if (!m_ballast.restore() || !probe()) {
        m_ballast.release();
        scheduleTry();
        return;
    }
    m_timer.reset();
    m_leftAt = m_context.time.clock.bootNow();
    m_state = StorageState::Writable;
    log::info("engine", "the disk takes writes again");
    Q_EMIT changed(m_state);
}

/// One small commit: room alone says nothing about a disk that fails or is read-only.
Result<Done> StorageWatch::probe()
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.account.setValue(kProbe, viewOf(std::to_string(m_context.nowMs()))));
    return transaction.commit();
}

}  // namespace sotto::engine
