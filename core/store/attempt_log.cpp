// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/attempt_log.h"

#include "core/base/log.h"
#include "core/store/small_file.h"

#include <algorithm>

namespace sotto::store {
namespace {

using std::chrono::milliseconds;

constexpr SmallFormat kFormat{"SOTTOATT", 1, 4 + 4 + 4 + 4 + 8 + kMomentSize};
constexpr std::uint32_t kMostCounted = 9999;
constexpr std::uint32_t kMostDoublings = 12;
constexpr milliseconds kLongestLockout = std::chrono::hours{24};

}  // namespace

AttemptLog::AttemptLog(const std::filesystem::path& folder, Limits limits, Stopwatch watch)
    : m_file(folder / "attempts"),
      m_limits(limits),
      m_watch(watch)
{
    load();
}

void AttemptLog::load()
{
    const auto content = loadSmall(kFormat, m_file);
    if (!content && content.error().code == Errc::NotFound)
        return;
    if (const auto state = content ? parse(*content) : Result<State>{content.error()}) {
        m_state = *state;
        return;
    }
    log::warning("store", "the failed attempts cannot be read: as many as may be");
    m_state = {.unlocks = m_limits.unlocks,
               .lockouts = 1,
               .count = m_limits.logins,
               .sinceMs = m_watch.now().wallMs,
               .lockedAt = m_watch.now()};
    (void)save();
}

Result<AttemptLog::State> AttemptLog::parse(ByteView content)
{
    FieldReader fields{content};
    State state;
    state.unlocks = fields.number<std::uint32_t>();
    state.logins = fields.number<std::uint32_t>();
    state.lockouts = fields.number<std::uint32_t>();
    state.count = fields.number<std::uint32_t>();
    state.sinceMs = static_cast<std::int64_t>(fields.number<std::uint64_t>());
    state.lockedAt = readMoment(fields);
    if (!fields.atEnd() ||
        std::max({state.unlocks, state.logins, state.lockouts, state.count}) > kMostCounted)
        return Error{Errc::Malformed, "counts out of bounds"};
    return state;
}

bool AttemptLog::save() const
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(m_file.parent_path(), ignored))
        return false;  // an address that never signed in here: it gets no folder by guessing
    Bytes content;
    for (const auto number : {m_state.unlocks, m_state.logins, m_state.lockouts, m_state.count})
        putNumber(content, number);
    putNumber(content, static_cast<std::uint64_t>(m_state.sinceMs));
    putMoment(content, m_state.lockedAt);
    const auto saved = saveSmall(kFormat, m_file, content);
    if (!saved)
        log::warning("store", "a failed attempt was not saved", {{"why", saved.error().code}});
    return saved.has_value();
}

bool AttemptLog::count(std::uint32_t& which)
{
    m_before = m_state;
    which = std::min(which + 1, kMostCounted);
    if (m_state.count == 0)
        m_state.sinceMs = m_watch.now().wallMs;
    m_state.count = std::min(m_state.count + 1, kMostCounted);
    if (&which == &m_state.logins && which >= m_limits.logins) {
        m_state.logins = 0;  // of the next round
        m_state.lockouts = std::min(m_state.lockouts + 1, kMostCounted);
        m_state.lockedAt = m_watch.now();
    }
    return save();
}

bool AttemptLog::countUnlock()
{
    return count(m_state.unlocks);
}

bool AttemptLog::countLogin()
{
    return count(m_state.logins);
}

void AttemptLog::takeBack()
{
    m_state = m_before;
    (void)save();
}

milliseconds AttemptLog::lockoutLength() const
{
    const auto doublings = std::min(m_state.lockouts - 1, kMostDoublings);
    return std::min(milliseconds{m_limits.lockout} * (1 << doublings),
                    std::max(kLongestLockout, milliseconds{m_limits.lockout}));
}

std::optional<milliseconds> AttemptLog::lockedOutFor()
{
    if (m_state.lockedAt == Moment{} || m_state.lockouts == 0)
        return std::nullopt;
    auto passed = m_watch.since(m_state.lockedAt);
    if (passed < milliseconds{0}) {
        // After a restart with the wall clock set back nobody knows: it begins again, and so
        // it ends, whatever the clock showed before.
        m_state.lockedAt = m_watch.now();
        (void)save();
        passed = milliseconds{0};
    }
    if (passed >= lockoutLength())
        return std::nullopt;
    return lockoutLength() - passed;
}

AttemptLog::Failed AttemptLog::clear()
{
    const Failed failed{m_state.count, m_state.sinceMs};
    if (m_state.count == 0 && m_state.lockouts == 0)
        return failed;
    m_state = m_before = {};
    if (!eraseFile(m_file))
        (void)save();
    return failed;
}

}  // namespace sotto::store
