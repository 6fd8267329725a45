// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/doorway.h"

namespace sotto::engine {

Doorway::Doorway(const EngineSettings& settings, RelayLink& link, Time time)
    : Doorway(Installation::folderOf(settings.dataFolder, link.person()), settings, link,
              store::Stopwatch{time.clock, settings.bootId}, time)
{
}

Doorway::Doorway(const std::filesystem::path& folder, const EngineSettings& settings,
                 RelayLink& link, const store::Stopwatch& watch, Time time)
    : attempts(folder, settings.attempts, watch),
      quick(folder, settings, watch),
      offline(folder, settings, link, watch, time),
      vault(folder, link.person(), settings, link.stream(), quick, offline)
{
}

}  // namespace sotto::engine
