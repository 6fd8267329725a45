// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The only place that builds concrete classes out of policy and paths.

#include "core/api/station.h"
#include "core/audit/audit_log.h"
#include "core/audit/exception_report.h"
#include "core/audit/log_pruner.h"
#include "core/base/clock.h"
#include "core/engine/settings.h"
#include "core/platform/disk_encryption.h"
#include "core/platform/paths.h"
#include "core/policy/policy_reader.h"
#include "core/policy/role_list.h"
#include "core/syslog/log_shipper.h"

#include <QString>

#include <memory>
#include <optional>
#include <span>

namespace sotto::app {

/// What every role of the program needs to know, found out once at start.
struct Surroundings {
    platform::Paths paths;
    policy::LoadedPolicy policy;
};

/// `policyFolder`: instead of the system's, and only where the system has no policy of its
/// own, so that nobody can escape theirs by an option. It must be as trustworthy.
/// Errors: NotFound (no home folder), Denied or Storage (the data folder is not safe).
Result<Surroundings> findSurroundings(const QString& dataFolder, const QString& policyFolder);

/// One of the clinic's lists, beside policy.toml.
template <class List>
std::filesystem::path listFile(const PolicyLocations& locations, const policy::ListKind<List>& kind)
{
    return locations.file.parent_path() / kind.fileName;
}

/// What policy says of keys; `list` counts only where policy asks for one.
engine::TrustRules trustRules(const Policy& policy, OrgList list);

/// What policy makes of the list of roles. One that was refused, and a source that this version
/// cannot read, leave nobody with a role.
RoleRules roleRules(const Policy& policy, const policy::LoadedRoleList& list);

PolicyLocations policyLocations(const platform::Paths& paths, const QString& policyFolder);

/// As policy says; the list of devices as it is now.
/// `purpose`: what an emergency session records of a file that is saved says so.
enum class Purpose : std::uint8_t { Usual, Emergency };
engine::EngineSettings engineSettings(const Surroundings& surroundings, Time time,
                                      Purpose purpose = Purpose::Usual);

StationSnapshot stationAppearance(const policy::LoadedPolicy& policy);

/// What policy makes of the disk below the vaults (device.require_disk_encryption). Where it must
/// be encrypted, a system that does not tell is refused as well.
DiskNotice diskNotice(const Policy& policy, platform::DiskEncryption disk);

/// Empty if the log cannot be opened: work goes on, and the station says so in its log.
std::optional<audit::AuditLog> openAuditLog(const Surroundings& surroundings, Time time);

/// Puts what happened to messages of that person into the activity log, under pseudonyms. Errors:
/// Storage.
Result<Done> recordMessages(const Surroundings& surroundings, Time time, const Jid& self,
                            std::span<const MessageRecord> records);

/// What policy calls usual; local time as of this machine.
audit::ExceptionRules exceptionRules(const Policy& policy);

/// Whether policy holds back what would leave the vault, because the collector of the activity
/// log is away (audit.fail_mode).
bool isLogHeldBack(const platform::Paths& paths, const Policy& policy, Time time);

/// What may go of the activity log (audit.retention_days). Nothing: all of it stays, because a
/// legal hold names anybody, or no policy that could name one is in force.
std::optional<audit::PruneRules> pruneRules(const platform::Paths& paths,
                                            const policy::LoadedPolicy& policy);

/// What passes the activity log on to the collector that policy names; null: it names none.
std::unique_ptr<syslog::LogShipper> makeLogShipper(const std::filesystem::path& logFolder,
                                                   const Policy& policy, Time time);

/// Text of the policy that is in force but could not be accepted, in plain words.
QString policyTrouble(const policy::LoadedPolicy& policy);

}  // namespace sotto::app
