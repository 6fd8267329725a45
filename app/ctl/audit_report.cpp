// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/files.h"
#include "core/audit/exception_report.h"
#include "core/audit/pruned_part.h"
#include "core/audit/record.h"

#include <cstdio>
#include <filesystem>

namespace sotto::app {
namespace {

int fail(const char* words)
{
    std::fprintf(stderr, "sottoctl: %s\n", words);
    return kExitFailed;
}

/// Its texts are days, pseudonyms and words of ours.
void printLine(const audit::ExceptionLine& line)
{
    const auto name = audit::toName(line.kind);
    std::printf("%.*s %s %s %llu %s %s\n", static_cast<int>(name.size()), name.data(),
                line.day.empty() ? "-" : line.day.c_str(),
                line.user.empty() ? "-" : line.user.c_str(),
                static_cast<unsigned long long>(line.count), audit::toUtc(line.first).c_str(),
                audit::toUtc(line.last).c_str());
}

}  // namespace

int auditReport(const CtlOptions& options, const std::string& folder, Time time)
{
    std::filesystem::path place{folder};
    Policy policy;
    if (place.empty()) {
        const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
        if (!surroundings)
            return refuseFolder();
        place = surroundings->paths.audit;
        policy = surroundings->policy.policy;
        auto log = openAuditLog(*surroundings, time);
        if (!log || !log->append({audit::EventKind::LogViewed}))
            return fail("the look at the activity log cannot be recorded, so nothing is shown.");
    }
    const auto report = audit::reportExceptions(place, exceptionRules(policy));
    if (!report)
        return fail("the activity log cannot be read.");
    std::printf("since %s%s, %llu records\n", report->since.empty() ? "-" : report->since.c_str(),
                report->wasReviewed ? " (last review)" : "",
                static_cast<unsigned long long>(report->records));
    if (!report->prunedUntil.empty())
        std::printf("%s\n", audit::prunedWords(report->prunedUntil).c_str());
    for (const auto& line : report->lines)
        printLine(line);
    return kExitOk;
}

}  // namespace sotto::app
