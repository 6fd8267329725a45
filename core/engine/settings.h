// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/kdf.h"
#include "core/domain/jid.h"
#include "core/domain/message_record.h"
#include "core/domain/rights.h"
#include "core/engine/availability_rules.h"
#include "core/engine/emergency_rules.h"
#include "core/engine/file_rules.h"
#include "core/engine/loop_rules.h"
#include "core/engine/patient_rules.h"
#include "core/engine/phone_rules.h"
#include "core/engine/retention_rules.h"
#include "core/engine/trust_rules.h"
#include "core/platform/key_chain.h"
#include "core/relay/file_places.h"
#include "core/relay/file_transfer.h"
#include "core/relay/login_types.h"
#include "core/relay/tls_settings.h"
#include "core/store/attempt_log.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace sotto::engine {

/// What an engine is told once, when it is made: policy already read and turned into
/// values, so that the engine itself decides nothing about where they come from.
struct EngineSettings {
    std::filesystem::path dataFolder;  ///< vaults/ is below it
    std::string software;              ///< "Sotto 0.1"
    std::string deviceLabel;           ///< "Front desk 2", at most 64 characters
    std::string platform;              ///< "linux", "windows", "macos"
    std::string clinicName;

    std::string relayHost;  ///< policy relay.address; empty: discover
    std::uint16_t relayPort = 5223;
    relay::TlsSettings tls;
    relay::LoginRules loginRules;
    std::vector<std::string> allowedDomains;    ///< relay.domain_allow, see DomainRules
    std::vector<std::string> federatedDomains;  ///< relay.federation_allow

    crypto::Argon2Params kdf;
    bool requireSecondFactor = true;  ///< auth.mfa: a full login without a code is refused
    /// session.quick_unlock_max_failures, auth.max_failures, auth.lockout_s
    store::AttemptLog::Limits attempts;
    bool pinAllowed = false;            ///< session.quick_unlock is "pin"
    std::chrono::seconds pinMaxAge{};   ///< session.quick_unlock_max_age_s
    std::chrono::hours offlineGrace{};  ///< auth.offline_grace_h; 0: never without the relay
    std::string bootId;                 ///< platform::bootId(): what a time on file counts from
    bool remoteWipe = true;             ///< device.remote_wipe
    Bytes clinicKey;                    ///< the pinned key of the policy; empty: there is none
    std::chrono::hours backupEvery{};   ///< device.backup_hours; 0: never
    std::chrono::seconds checkAccessEvery{};    ///< auth.revocation_check_s; 0: never
    std::chrono::seconds mostWithoutContact{};  ///< then an open session locks; 0: no limit

    /// Makes the system's key chain, once for each person; absent: there is none.
    std::function<std::unique_ptr<platform::KeyChain>()> makeKeyChain;

    PhoneRules phones;  ///< interop.phones
    TrustRules trust;   ///< crypto.trust_mode, with the list as it was when this was made
    RoleRules roles;    ///< the clinic's list of roles, as it was then, and who may what

    AvailabilityRules availability;  ///< alerts.dnd_override, routing.*
    LoopRules loop;                  ///< alerts.*, retention.recall_window_s

    FileRules files;  ///< content.*

    PatientRules patients;  ///< patient.*

    bool fhirExport = false;  ///< export.fhir

    EmergencyRules emergency;  ///< emergency.*
    RetentionRules retention;  ///< retention.local_days, retention.legal_hold
    ArchiveRules archive;      ///< retention.archive_*

    /// Puts what happened to messages of that person into the activity log; see RecordDesk.
    std::function<Result<Done>(const Jid& self, std::span<const MessageRecord>)> recordMessages;

    /// Makes the way of one file, to and from those places; absent: no files are moved.
    std::function<std::unique_ptr<relay::FileTransfer>(relay::FilePlaces)> makeFileTransfer;

    /// Makes the way to the relay; tests give a fake one.
    std::function<std::unique_ptr<relay::Transport>()> makeTransport;
};

}  // namespace sotto::engine
