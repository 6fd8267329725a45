// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/fail_mode.h"

namespace sotto::syslog {
namespace {

constexpr std::chrono::hours kGrace{24};

}  // namespace

bool isHeldBack(const FailRules& rules, const std::filesystem::path& logFolder, WallTime now)
{
    if (rules.mode == FailRules::Mode::Warn)
        return false;
    const auto state = loadSpoolState(logFolder);
    const bool isFailing = state.failingSinceMs != 0;
    if (rules.mode == FailRules::Mode::Block)
        return isFailing;
    const auto waiting = waitingBytes(logFolder, state.kept);
    if (!waiting || *waiting > rules.spoolBytes)
        return true;
    return isFailing && std::chrono::milliseconds{toMs(now) - state.failingSinceMs} >= kGrace;
}

}  // namespace sotto::syslog
