// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "core/base/log.h"
#include "core/base/qt_scheduler.h"
#include "core/platform/hardening.h"
#include "core/platform/system_clock.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace sotto::app {
namespace {

struct Arguments {
    AuditVerifyOptions verify;
    AuditExportOptions exported;
    ArchiveExportOptions archive;
    std::vector<std::string> words;
    std::string dataFolder, policyFolder, file, key, address, from, to, urgency = "fyi",
                                                                        kind = "shared";
    int passwordFd = -1, codeFd = -1, most = 0;
    bool json = false, showText = false, eachLine = false;
};

CtlOptions optionsOf(const Arguments& arguments)
{
    CtlOptions options;
    options.dataFolder = QString::fromStdString(arguments.dataFolder);
    options.policyFolder = QString::fromStdString(arguments.policyFolder);
    if (arguments.passwordFd >= 0)
        options.passwordFd = arguments.passwordFd;
    if (arguments.codeFd >= 0)
        options.codeFd = arguments.codeFd;
    options.json = arguments.json;
    return options;
}

void addSignIn(CLI::App* command, Arguments& arguments)
{
    command->add_option("--password-fd", arguments.passwordFd,
                        "Descriptor to read the password from, one line");
    command->add_option("--code-fd", arguments.codeFd,
                        "Descriptor to read the one-time code from, one line");
}

void defineSigning(CLI::App& policy, Arguments& arguments, std::function<int()>& run)
{
    auto* const keygen = policy.add_subcommand(
        "keygen",
        "Make the clinic's signing key: policy.key (keep it off the workstations) and "
        "policy.pub (pin it beside policy.toml)");
    keygen->add_option("FOLDER", arguments.file)->required();
    keygen->callback([&] { run = [&] { return policyKeygen(arguments.file); }; });
    auto* const sign =
        policy.add_subcommand("sign", "Check a policy file and write its signature to FILE.sig");
    sign->add_option("FILE", arguments.file, "Named as it will be on the workstations")->required();
    sign->add_option("--key", arguments.key, "The file policy.key")->required();
    sign->callback([&] { run = [&] { return policySign(arguments.file, arguments.key); }; });
}

void definePolicy(CLI::App& root, Arguments& arguments, std::function<int()>& run)
{
    auto* const policy =
        root.add_subcommand("policy", "Check and explain the administrator's policy");
    policy->require_subcommand(1);
    auto* const lint =
        policy->add_subcommand("lint", "Check a policy file: 0 clean, 1 warnings, 2 errors");
    lint->add_option("FILE", arguments.file)->required();
    lint->callback([&] { run = [&] { return policyLint(arguments.file); }; });
    auto* const effective =
        policy->add_subcommand("effective", "What is in force on this workstation, and why");
    effective->add_flag("--json", arguments.json);
    effective->callback([&] { run = [&] { return policyEffective(optionsOf(arguments)); }; });
    auto* const explain =
        policy->add_subcommand("explain", "What a setting does and the rule it serves");
    explain->add_option("KEY", arguments.key)->required();
    explain->callback([&] { run = [&] { return policyExplain(arguments.key); }; });
    auto* const init = policy->add_subcommand("init", "Print a commented policy to start from");
    init->add_option("--class", arguments.kind)
        ->check(CLI::IsMember({"shared", "private", "kiosk"}));
    init->callback([&] { run = [&] { return policyInit(arguments.kind); }; });
    auto* const templates = policy->add_subcommand(
        "templates", "Write Group Policy templates (ADMX) and a property list for managed Macs");
    templates->add_option("FOLDER", arguments.file)->required();
    templates->add_option("--class", arguments.kind, "Whose defaults the property list has")
        ->check(CLI::IsMember({"shared", "private", "kiosk"}));
    templates->callback(
        [&] { run = [&] { return policyTemplates(arguments.file, arguments.kind); }; });
    defineSigning(*policy, arguments, run);
}

void defineDevices(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const devices =
        root.add_subcommand("devices", "The clinic's list of devices (crypto.trust_mode org_list)");
    devices->require_subcommand(1);
    auto* const lint = devices->add_subcommand("lint", "Check a list: 0 clean, 2 errors");
    lint->add_option("FILE", arguments.file)->required();
    lint->callback([&] { run = [&] { return devicesLint(arguments.file); }; });
    auto* const sign =
        devices->add_subcommand("sign", "Check org-list.toml and write its signature beside it");
    sign->add_option("FILE", arguments.file)->required();
    sign->add_option("--key", arguments.key, "The file policy.key")->required();
    sign->callback([&] { run = [&] { return devicesSign(arguments.file, arguments.key); }; });
    auto* const show = devices->add_subcommand("show", "The list in force on this workstation");
    show->callback(
        [&, time] { run = [&, time] { return devicesShow(optionsOf(arguments), time); }; });
    auto* const own = devices->add_subcommand(
        "own", "Sign in and print the devices of that account as lines for the list");
    own->add_option("--as", arguments.from, "The address to sign in with")->required();
    addSignIn(own, arguments);
    own->callback([&, time] {
        run = [&, time] {
            return listOwnDevices(optionsOf(arguments), QString::fromStdString(arguments.from),
                                  time);
        };
    });
}

void defineEraseOrder(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const order = root.add_subcommand(
        "erase-order", "Print the signed order to destroy what an account has on workstations");
    order->add_option("ADDRESS", arguments.address)->required();
    order->add_option("--key", arguments.key, "The file policy.key")->required();
    order->callback([&, time] {
        run = [&, time] { return eraseOrder(arguments.address, arguments.key, time); };
    });
}

void defineRoles(CLI::App& root, Arguments& arguments, std::function<int()>& run)
{
    auto* const roles =
        root.add_subcommand("roles", "The clinic's list of roles (alerts.stat_senders, roles.*)");
    roles->require_subcommand(1);
    auto* const lint = roles->add_subcommand("lint", "Check a list: 0 clean, 2 errors");
    lint->add_option("FILE", arguments.file)->required();
    lint->callback([&] { run = [&] { return rolesLint(arguments.file); }; });
    auto* const sign =
        roles->add_subcommand("sign", "Check roles.toml and write its signature beside it");
    sign->add_option("FILE", arguments.file)->required();
    sign->add_option("--key", arguments.key, "The file policy.key")->required();
    sign->callback([&] { run = [&] { return rolesSign(arguments.file, arguments.key); }; });
    auto* const show = roles->add_subcommand("show", "The list in force on this workstation");
    show->callback([&] { run = [&] { return rolesShow(optionsOf(arguments)); }; });
}

void defineRelay(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const relay = root.add_subcommand("relay", "Look at a relay");
    relay->require_subcommand(1);
    auto* const check =
        relay->add_subcommand("check", "Sign in as ADDRESS and say what its relay offers");
    check->add_option("ADDRESS", arguments.address)->required();
    addSignIn(check, arguments);
    check->callback([&, time] {
        run = [&, time] {
            return relayCheck(optionsOf(arguments), QString::fromStdString(arguments.address),
                              time);
        };
    });
}

void defineMessages(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const send = root.add_subcommand("send", "Send standard input to one person, sealed");
    send->add_option("--as", arguments.from, "The address to sign in with")->required();
    send->add_option("--to", arguments.to)->required();
    send->add_option("--urgency", arguments.urgency)
        ->check(CLI::IsMember({"fyi", "action", "concern", "stat"}));
    send->add_flag("--lines", arguments.eachLine, "Each line is a message of its own");
    send->add_option("--key", arguments.key,
                     "Send each message once under this name, however often the command is "
                     "repeated with the same input (a script that was interrupted runs it again)");
    addSignIn(send, arguments);
    send->callback([&, time] {
        run = [&, time] {
            return sendMessages(
                optionsOf(arguments),
                {QString::fromStdString(arguments.from), QString::fromStdString(arguments.to),
                 *urgencyFromName(arguments.urgency), arguments.eachLine, arguments.key},
                time);
        };
    });
    auto* const listen =
        root.add_subcommand("listen", "Print a line for each message that arrives");
    listen->add_option("--as", arguments.from, "The address to sign in with")->required();
    listen->add_option("--count", arguments.most, "End after this many messages");
    listen->add_flag("--show-text", arguments.showText, "Print the text too (it leaves the vault)");
    addSignIn(listen, arguments);
    listen->callback([&, time] {
        run = [&, time] {
            return listenForMessages(optionsOf(arguments), QString::fromStdString(arguments.from),
                                     arguments.most, arguments.showText, time);
        };
    });
}

void defineAudit(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const audit = root.add_subcommand("audit", "Check and read activity logs");
    audit->require_subcommand(1);
    auto* const keygen = audit->add_subcommand(
        "keygen",
        "Make the clinic's audit key: audit.key (keep it off the workstations) and "
        "audit.pub (beside policy.toml)");
    keygen->add_option("FOLDER", arguments.file)->required();
    keygen->callback([&] { run = [&] { return auditKeygen(arguments.file); }; });
    auto* const verify = audit->add_subcommand(
        "verify",
        "Check a log or a copy of one: 0 good, 1 altered, 2 records missing or out of "
        "order, 3 cut off or rolled back, 4 good but its end is not kept elsewhere, "
        "5 last line half written, 6 cannot be read");
    verify->add_option("FOLDER", arguments.verify.folder, "Else the log of this workstation");
    verify->add_option("--key", arguments.verify.keyFile, "audit.key: check the codes too");
    verify->add_option("--anchors", arguments.verify.anchors, "Records that a collector kept");
    verify->add_option("--device-key", arguments.verify.deviceKey,
                       "The workstation's checkpoint key, as the clinic noted it");
    verify->add_flag("--json", arguments.json);
    verify->callback(
        [&] { run = [&] { return auditVerify(optionsOf(arguments), arguments.verify); }; });
    auto* const show = audit->add_subcommand("show", "Print the records");
    show->add_option("FOLDER", arguments.file, "Else the log of this workstation");
    show->add_option("--event", arguments.key, "Only these, for example login_failed");
    show->callback([&] {
        run = [&] { return auditShow(optionsOf(arguments), arguments.file, arguments.key); };
    });
    auto* const exported = audit->add_subcommand(
        "export", "Print the log in a format that others read; recorded as an export");
    exported->add_option("FOLDER", arguments.exported.folder, "Else the log of this workstation");
    exported->add_option("--format", arguments.exported.format)
        ->required()
        ->check(CLI::IsMember({"raw", "csv", "fhir"}));
    exported->add_option("--from", arguments.exported.from, "UTC, for example 2026-11-01");
    exported->add_option("--to", arguments.exported.to, "UTC, that day, month or hour included");
    exported->add_option("--person", arguments.exported.person, "An address");
    exported->add_option("--conversation", arguments.exported.conversation,
                         "The address of a person or team: what happened to its messages");
    exported->add_option("--patient", arguments.exported.patient,
                         "A record number, or - to read it: what happened to messages about them");
    exported->add_option("--event", arguments.exported.event);
    exported->add_option("--reason", arguments.exported.reason)
        ->check(
            CLI::IsMember({"review", "investigation", "patient_request", "legal", "collector"}));
    exported->callback([&, time] {
        run = [&, time] { return auditExport(optionsOf(arguments), arguments.exported, time); };
    });
    auto* const report = audit->add_subcommand(
        "report",
        "Print the exceptions since the last review: after hours, bulk, failures, policy");
    report->add_option("FOLDER", arguments.file, "Else the log of this workstation");
    report->callback([&, time] {
        run = [&, time] { return auditReport(optionsOf(arguments), arguments.file, time); };
    });
    auto* const anchors = audit->add_subcommand(
        "anchors", "Sign in and print the checkpoints that the relay keeps, for verify --anchors");
    anchors->add_option("--as", arguments.from, "The address to sign in with")->required();
    addSignIn(anchors, arguments);
    anchors->callback([&, time] {
        run = [&, time] {
            return auditAnchors(optionsOf(arguments), QString::fromStdString(arguments.from), time);
        };
    });
    auto* const heartbeat = audit->add_subcommand("heartbeat", "Record that the log is alive");
    heartbeat->callback(
        [&, time] { run = [&, time] { return auditHeartbeat(optionsOf(arguments), time); }; });
}

void defineVault(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const vault = root.add_subcommand("vault", "Backups of a person's messages");
    vault->require_subcommand(1);
    auto* const backups = vault->add_subcommand("backups", "List the backups, oldest first");
    backups->add_option("ADDRESS", arguments.address)->required();
    backups->callback(
        [&] { run = [&] { return vaultBackups(optionsOf(arguments), arguments.address); }; });
    auto* const restore = vault->add_subcommand(
        "restore",
        "Put a backup in place, or start the device of ADDRESS anew. Nothing is deleted: what "
        "was there is moved aside. If it was interrupted, run it again. 0 done, 1 not done");
    restore->add_option("ADDRESS", arguments.address)->required();
    restore->add_option("--from", arguments.from,
                        "A folder that `vault backups` lists, or `newest`. Without it the "
                        "messages stay, and only the device becomes a new one: the remedy when "
                        "Sotto says that another copy of its keys is in use");
    restore->callback([&, time] {
        run = [&, time] {
            return vaultRestore(optionsOf(arguments), arguments.address, arguments.from, time);
        };
    });
    auto* const code = vault->add_subcommand(
        "emergency-code",
        "Sign in as ADDRESS and print a new sealed code for emergency access, in place of the one "
        "that was used. The password is read twice");
    code->add_option("ADDRESS", arguments.address)->required();
    addSignIn(code, arguments);
    code->callback([&, time] {
        run = [&, time] {
            return vaultEmergencyCode(optionsOf(arguments),
                                      QString::fromStdString(arguments.address), time);
        };
    });
}

void defineEmergency(CLI::App& root, std::function<int()>& run)
{
    auto* const emergency = root.add_subcommand(
        "emergency", "Emergency access: somebody else reads what is in a vault (emergency.*)");
    emergency->require_subcommand(1);
    auto* const key = emergency->add_subcommand(
        "make-key",
        "Make the code of one of two administrators, and its public key for the policy "
        "(emergency.admin_keys). Run it once for each of them, where nobody else looks on");
    key->callback([&run] { run = [] { return emergencyMakeKey(); }; });
}

void defineInventory(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const inventory = root.add_subcommand(
        "inventory", "Print what this workstation runs, on what, and with whom it speaks (JSON)");
    inventory->callback(
        [&, time] { run = [&, time] { return app::inventory(optionsOf(arguments), time); }; });
}

void defineArchive(CLI::App& root, Arguments& arguments, Time time, std::function<int()>& run)
{
    auto* const archive = root.add_subcommand(
        "archive", "The clinic's archive: a client that keeps what it is a member of");
    archive->require_subcommand(1);
    const auto add = [&](const char* name, const char* what) {
        auto* const command = archive->add_subcommand(name, what);
        command->add_option("ADDRESS", arguments.address, "Its account")->required();
        addSignIn(command, arguments);
        return command;
    };
    const auto address = [&] { return QString::fromStdString(arguments.address); };
    add("run", "Sign in and keep everything, until it is ended")->callback([&, time, address] {
        run = [&, time, address] { return archiveRun(optionsOf(arguments), address(), time); };
    });
    add("status", "How much it holds, and since when")->callback([&, time, address] {
        run = [&, time, address] { return archiveStatus(optionsOf(arguments), address(), time); };
    });
    auto* const search = add("search", "Print what holds these words; recorded as a look");
    search->add_option("WORDS", arguments.words)->required();
    search->callback([&, time, address] {
        run = [&, time, address] {
            std::string words;
            for (const auto& word : arguments.words)
                words += word + " ";
            return archiveSearch(optionsOf(arguments), address(), words, time);
        };
    });
    auto* const exported = add("export", "Write it to a file; recorded as an export");
    auto& given = arguments.archive;
    exported->add_option("--output", given.output, "A file that is not there yet")->required();
    exported->add_option("--reason", given.reason)
        ->required()
        ->check(CLI::IsMember({"treatment", "referral", "patient_request", "law", "operations"}));
    exported
        ->add_option("--format", given.format,
                     "json: one message a line (default); csv; fhir: a Bundle of Communication")
        ->check(CLI::IsMember({"json", "csv", "fhir"}));
    exported->add_option("--from", given.from, "UTC, for example 2026-11-01");
    exported->add_option("--to", given.to, "UTC, that day included");
    exported->add_option("--person", given.person, "An address");
    exported->add_option("--conversation", given.conversation, "Of a person or a team");
    exported->add_option("--patient", given.patient, "A record number");
    exported->callback([&, time, address] {
        run = [&, time, address] {
            arguments.archive.address = address();
            return archiveExport(optionsOf(arguments), arguments.archive, time);
        };
    });
}

}  // namespace
}  // namespace sotto::app

