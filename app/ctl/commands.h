// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What `sottoctl` can do; one function for each command. Each gives the exit code.

#include "core/base/clock.h"
#include "core/domain/message.h"

#include <QString>

#include <optional>
#include <string>

namespace sotto::app {

/// Options that commands share.
struct CtlOptions {
    QString dataFolder;
    QString policyFolder;
    std::optional<int> passwordFd;  ///< else asked at the terminal
    std::optional<int> codeFd;
    bool json = false;
};

inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;  ///< it was tried and did not work
inline constexpr int kExitUsage = 2;

/// The data folder cannot be used: says so. kExitFailed.
int refuseFolder();

// ctl/policy_commands.cpp
int policyLint(const std::string& file);
int policyEffective(const CtlOptions& options);
int policyExplain(const std::string& key);
int policyInit(const std::string& workstationClass);
/// The table for the system's own management: sotto.admx and en-US/sotto.adml (Group Policy)
/// and org.sotto.Sotto.plist (managed preferences of that class) in `folder`.
int policyTemplates(const std::string& folder, const std::string& workstationClass);
/// Makes the clinic's signing key: `policy.key` (for the administrator alone) and
/// `policy.pub` (to be pinned beside policy.toml) in `folder`. Never replaces a key.
int policyKeygen(const std::string& folder);
/// Checks a policy file and writes FILE.sig beside it. A file with errors is not signed.
int policySign(const std::string& file, const std::string& keyFile);

// ctl/list_commands.cpp
/// Checks a list of devices before it is rolled out: 0 clean, 2 errors.
int devicesLint(const std::string& file);
/// Checks it and writes FILE.sig beside it, with the key that signs policies.
int devicesSign(const std::string& file, const std::string& keyFile);
/// Prints the list that is in force on this workstation.
int devicesShow(const CtlOptions& options, Time time);
/// The same three for the list of roles.
int rolesLint(const std::string& file);
int rolesSign(const std::string& file, const std::string& keyFile);
int rolesShow(const CtlOptions& options);
/// Prints the clinic's order to destroy what that account has on workstations until now, signed
/// with the key that signs policies; `sotto-relay user erase` hands it on.
int eraseOrder(const std::string& account, const std::string& keyFile, Time time);

// ctl/relay_command.cpp
/// Logs in as ADDRESS and prints what the relay offers. 1 if a required feature fails.
int relayCheck(const CtlOptions& options, const QString& address, Time time);

// ctl/message_commands.cpp
struct SendOptions {
    QString from;
    QString to;
    Urgency urgency = Urgency::Fyi;
    bool eachLine = false;  ///< every line is a message
    std::string key;        ///< a line goes once under its key and number, however often it is run
};

/// Signs in and sends standard input to one person; ends when the relay has all of it. Never
/// takes the text of a message from the command line.
int sendMessages(const CtlOptions& options, const SendOptions& send, Time time);

/// Signs in and prints a line for each message that arrives, until interrupted or until
/// `most` have come. Text only with `showText`.
int listenForMessages(const CtlOptions& options, const QString& as, int most, bool showText,
                      Time time);

/// Signs in and prints the devices of that account as lines of the clinic's list.
int listOwnDevices(const CtlOptions& options, const QString& as, Time time);

// ctl/audit_commands.cpp
struct AuditVerifyOptions {
    std::string folder;     ///< empty: the log of this workstation
    std::string keyFile;    ///< audit.key: checks the codes
    std::string anchors;    ///< a collector's file: finds what was cut off
    std::string deviceKey;  ///< the checkpoint key as the collector or the clinic knows it
};

/// Makes the clinic's audit key: `audit.key` and `audit.pub`. Never replaces one.
int auditKeygen(const std::string& folder);
/// Gives the verdict of audit_verifier.h.
int auditVerify(const CtlOptions& options, const AuditVerifyOptions& given);
/// Prints the records, or those of one event, of a folder or of this workstation.
int auditShow(const CtlOptions& options, const std::string& folder, const std::string& event);

struct AuditExportOptions {
    std::string folder;  ///< empty: the log of this workstation; then the export is recorded
    std::string format;  ///< raw, csv, fhir
    std::string from, to, person, conversation, event;
    std::string patient;  ///< a record number; "-": it stands on the standard input
    std::string reason;   ///< one of a closed list
};

/// Prints the log, or a part of it, in a format that others read.
int auditExport(const CtlOptions& options, const AuditExportOptions& given, Time time);
/// Prints what somebody should look at since the last review. `folder` empty: the log of this
/// workstation, with its policy; then the look is recorded.
int auditReport(const CtlOptions& options, const std::string& folder, Time time);
/// Signs in and prints the checkpoints that the relay keeps for that account: anchors for
/// auditVerify().
int auditAnchors(const CtlOptions& options, const QString& as, Time time);
/// Records that the log is alive, and signs where it stands.
int auditHeartbeat(const CtlOptions& options, Time time);

// ctl/inventory_command.cpp
/// Prints what this workstation runs, on what, and with whom it speaks, as JSON.
int inventory(const CtlOptions& options, Time time);

// ctl/vault_commands.cpp
/// Prints the folders of a person's backups, oldest first.
int vaultBackups(const CtlOptions& options, const std::string& address);

/// Puts the backup `from` ("newest": the newest one; empty: none) in the vault's place, and
/// makes it a new device at the next sign-in. Refuses while somebody has it open.
int vaultRestore(const CtlOptions& options, const std::string& address, const std::string& from,
                 Time time);

// ctl/emergency_command.cpp
/// Makes the code of one of two administrators, and its public key for emergency.admin_keys.
int emergencyMakeKey();
/// Signs in as the owner and prints a new sealed code, in place of the one before: after each use.
/// The password is read twice.
int vaultEmergencyCode(const CtlOptions& options, const QString& address, Time time);

// ctl/archive_commands.cpp
struct ArchiveExportOptions {
    QString address;
    std::string from;  ///< "2026-11-01"; empty: from the first
    std::string to;    ///< that day included
    std::string person;
    std::string conversation;
    std::string patient;  ///< a record number
    std::string reason;
    std::string format = "json";  ///< or "csv", "fhir"
    std::string output;           ///< a file that is not there yet
};

/// Stays online as the clinic's archive, until it is ended.
int archiveRun(const CtlOptions& options, const QString& address, Time time);
/// How much it holds. This and the next two ask the process that runs as the archive, where there
/// is one (ctl/archive_door.h), and else sign in by themselves.
int archiveStatus(const CtlOptions& options, const QString& address, Time time);
/// Prints what is found, newest first: 0 something, 1 nothing.
int archiveSearch(const CtlOptions& options, const QString& address, const std::string& words,
                  Time time);
/// Into a file for its owner alone; on record before anything is written.
int archiveExport(const CtlOptions& options, const ArchiveExportOptions& given, Time time);

}  // namespace sotto::app
