// SPDX-License-Identifier: GPL-3.0-or-later
// The activity log and its way to a collector, out of policy and paths.
#include "app/compose.h"
#include "app/message_object.h"
#include "core/audit/key_escrow.h"
#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/base/replace_file.h"
#include "core/crypto/random.h"
#include "core/platform/file_ownership.h"
#include "core/platform/system_clock.h"
#include "core/relay/tls_transport.h"
#include "core/syslog/fail_mode.h"
#include "core/syslog/spool.h"

#include <QDateTime>
#include <QFile>
#include <QSysInfo>

#include <algorithm>
#include <array>

namespace sotto::app {
namespace {

/// A random name for this installation in the audit log, made once.
std::string installId(const std::filesystem::path& dataFolder)
{
    const auto path = dataFolder / "install-id";
    QFile file(QString::fromStdU16String(path.u16string()));
    if (file.open(QIODevice::ReadOnly)) {
        const auto text = file.read(64).trimmed().toStdString();
        if (text.size() == 16 && fromHex(text))
            return text;
    }
    const auto made = toHex(crypto::randomBytes(8));
    if (!replaceFile(path, viewOf(made)))
        log::warning("app", "the installation's name was not saved");
    return made;
}

/// Empty: there is none, or anybody could have put it there.
Bytes auditKeyBeside(const std::filesystem::path& policyFile)
{
    const auto file =
        platform::readTrustedFile(policyFile.parent_path() / std::string{audit::kAuditKeyFile});
    if (file.trust == FileTrust::Missing)
        return {};
    auto key = audit::parseAuditKey(file.bytes);  // of a file that is not trusted: empty
    if (!key)
        log::warning("app", "audit.pub is not used: it is damaged, or not only an administrator's");
    return key ? *std::move(key) : Bytes{};
}

syslog::BodyFormat formatOf(const Policy& policy)
{
    const auto& word = policy.text("audit.format");
    return word == "dicom" ? syslog::BodyFormat::Dicom
        : word == "fhir"   ? syslog::BodyFormat::Fhir
                           : syslog::BodyFormat::Json;
}

audit::EventKind kindOf(MessageAct act)
{
    using audit::EventKind;
    switch (act) {
    case MessageAct::Sent:
        return EventKind::MessageSent;
    case MessageAct::Received:
        return EventKind::MessageReceived;
    case MessageAct::Delivered:
        return EventKind::MessageDelivered;
    case MessageAct::Read:
        return EventKind::MessageRead;
    case MessageAct::Recalled:
    case MessageAct::Corrected:
        return EventKind::MessageRecalled;
    case MessageAct::OrderSigned:
        return EventKind::OrderSigned;
    case MessageAct::OrderEntered:
        return EventKind::OrderEntered;
    case MessageAct::OrderCancelled:
        return EventKind::OrderCancelled;
    case MessageAct::Acknowledged:
    case MessageAct::Accepted:
    case MessageAct::Completed:
    case MessageAct::Declined:
        break;
    }
    return EventKind::MessageAcknowledged;
}

log::Literal wordOf(MessageAct act)
{
    switch (act) {
    case MessageAct::Recalled:
        return "recalled";
    case MessageAct::Corrected:
        return "corrected";
    case MessageAct::Accepted:
        return "accepted";
    case MessageAct::Completed:
        return "done";
    case MessageAct::Declined:
        return "declined";
    default:
        return "acknowledged";
    }
}

audit::Event eventOf(const audit::AuditLog& log, const Jid& self, const MessageRecord& record)
{
    audit::Event event{
        kindOf(record.act),
        audit::Outcome::Success,
        log.pseudonym("user", self.toString()),
        messageObject(log, {record.originId, record.person, record.with, record.patient}),
        {{"at_ms", record.atMs}}};
    if (event.kind == audit::EventKind::MessageAcknowledged)
        event.detail.push_back({"answer", wordOf(record.act)});
    else if (event.kind == audit::EventKind::MessageRecalled)
        event.detail.push_back({"what", wordOf(record.act)});
    return event;
}

relay::TlsSettings collectorTls(const Policy& policy)
{
    relay::TlsSettings tls;
    tls.allowTls12 = policy.text("crypto.tls_min") == "1.2";
    tls.caFile = policy.text("audit.syslog_ca");
    tls.identityFile = policy.text("audit.syslog_cert");
    tls.alpn.clear();
    tls.waitForPeersEnd = true;
    return tls;
}

}  // namespace

bool isLogHeldBack(const platform::Paths& paths, const Policy& policy, Time time)
{
    using Mode = syslog::FailRules::Mode;
    const auto& word = policy.text("audit.fail_mode");
    syslog::FailRules rules;
    rules.mode = policy.text("audit.syslog_host").empty() || word == "warn" ? Mode::Warn
        : word == "block_after_24h"                                         ? Mode::BlockAfter24h
                                                                            : Mode::Block;
    rules.spoolBytes = static_cast<std::uint64_t>(policy.integer("audit.spool_mib")) << 20;
    return syslog::isHeldBack(rules, paths.audit, time.clock.wallNow());
}

std::optional<audit::PruneRules> pruneRules(const platform::Paths& paths,
                                            const policy::LoadedPolicy& policy)
{
    const auto& words = policy.policy;
    if (!policy.accepted || !policy.hasFile || !words.list("retention.legal_hold").empty())
        return std::nullopt;
    audit::PruneRules rules;
    rules.limit = std::chrono::days{words.integer("audit.retention_days")};
    const bool hasCollector = !words.text("audit.syslog_host").empty();
    rules.isShipped = [folder = paths.audit, hasCollector](std::uint64_t segment,
                                                           std::uint64_t bytes) {
        return !hasCollector ||
            syslog::loadSpoolState(folder).kept >= syslog::LogPlace{segment, bytes};
    };
    return rules;
}

std::optional<audit::AuditLog> openAuditLog(const Surroundings& surroundings, Time time)
{
    const auto& paths = surroundings.paths;
    if (!platform::makePrivateFolder(paths.audit))
        return std::nullopt;
    auto log = audit::AuditLog::open(
        {paths.audit, installId(paths.data), platform::bootId(), auditKeyBeside(paths.policy.file),
         static_cast<std::uint64_t>(surroundings.policy.policy.integer("audit.checkpoint_every"))},
        time);
    if (!log) {
        log::warning("app", "the activity log cannot be opened", {{"why", log.error().code}});
        return std::nullopt;
    }
    return *std::move(log);
}

Result<Done> recordMessages(const Surroundings& surroundings, Time time, const Jid& self,
                            std::span<const MessageRecord> records)
{
    auto log = openAuditLog(surroundings, time);
    if (!log)
        return Error{Errc::Storage, "the activity log cannot be opened"};
    std::vector<audit::Event> events;
    events.reserve(records.size());
    for (const auto& record : records)
        events.push_back(eventOf(*log, self, record));
    return log->append(events);
}

audit::ExceptionRules exceptionRules(const Policy& policy)
{
    constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};
    audit::ExceptionRules rules;
    const auto working = policy.list("audit.work_days");
    for (std::size_t i = 0; i < kDays.size(); ++i)
        rules.workDays.at(i) = std::ranges::find(working, kDays.at(i)) != working.end();
    rules.fromHour = static_cast<int>(policy.integer("audit.work_from_h"));
    rules.untilHour = static_cast<int>(policy.integer("audit.work_until_h"));
    rules.bulk = static_cast<int>(policy.integer("audit.bulk_exports"));
    rules.utcOffset = [](WallTime at) {
        return std::chrono::seconds{QDateTime::fromMSecsSinceEpoch(toMs(at)).offsetFromUtc()};
    };
    return rules;
}

std::unique_ptr<syslog::LogShipper> makeLogShipper(const std::filesystem::path& logFolder,
                                                   const Policy& policy, Time time)
{
    const auto& host = policy.text("audit.syslog_host");
    if (host.empty())
        return nullptr;
    const auto port = static_cast<std::uint16_t>(policy.integer("audit.syslog_port"));
    return std::make_unique<syslog::LogShipper>(
        logFolder,
        syslog::LogShipper::Target{
            {host, host, port}, formatOf(policy), QSysInfo::machineHostName().toStdString()},
        std::make_unique<relay::TlsTransport>(collectorTls(policy), time), time);
}

}  // namespace sotto::app