int main(int argc, char** argv)
{
    using namespace sotto;
    platform::hardenOrReexec(argc, argv);
    log::enable(qEnvironmentVariableIsSet("SOTTO_LOG"));
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Sotto"));
    platform::SystemClock clock;
    QtScheduler scheduler;
    const Time time{clock, scheduler};

    CLI::App root{"sottoctl: Sotto for administrators and scripts."};
    root.set_version_flag("--version", std::string{"sottoctl "} + SOTTO_VERSION);
    root.require_subcommand(1);
    app::Arguments arguments;
    std::function<int()> run;
    root.add_option("--data", arguments.dataFolder,
                    "Folder for vaults, instead of the local data folder");
    root.add_option("--policy", arguments.policyFolder,
                    "Folder with policy.toml, where the system has none");
    app::definePolicy(root, arguments, run);
    app::defineDevices(root, arguments, time, run);
    app::defineEraseOrder(root, arguments, time, run);
    app::defineRoles(root, arguments, run);
    app::defineRelay(root, arguments, time, run);
    app::defineMessages(root, arguments, time, run);
    app::defineVault(root, arguments, time, run);
    app::defineArchive(root, arguments, time, run);
    app::defineAudit(root, arguments, time, run);
    app::defineEmergency(root, run);
    app::defineInventory(root, arguments, time, run);
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return root.exit(error);
    }
    return run ? run() : app::kExitUsage;
}
