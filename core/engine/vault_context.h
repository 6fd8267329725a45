// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/domain_rules.h"
#include "core/domain/rights.h"
#include "core/engine/loop_rules.h"
#include "core/engine/patient_rules.h"
#include "core/engine/phone_rules.h"
#include "core/engine/retention_rules.h"
#include "core/engine/trust_rules.h"
#include "core/omemo/sessions.h"
#include "core/store/stores.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sotto::engine {

/// An open vault with everything that works on it: what the parts of an open session share.
/// Engine thread only.
///
/// Members are in the order in which they depend on each other.
class VaultContext {
public:
    /// Makes this device's keys if the vault has none yet, or new ones if it was restored: it
    /// may be an older copy, so everything that its device could use twice is dropped.
    /// Errors: those of the vault.
    static Result<std::unique_ptr<VaultContext>> make(store::Vault vault, Jid self, Time time);

    store::Vault vault;
    store::Stores stores;
    Time time;
    Jid self;  ///< bare
    omemo::Sessions sessions;
    DeviceId device{};
    crypto::AlertKeyPair alertKeys;
    bool isNewEpoch = false;  ///< this opening found a restored vault (I8)
    PhoneRules phones;
    DomainRules domains;
    TrustRules trust;
    LoopRules loop;
    PatientRules patients;
    RetentionRules retention;
    ArchiveRules archive;
    RoleRules roles;
    Rights rights = Rights::withoutRoles();  ///< of our person; RightsDesk keeps them
    /// Somebody's groups in the directory; RightsDesk gives it.
    std::function<std::vector<std::string>(const Jid&)> groupsOf = [](const Jid&) {
        return std::vector<std::string>{};
    };

    std::int64_t nowMs() const { return toMs(time.clock.wallNow()); }

private:
    VaultContext(store::Vault openVault, store::Stores openStores, Jid person, Time injected);

    Result<Done> prepareDevice();
    Result<Done> dropDevice();
};

}  // namespace sotto::engine
