// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/emergency_door.h"
#include "core/engine/offline_access.h"
#include "core/engine/quick_unlock.h"
#include "core/engine/vault_door.h"
#include "core/store/attempt_log.h"

#include <functional>
#include <memory>

namespace sotto::engine {

/// While somebody else asks to read here, or reads.
struct EmergencyVisit {
    EmergencyDoor door;
    SignInStage stage{};
    BootTime end{};                ///< once it is open
    std::function<void()> look{};  ///< whether it is over
    Scheduler::HandlePtr tick{};
};

/// One person's door at this workstation, open or not: what opens it, and who tried. Lives
/// as long as the link of that person. Engine thread only.
struct Doorway {
    Doorway(const EngineSettings& settings, RelayLink& link, Time time);

    store::AttemptLog attempts;
    QuickUnlock quick;
    OfflineAccess offline;
    VaultDoor vault;
    std::unique_ptr<EmergencyVisit> emergency{};

    /// Nobody is signed in: nothing may be written, and nothing ends that is the owner's.
    bool isEmergency() const { return emergency != nullptr; }

private:
    Doorway(const std::filesystem::path& folder, const EngineSettings& settings, RelayLink& link,
            const store::Stopwatch& watch, Time time);
};

}  // namespace sotto::engine
