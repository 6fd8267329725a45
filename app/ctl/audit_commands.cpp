// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/console_run.h"
#include "app/ctl/files.h"
#include "core/audit/audit_folder.h"
#include "core/audit/audit_verifier.h"
#include "core/audit/key_escrow.h"
#include "core/audit/line_reader.h"
#include "core/audit/log_export.h"
#include "core/audit/pruned_part.h"
#include "core/audit/record.h"
#include "core/base/encoding.h"
#include "core/base/replace_file.h"
#include "core/crypto/signature.h"
#include "core/domain/patient.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace sotto::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxKeyFile = 1024;
constexpr int kUnreadable = static_cast<int>(audit::Verdict::Unreadable);

int fail(const char* words, int code = kExitFailed)
{
    std::fprintf(stderr, "sottoctl: %s\n", words);
    return code;
}

/// The beginning of a small file; empty if it cannot be read.
SecretBytes readSmall(const fs::path& path)
{
    std::ifstream stream{path, std::ios::binary};
    SecretBytes bytes{kMaxKeyFile};
    stream.read(reinterpret_cast<char*>(bytes.data()), kMaxKeyFile);
    bytes.shrink(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

/// The folder that was named, or the one of this workstation.
std::optional<fs::path> folderOf(const CtlOptions& options, const std::string& named)
{
    if (!named.empty())
        return fs::path{named};
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    return surroundings ? std::optional{surroundings->paths.audit} : std::nullopt;
}

/// False: said what is wrong.
bool readEvidence(const AuditVerifyOptions& given, const fs::path& folder, audit::VerifyWith& with)
{
    if (!given.deviceKey.empty()) {
        auto key = fromHex(given.deviceKey);
        if (!key || key->size() != crypto::kSigningPublicKeySize)
            return fail("the checkpoint key has 64 hexadecimal digits (checkpoint.pub)."), false;
        with.checkpointKey = *std::move(key);
    }
    if (!given.anchors.empty()) {
        auto anchors = audit::readAnchors(given.anchors, with.checkpointKey);
        if (!anchors)
            return fail("the file with the anchors cannot be read."), false;
        with.anchors = *std::move(anchors);
    }
    if (!given.keyFile.empty()) {
        const auto pair = audit::parseAuditSecret(readSmall(given.keyFile).text());
        if (!pair)
            return fail("that is no audit.key."), false;
        auto keys = audit::openEscrow(folder, *pair);
        if (!keys || keys->empty())
            return fail("that audit.key opens no key of this log."), false;
        with.keys = *std::move(keys);
    }
    return true;
}

/// That something is missing at the beginning, and why: said beside what was asked for.
void tellPruned(const std::string& until)
{
    if (!until.empty())
        std::fprintf(stderr, "sottoctl: %s.\n", audit::prunedWords(until).c_str());
}

/// One record as people read it. What is printed was written by us: parseRecord() takes
/// nothing else.
void printRecord(const audit::ParsedRecord& record)
{
    const auto print = [](std::string_view text) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        std::fputc(' ', stdout);
    };
    print(std::to_string(record.seq));
    print(record.ts);
    print(record.user.empty() ? "-" : record.user);
    print(record.event);
    print(record.outcome);
    print(record.object.empty() ? "-" : record.object);
    print(record.detail);
    std::fputc('\n', stdout);
}

}  // namespace

int auditKeygen(const std::string& folder)
{
    const auto secretFile = fs::path{folder} / "audit.key";
    const auto publicFile = fs::path{folder} / audit::kAuditKeyFile;
    std::error_code ignored;
    if (fs::exists(secretFile, ignored) || fs::exists(publicFile, ignored))
        return fail("there is an audit key already: nothing was changed.");
    const auto pair = crypto::makeAlertKeyPair();
    const auto text = audit::auditSecretText(pair);
    if (!replaceFile(secretFile, text.view()) ||
        !replaceFile(publicFile, viewOf(audit::auditKeyText(pair.publicKey))))
        return fail("the key cannot be written there.");
    using enum fs::perms;
    fs::permissions(publicFile, owner_read | owner_write | group_read | others_read, ignored);
    std::puts("audit.key checks the activity logs of all workstations: keep it off them.\n"
              "audit.pub belongs beside policy.toml on each workstation, owned by the "
              "administrator.\nFrom then on the keys of each log are sealed to it.");
    return kExitOk;
}

int auditVerify(const CtlOptions& options, const AuditVerifyOptions& given)
{
    const auto folder = folderOf(options, given.folder);
    if (!folder)
        return refuseFolder(), kUnreadable;
    audit::VerifyWith with;
    if (!readEvidence(given, *folder, with))
        return kUnreadable;
    const auto report = audit::verify(*folder, with);
    std::puts((options.json ? audit::toJson(report) : audit::toLine(report)).c_str());
    return static_cast<int>(report.verdict);
}

