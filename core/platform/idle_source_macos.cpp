// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface; neither built nor run yet.
#include "core/platform/idle_source.h"

#include <ApplicationServices/ApplicationServices.h>

namespace sotto::platform {
namespace {

class EventSource final : public IdleSource {
public:
    std::optional<std::chrono::milliseconds> idleFor() override
    {
        const double seconds = ::CGEventSourceSecondsSinceLastEventType(
            kCGEventSourceStateHIDSystemState, kCGAnyInputEventType);
        return std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
    }
};

}  // namespace

std::unique_ptr<IdleSource> makeIdleSource(std::string_view platformName, const Clock&)
{
    return platformName == "cocoa" ? std::make_unique<EventSource>() : nullptr;
}

}  // namespace sotto::platform
