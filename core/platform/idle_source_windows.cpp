// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface; compiled with mingw-w64, never run.
#include "core/platform/idle_source.h"

#include <windows.h>

namespace sotto::platform {
namespace {

class LastInputSource final : public IdleSource {
public:
    std::optional<std::chrono::milliseconds> idleFor() override
    {
        LASTINPUTINFO info{sizeof info, 0};
        if (!::GetLastInputInfo(&info))
            return std::nullopt;
        // Both are 32-bit ticks that wrap after 49.7 days: unsigned subtraction is right.
        const DWORD now = ::GetTickCount();
        return std::chrono::milliseconds{static_cast<DWORD>(now - info.dwTime)};
    }
};

}  // namespace

std::unique_ptr<IdleSource> makeIdleSource(std::string_view platformName, const Clock&)
{
    return platformName == "windows" ? std::make_unique<LastInputSource>() : nullptr;
}

}  // namespace sotto::platform
