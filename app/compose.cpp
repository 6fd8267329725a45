// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"

#include "app/compose_emergency.h"
#include "app/message_object.h"
#include "app/session/session_audit.h"
#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/platform/file_ownership.h"
#include "core/platform/outside_mark.h"
#include "core/platform/system_clock.h"
#include "core/policy/org_list.h"
#include "core/policy/policy_signature.h"
#include "core/policy/trusted_files.h"
#include "core/relay/https_transfer.h"
#include "core/relay/tls_transport.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <algorithm>
#include <charconv>

namespace sotto::app {
namespace {

constexpr std::size_t kMaxLabel = 64;

std::filesystem::path pathOf(const QString& text)
{
    return std::filesystem::path(text.toStdU16String());
}

/// "host:port" or "[2001:db8::1]:port" or "host" of policy relay.address.
void splitAddress(const std::string& address, engine::EngineSettings& settings)
{
    const auto colon = address.rfind(':');
    const auto bracket = address.rfind(']');
    const bool hasPort =
        colon != std::string::npos && (bracket == std::string::npos || colon > bracket);
    auto host = address.substr(0, hasPort ? colon : std::string::npos);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    settings.relayHost = host;
    std::uint16_t port = 0;
    if (hasPort)
        std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
    if (port != 0)
        settings.relayPort = port;
}

relay::TlsSettings tlsSettings(const Policy& policy)
{
    relay::TlsSettings tls;
    tls.allowTls12 = policy.text("crypto.tls_min") == "1.2";
    tls.caFile = policy.text("relay.ca_file");
    for (const auto& pin : policy.list("crypto.spki_pins"))
        // A pin that cannot be read must still refuse every certificate, not allow all.
        tls.spkiPins.push_back(fromBase64(pin) ? *fromBase64(pin) : Bytes{});
    return tls;
}

std::string platformName()
{
#if defined(Q_OS_WIN)
    return "windows";
#elif defined(Q_OS_MACOS)
    return "macos";
#else
    return "linux";
#endif
}

/// An address that is none names nobody: fewer are let in, never more.
engine::PhoneRules phoneRules(const Policy& policy)
{
    using Reach = engine::PhoneRules::Reach;
    const auto word = policy.text("interop.phones");
    engine::PhoneRules rules;
    rules.reach = word == "allow" ? Reach::Everybody
        : word == "list"          ? Reach::Listed
                                  : Reach::Nobody;
    for (const auto& address : policy.list("interop.phones_list"))
        if (const auto person = Jid::parseAccount(address))
            rules.listed.insert(*person);
    return rules;
}

engine::FileRules fileRules(const Policy& policy)
{
    engine::FileRules rules;
    rules.mostBytes = policy.integer("content.attach_max_mib") * 1024 * 1024;
    rules.types = policy.list("content.attach_types");
    rules.stripMetadata = policy.boolean("content.strip_metadata");
    rules.saving = contentRule(policy.text("content.save_to_disk"));
    return rules;
}

/// Errors: Malformed (no reason of the list), Storage.
Result<Done> recordSaving(const Surroundings& surroundings, Time time, const Jid& who,
                          const LoggedMessage& message, const std::string& reason, Purpose purpose)
{
    const auto known =
        std::ranges::find(kExportReasons, reason, [](ExportReason one) { return toName(one); });
    if (known == kExportReasons.end() && !reason.empty())
        return Error{Errc::Malformed, "no reason of the list"};
    if (isLogHeldBack(surroundings.paths, surroundings.policy.policy, time))
        return Error{Errc::Denied, "the collector of the activity log is away"};
    auto log = openAuditLog(surroundings, time);
    if (!log)
        return Error{Errc::Storage, "the activity log cannot be opened"};
    const auto given = known == kExportReasons.end() ? ExportReason::NotAsked : *known;
    std::vector<log::Field> detail{reasonField(given)};
    if (purpose == Purpose::Emergency)
        detail.push_back(emergencyPurpose());
    return log->append({audit::EventKind::AttachmentSaved, audit::Outcome::Success,
                        log->pseudonym("user", who.toString()), messageObject(*log, message),
                        std::move(detail)});
}

TrustedFile readTrusted(const std::filesystem::path& path)
{
    return platform::readTrustedFile(path);
}

engine::AvailabilityRules availabilityRules(const Policy& policy)
{
    engine::AvailabilityRules rules;
    rules.overDoNotDisturb.clear();
    for (const auto urgency : {Urgency::Fyi, Urgency::Action, Urgency::Concern, Urgency::Stat})
        if (policy.listHas("alerts.dnd_override", toName(urgency)))
            rules.overDoNotDisturb.insert(urgency);
    rules.mayForward =
        policy.boolean("routing.dnd_autoforward") && policy.text("routing.forward_scope") != "none";
    return rules;
}

/// A word that is neither an address nor "all" holds everything: nothing goes by a slip of the pen.
engine::RetentionRules retentionRules(const Policy& policy)
{
    engine::RetentionRules rules;
    rules.localDays = static_cast<int>(policy.integer("retention.local_days"));
    for (const auto& word : policy.list("retention.legal_hold")) {
        if (const auto whom = Jid::parseAccount(word))
            rules.held.insert(*whom);
        else
            rules.holdAll = true;
    }
    return rules;
}

engine::LoopRules loopRules(const Policy& policy)
{
    return {policy.seconds("alerts.repeat_s"),
            static_cast<int>(policy.integer("alerts.repeat_count")),
            policy.seconds("alerts.escalate_after_s"),
            static_cast<int>(policy.integer("alerts.chain_max")),
            static_cast<int>(policy.integer("alerts.stat_daily_warn")),
            policy.seconds("retention.recall_window_s")};
}

}  // namespace

/// An address that is none stays none: then nothing is sent where the archive is required. A
/// fingerprint that is none fits no key.
engine::ArchiveRules archiveRules(const Policy& policy)
{
    engine::ArchiveRules rules;
    if (const auto address = Jid::parseAccount(policy.text("retention.archive_jid")))
        rules.address = *address;
    rules.required = policy.boolean("retention.archive_required");
    for (const auto& word : policy.list("retention.archive_keys")) {
        const auto key = fromHex(word);
        rules.keys.insert(key ? *key : Bytes{});
    }
    return rules;
}

engine::TrustRules trustRules(const Policy& policy, OrgList list)
{
    using Mode = engine::TrustRules::Mode;
    const auto& word = policy.text("crypto.trust_mode");
    engine::TrustRules rules;
    rules.mode = word == "tofu_alert" ? Mode::TofuAlert
        : word == "org_list"          ? Mode::OrgList
                                      : Mode::VerifiedOnly;
    rules.urgentWaits = policy.boolean("crypto.urgent_waits");
    if (const auto archive = archiveRules(policy); archive.address && !archive.keys.empty())
        rules.pinned = {*archive.address, archive.keys};
    if (rules.mode == Mode::OrgList)
        rules.list = std::move(list);
    return rules;
}

RoleRules roleRules(const Policy& policy, const policy::LoadedRoleList& list)
{
    RoleRules rules;
    const bool isFile = policy.text("roles.source") == "file";
    rules.inForce = !isFile || !list.accepted || list.list.serial > 0;
    if (isFile)
        rules.list = list.list;
    rules.holders[Right::SendStat] = policy.list("alerts.stat_senders");
    rules.holders[Right::SeeActivity] = policy.list("roles.may_see_activity");
    const auto unlessAny = [&rules](Right right, const std::vector<std::string>& roles) {
        if (!roles.empty())
            rules.holders[right] = roles;
    };
    unlessAny(Right::StartConversation, policy.list("roles.may_start"));
    unlessAny(Right::Broadcast, policy.list("roles.may_broadcast"));
    unlessAny(Right::Export, policy.list("roles.may_export"));
    rules.longestClaim = policy.seconds("roles.max_claim_s");
    rules.unclaimedTo = policy.text("roles.unclaimed_to");
    rules.orders = {policy.boolean("orders.enabled"), policy.list("orders.senders"),
                    policy.list("orders.receivers"), policy.boolean("orders.reauth"),
                    std::chrono::minutes{policy.integer("orders.overdue_min")}};
    return rules;
}

PolicyLocations policyLocations(const platform::Paths& paths, const QString& policyFolder)
{
    std::error_code ignored;
    const auto pin = paths.policy.file.parent_path() / policy::kPinnedKeyFile;
    if (policyFolder.isEmpty() || std::filesystem::exists(paths.policy.file, ignored) ||
        std::filesystem::exists(pin, ignored))
        return paths.policy;
    const auto folder = pathOf(policyFolder);
    return {folder / "policy.toml", folder / "policy.d", paths.policy.managed};
}

Result<Surroundings> findSurroundings(const QString& dataFolder, const QString& policyFolder)
{
    SOTTO_TRY_ASSIGN(auto paths, platform::findPaths());
    if (!dataFolder.isEmpty()) {
        paths.data = std::filesystem::absolute(pathOf(dataFolder));
        paths.audit = paths.data / "audit";
    }
    paths.policy = policyLocations(paths, policyFolder);
    SOTTO_TRY(platform::makePrivateFolder(paths.data));
    auto loaded = policy::readPolicy(paths.policy, readTrusted);
    return Surroundings{std::move(paths), std::move(loaded)};
}

/// What is wrong with it was said when the policy was read.
Bytes clinicKey(const PolicyLocations& places)
{
    std::vector<policy::Finding> findings;
    const auto file = places.file.parent_path() / policy::kPinnedKeyFile;
    return policy::pinnedKey(readTrusted(file), findings).value_or(Bytes{});
}

engine::EngineSettings engineSettings(const Surroundings& surroundings, Time time, Purpose purpose)
{
    const auto& policy = surroundings.policy.policy;
    engine::EngineSettings settings;
    settings.dataFolder = surroundings.paths.data;
    settings.software = std::string{"Sotto "} + SOTTO_VERSION;
    settings.deviceLabel = QSysInfo::machineHostName().toStdString().substr(0, kMaxLabel);
    settings.platform = platformName();
    settings.clinicName = policy.text("clinic.name");
    splitAddress(policy.text("relay.address"), settings);
    settings.tls = tlsSettings(policy);
    settings.loginRules.allowWithoutChannelBinding =
        !policy.listHas("auth.relay_mechanisms", "SCRAM-SHA-256-PLUS");
    settings.allowedDomains = policy.list("relay.domain_allow");
    settings.federatedDomains = policy.list("relay.federation_allow");
    settings.availability = availabilityRules(policy);
    settings.kdf.memoryKiB = static_cast<std::uint32_t>(policy.integer("crypto.kdf_mib")) * 1024;
    settings.requireSecondFactor = policy.text("auth.mfa") != "off";
    settings.phones = phoneRules(policy);
    const auto& places = surroundings.paths.policy;
    settings.trust = trustRules(
        policy,
        policy::readList(policy::kOrgList, listFile(places, policy::kOrgList), readTrusted).list);
    settings.roles = roleRules(
        policy,
        policy::readList(policy::kRoleList, listFile(places, policy::kRoleList), readTrusted));
    settings.remoteWipe = policy.boolean("device.remote_wipe");
    settings.clinicKey = clinicKey(places);
    settings.loop = loopRules(policy);
    settings.retention = retentionRules(policy);
    if (!surroundings.policy.accepted)  // it may have named a hold, or a longer time
        settings.retention.localDays = 0;
    settings.archive = archiveRules(policy);
    settings.patients.fullInLists = policy.text("patient.list_display") == "full";
    settings.fhirExport = policy.boolean("export.fhir");
    settings.backupEvery = std::chrono::hours{policy.integer("device.backup_hours")};
    settings.checkAccessEvery = policy.seconds("auth.revocation_check_s");
    settings.mostWithoutContact =
        std::max<std::chrono::seconds>(std::chrono::hours{policy.integer("auth.offline_grace_h")},
                                       policy.seconds("session.logoff_after_s"));
    settings.attempts = {
        .unlocks = static_cast<std::uint32_t>(policy.integer("session.quick_unlock_max_failures")),
        .logins = static_cast<std::uint32_t>(policy.integer("auth.max_failures")),
        .lockout = policy.seconds("auth.lockout_s"),
    };
    settings.bootId = platform::bootId();
    settings.pinAllowed = policy.text("session.quick_unlock") == "pin";
    settings.pinMaxAge = policy.seconds("session.quick_unlock_max_age_s");
    settings.offlineGrace = std::chrono::hours{policy.integer("auth.offline_grace_h")};
    settings.makeKeyChain = platform::systemKeyChain;
    settings.files = fileRules(policy);
    settings.files.recordSaving = [surroundings, time, purpose](const auto&... what) {
        return recordSaving(surroundings, time, what..., purpose);
    };
    settings.emergency = emergencyRules(surroundings, time);
    settings.recordMessages = [surroundings, time](const auto&... what) {
        return recordMessages(surroundings, time, what...);
    };
    settings.files.markSaved = [](const std::filesystem::path& file) {
        (void)platform::markFromOutside(file);  // not every system, or file system, keeps one
    };
    settings.makeFileTransfer = [tls = settings.tls, time](relay::FilePlaces where) {
        return std::make_unique<relay::HttpsTransfer>(tls, std::move(where), time);
    };
    settings.makeTransport = [tls = settings.tls, time]() -> std::unique_ptr<relay::Transport> {
        return std::make_unique<relay::TlsTransport>(tls, time);
    };
    return settings;
}

StationSnapshot stationAppearance(const policy::LoadedPolicy& policy)
{
    StationSnapshot snapshot;
    snapshot.clinic = SafeText::fromUtf8(policy.policy.text("clinic.name"), SafeText::Kind::Name);
    snapshot.policyName =
        SafeText::fromUtf8(policy.policy.text("policy.name"), SafeText::Kind::Name);
    snapshot.banner = SafeText::fromUtf8(policy.policy.text("ui.banner"), SafeText::Kind::Line);
    snapshot.policyAccepted = policy.accepted;
    snapshot.emergencyAllowed = policy.policy.boolean("emergency.enabled");
    snapshot.policyTrouble = SafeText::fromQString(policyTrouble(policy), SafeText::Kind::Line);
    return snapshot;
}

DiskNotice diskNotice(const Policy& policy, platform::DiskEncryption disk)
{
    const auto& rule = policy.text("device.require_disk_encryption");
    if (rule == "off" || disk == platform::DiskEncryption::Encrypted)
        return DiskNotice::None;
    const bool isPlain = disk == platform::DiskEncryption::Plain;
    if (rule == "warn")  // of what cannot be known there is nothing to say
        return isPlain ? DiskNotice::PlainWarned : DiskNotice::None;
    return isPlain ? DiskNotice::PlainRefused : DiskNotice::UnknownRefused;
}

namespace {

/// " (policy.toml, line 12, session.lock_after_s)", as far as it is known.
QString placeOf(const policy::Finding& finding)
{
    QStringList parts;
    if (!finding.file.empty())
        parts << QString::fromStdString(finding.file);
    if (finding.line > 0)
        parts << QCoreApplication::translate("Policy", "line %1").arg(finding.line);
    if (!finding.key.empty())
        parts << QString::fromStdString(finding.key);
    return parts.isEmpty() ? QString{}
                           : QStringLiteral(" (%1)").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

QString policyTrouble(const policy::LoadedPolicy& policy)
{
    if (policy.accepted)
        return {};
    const auto error =
        std::ranges::find(policy.findings, policy::Severity::Error, &policy::Finding::severity);
    const bool known = error != policy.findings.end();
    return QCoreApplication::translate(
               "Policy",
               "The policy was not accepted%1: %2 The strictest settings are in "
               "force. Tell your administrator.")
        .arg(known ? placeOf(*error) : QString{},
             QString::fromStdString(known ? error->sentence : std::string{}));
}

}  // namespace sotto::app
