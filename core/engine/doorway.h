// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/offline_access.h"
#include "core/engine/quick_unlock.h"
#include "core/engine/vault_door.h"
#include "core/store/attempt_log.h"

namespace sotto::engine {

/// One person's door at this workstation, open or not: what opens it, and who tried. Lives
/// as long as the link of that person. Engine thread only.
struct Doorway {
    Doorway(const EngineSettings& settings, RelayLink& link, Time time);

    store::AttemptLog attempts;
    QuickUnlock quick;
    OfflineAccess offline;
    VaultDoor vault;

private:
    Doorway(const std::filesystem::path& folder, const EngineSettings& settings, RelayLink& link,
            const store::Stopwatch& watch, Time time);
};

}  // namespace sotto::engine
