// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/compliance_facts.h"

#include "core/audit/event.h"
#include "core/audit/fhir_event.h"
#include "core/audit/record.h"
#include "core/platform/hardening.h"
#include "core/platform/paths.h"
#include "core/store/vault_header.h"

#include <fstream>
#include <string_view>

namespace sotto::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlainDatabase = "SQLite format 3";

bool beginsAsPlainDatabase(const fs::path& path)
{
    std::ifstream stream{path, std::ios::binary};
    std::string head(kPlainDatabase.size(), '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    return head == kPlainDatabase;
}

Result<Done> lookAtFiles(const fs::path& folder, ComplianceFacts& facts)
{
    std::error_code failed;
    const auto look = [&facts](const fs::path& path) {
        ++facts.files;
        if (!platform::isClosedToOthers(path))
            ++facts.openFiles;
    };
    look(folder);
    for (fs::recursive_directory_iterator at{folder, failed}, end; !failed && at != end;
         at.increment(failed)) {
        if (at->is_symlink(failed))
            continue;
        look(at->path());
        if (at->path().filename() != "vault.db")
            continue;
        ++facts.vaults;
        if (beginsAsPlainDatabase(at->path()))
            ++facts.plainVaults;
    }
    if (failed)
        return Error{Errc::Storage, "data folder"};
    return Done{};
}

void takeRecord(const audit::ParsedRecord& record, ComplianceFacts& facts)
{
    using audit::EventKind;
    const auto is = [&record](EventKind kind) { return record.event == audit::toName(kind); };
    if (is(EventKind::BackupMade) && record.user == facts.subject.ownName &&
        record.outcome == audit::toName(audit::Outcome::Success))
        facts.backupAt = audit::fromUtc(record.ts);
    else if (is(EventKind::CollectorLost) || is(EventKind::CollectorReached))
        facts.collectorAway = is(EventKind::CollectorLost);
    else if (is(EventKind::ConsentRecorded) || is(EventKind::ConsentRevoked)) {
        if (record.outcome == audit::toName(audit::Outcome::Success))
            ++(is(EventKind::ConsentRecorded) ? facts.consentsRecorded : facts.consentsRevoked);
    } else if (is(EventKind::Inventory))
        facts.inventoryAt = audit::fromUtc(record.ts);
    facts.hasFhirEvent = facts.hasFhirEvent || !audit::fhirEvent(record).empty();
}

/// Of the method that policy wants. Whose keys they are is checked at each opening.
bool opensInEmergency(const ComplianceSubject& subject)
{
    const auto header = store::VaultHeader::load(subject.ownVault);
    const auto way = header ? header->emergencyWay() : std::nullopt;
    return way && toName(way->method) == subject.policy.text("emergency.method");
}

/// Once, for all that is asked of it.
Result<Done> readLog(ComplianceFacts& facts)
{
    audit::ExceptionCollector exceptions{facts.subject.exceptions};
    facts.chain = audit::verify(facts.subject.audit, {}, [&](const audit::ParsedRecord& record) {
        takeRecord(record, facts);
        exceptions.take(record);
    });
    if (facts.chain.verdict == audit::Verdict::Unreadable)
        return Error{Errc::Storage, "activity log"};
    facts.exceptions = exceptions.finish();
    return Done{};
}

void countExceptions(ComplianceFacts& facts)
{
    for (const auto& line : facts.exceptions.lines) {
        if (line.kind == audit::ExceptionKind::Finding)
            facts.findings += line.count;
        else if (line.kind == audit::ExceptionKind::FailedAttempts)
            facts.failedAttempts += line.count;
    }
}

}  // namespace

Result<ComplianceFacts> gatherFacts(ComplianceSubject subject)
{
    ComplianceFacts facts;
    facts.subject = std::move(subject);
    SOTTO_TRY(lookAtFiles(facts.subject.data, facts));
    facts.disk = platform::diskEncryptionOf(facts.subject.data);
    facts.memoryIsClosed = platform::hardenProcess().empty();
    SOTTO_TRY(readLog(facts));
    countExceptions(facts);
    facts.hasOwnWay = opensInEmergency(facts.subject);
    return facts;
}

}  // namespace sotto::app