int auditShow(const CtlOptions& options, const std::string& named, const std::string& event)
{
    const auto folder = folderOf(options, named);
    if (!folder)
        return refuseFolder();
    const auto segments = audit::listSegments(*folder);
    if (!segments)
        return fail("the activity log cannot be read.");
    bool isWhole = true;
    audit::PrunedNote pruned;
    for (const auto number : *segments) {
        const auto show = [&](std::string_view line, audit::LineEnd end) {
            const auto record = audit::parseRecord(line);
            isWhole = isWhole && record && end == audit::LineEnd::Whole;
            if (record)
                pruned.take(*record);
            if (record && (event.empty() || record->event == event))
                printRecord(*record);
            return true;
        };
        isWhole = audit::forEachLine(*folder / audit::segmentName(number), show) && isWhole;
    }
    tellPruned(pruned.until());
    return isWhole ? kExitOk : fail("some lines are no records: run `sottoctl audit verify`.");
}

namespace {

/// Closed list: a reason in a person's own words could name a patient.
constexpr std::array<log::Literal, 5> kReasons{"review", "investigation", "patient_request",
                                               "legal", "collector"};

/// An export of this workstation's log is itself recorded, before the first byte of it.
/// False: said why it may not be.
bool recordExport(const Surroundings& surroundings, const std::string& reason, Time time)
{
    const auto* const word = std::ranges::find(kReasons, reason, &log::Literal::text);
    const bool isGiven = word != kReasons.end();
    if (!isGiven && surroundings.policy.policy.boolean("export.reason_required"))
        return fail("the clinic's policy asks for a reason: --reason review, investigation, "
                    "patient_request, legal or collector."),
               false;
    auto log = openAuditLog(surroundings, time);
    audit::Event event{audit::EventKind::Export, audit::Outcome::Success, {}, "activity_log", {}};
    if (isGiven)
        event.detail.push_back({"reason", *word});
    return (log && log->append(event)) ||
        fail("the activity log cannot be written, so nothing is exported.") == kExitOk;
}

/// As the log has it; "-" is read, so that no list of processes and no shell keeps it.
std::string recordKeyOf(const std::string& given)
{
    std::string number = given;
    if (given == "-")
        std::getline(std::cin, number);
    return recordKey(number);
}

/// Empty for an empty address; no value: the key is not there.
std::optional<std::string> pseudonymOf(const fs::path& folder, log::Literal kind,
                                       const std::string& address)
{
    if (address.empty())
        return std::string{};
    const auto found = audit::AuditLog::pseudonymIn(folder, kind, address);
    return found ? std::optional{found->text()} : std::nullopt;
}

}  // namespace

int auditExport(const CtlOptions& options, const AuditExportOptions& given, Time time)
{
    auto folder = fs::path{given.folder};
    if (folder.empty()) {
        const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
        if (!surroundings)
            return refuseFolder();
        folder = surroundings->paths.audit;
        if (!recordExport(*surroundings, given.reason, time))
            return kExitFailed;
    }
    const auto person = pseudonymOf(folder, "user", given.person);
    const auto conversation = pseudonymOf(folder, "conversation", given.conversation);
    const auto patient = pseudonymOf(folder, "patient", recordKeyOf(given.patient));
    if (!person || !conversation || !patient)
        return fail("people, conversations and patients are found only where the log's "
                    "pseudonym.key is.");
    if (patient->empty() && !given.patient.empty())
        return fail("that is no record number.");
    const audit::ExportFilter filter{given.from,    given.to, *person,
                                     *conversation, *patient, given.event};
    const auto format = given.format == "fhir" ? audit::ExportFormat::Fhir
        : given.format == "csv"                ? audit::ExportFormat::Csv
                                               : audit::ExportFormat::Raw;
    bool isWritten = true;
    const auto done =
        audit::exportLog(folder, format, filter, time.clock.wallNow(), [&](std::string_view text) {
            isWritten =
                std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && isWritten;
        });
    if (!done || !isWritten || std::fflush(stdout) != 0)
        return fail("the log was not exported whole.");
    tellPruned(done->prunedUntil);
    if (done->notRecords > 0)
        return fail("some lines are no records: run `sottoctl audit verify`.");
    return kExitOk;
}

int auditAnchors(const CtlOptions& options, const QString& as, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    ConsoleRun run(options, as, *surroundings, time);
    auto* const engine = &run.engine;
    QObject::connect(engine, &Client::connectionChanged, engine, [&](Connection connection) {
        if (connection == Connection::Online)
            engine->fetchAnchors();
    });
    QObject::connect(engine, &engine::Engine::anchorsFetched, engine,
                     [&run](const QStringList& lines) {
                         for (const auto& line : lines)  // nothing but records
                             if (audit::parseRecord(line.toStdString()))
                                 print(line.toStdString());
                         run.end(lines.isEmpty() ? kExitFailed : kExitOk);
                     });
    return run.go();
}

int auditHeartbeat(const CtlOptions& options, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    auto log = openAuditLog(*surroundings, time);
    if (!log || !log->append({audit::EventKind::Heartbeat}) || !log->checkpoint())
        return fail("the activity log cannot be written.");
    return kExitOk;
}

}  // namespace sotto::app
