// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/exception_report.h"

#include "core/audit/audit_folder.h"
#include "core/audit/event.h"
#include "core/audit/line_reader.h"
#include "core/audit/pruned_part.h"
#include "core/audit/record.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace sotto::audit {
namespace {

using Days = std::chrono::days;

bool isOneOf(std::string_view event, std::initializer_list<EventKind> kinds)
{
    return std::ranges::any_of(kinds, [event](EventKind kind) { return toName(kind) == event; });
}

bool isExport(const ParsedRecord& record)
{
    return isOneOf(record.event, {EventKind::Export, EventKind::AttachmentSaved});
}

bool isEntry(const ParsedRecord& record)
{
    return isOneOf(record.event, {EventKind::LoginOk, EventKind::Unlock, EventKind::OfflineOpened});
}

bool isFailedAttempt(const ParsedRecord& record)
{
    return isOneOf(record.event,
                   {EventKind::LoginFailed, EventKind::MfaFailed, EventKind::UnlockFailed,
                    EventKind::LockedOut}) ||
        (record.event == toName(EventKind::OfflineOpened) &&
         record.outcome == toName(Outcome::Failure));
}

bool isFinding(const ParsedRecord& record)
{
    return isOneOf(record.event,
                   {EventKind::SecurityFinding, EventKind::IdentityChanged, EventKind::Recovered,
                    EventKind::ChainRestarted, EventKind::CollectorLost, EventKind::VaultErased});
}

std::string dayText(std::chrono::sys_time<Days> day)
{
    return toUtc(WallTime{day}).substr(0, 10);
}

}  // namespace

class ExceptionCollector::Part {
public:
    explicit Part(const ExceptionRules& rules) : m_rules(rules) { }

    void take(const ParsedRecord& record)
    {
        if (record.event == toName(EventKind::ReportReviewed)) {
            std::erase_if(m_found, [until = signedOff(record)](const Found& one) {
                return one.seq <= until;
            });
            m_report = {};
            m_report.wasReviewed = true;
        }
        m_pruned.take(record);
        m_report.until = record.seq;
        if (m_report.records++ == 0)
            m_report.since = record.ts;
        const auto at = fromUtc(record.ts);
        if (isFailedAttempt(record))
            add(ExceptionKind::FailedAttempts, record, at);
        else if (isExport(record) || isEntry(record))
            takeAct(record, at);
        else if (record.event == toName(EventKind::EmergencyAccess))
            add(ExceptionKind::EmergencyAccess, record, at);
        else if (isFinding(record))
            add(ExceptionKind::Finding, record, at);
        takePolicy(record, at);
    }

    ExceptionReport finish()
    {
        for (auto& [key, line] : gathered())
            if (line.kind != ExceptionKind::BulkExport ||
                line.count >= static_cast<std::uint64_t>(m_rules.bulk))
                m_report.lines.push_back(std::move(line));
        if (!m_report.wasReviewed)
            m_report.prunedUntil = m_pruned.until();
        return std::move(m_report);
    }

private:
    struct Found {
        ExceptionKind kind = ExceptionKind::Finding;
        std::string user;
        std::uint64_t seq = 0;
        std::optional<WallTime> at;
    };

    using Lines = std::map<std::tuple<ExceptionKind, std::string, std::string>, ExceptionLine>;

    /// The last record that was in the report; without a word of it, all before.
    static std::uint64_t signedOff(const ParsedRecord& record)
    {
        auto until = record.seq;
        forEachDetail(record.detail, [&until](std::string_view name, std::string_view value) {
            std::uint64_t said = 0;
            const auto* const end = value.data() + value.size();
            if (name == "until" && std::from_chars(value.data(), end, said).ptr == end)
                until = std::min(until, said);
        });
        return until;
    }

    void takeAct(const ParsedRecord& record, std::optional<WallTime> at)
    {
        if (isExport(record) && record.outcome == toName(Outcome::Success))
            add(ExceptionKind::BulkExport, record, at);
        if (at && isAfterHours(*at))
            add(ExceptionKind::AfterHours, record, at);
    }

    /// The same policy is loaded again at each start: only another hash is a change.
    void takePolicy(const ParsedRecord& record, std::optional<WallTime> at)
    {
        const bool isRefused = record.event == toName(EventKind::PolicyRejected);
        if (!isRefused && record.event != toName(EventKind::PolicyLoaded))
            return;
        auto& before = m_policies[std::string{record.detail}];
        const bool isOther = !before.empty() && before != record.object;
        if (!isRefused)
            before = record.object;
        if (isRefused || isOther)
            add(ExceptionKind::PolicyChange, record, at);
    }

    WallTime local(WallTime at) const { return at + m_rules.utcOffset(at); }

    bool isAfterHours(WallTime at) const
    {
        const auto when = local(at);
        const auto day = std::chrono::floor<Days>(when);
        const auto hour = std::chrono::floor<std::chrono::hours>(when - day).count();
        return !m_rules.workDays.at(std::chrono::weekday{day}.iso_encoding() - 1) ||
            hour < m_rules.fromHour || hour >= m_rules.untilHour;
    }

    void add(ExceptionKind kind, const ParsedRecord& record, std::optional<WallTime> at)
    {
        m_found.push_back({kind, std::string{record.user}, record.seq, at});
    }

    Lines gathered() const
    {
        Lines lines;
        for (const auto& one : m_found) {
            const auto day =
                one.at ? dayText(std::chrono::floor<Days>(local(*one.at))) : std::string{};
            auto& line = lines[{one.kind, day, one.user}];
            if (line.count++ == 0)
                line = {one.kind, one.user, day, 1, one.seq, one.at.value_or(WallTime{}), {}};
            line.last = one.at.value_or(line.last);
        }
        return lines;
    }

    ExceptionRules m_rules;
    ExceptionReport m_report;
    PrunedNote m_pruned;
    std::vector<Found> m_found;
    std::map<std::string, std::string> m_policies;  ///< hash in force, by what it is of
};

ExceptionCollector::ExceptionCollector(const ExceptionRules& rules)
    : m_part(std::make_unique<Part>(rules))
{
}

ExceptionCollector::~ExceptionCollector() = default;

void ExceptionCollector::take(const ParsedRecord& record)
{
    m_part->take(record);
}

ExceptionReport ExceptionCollector::finish()
{
    return m_part->finish();
}

std::string_view toName(ExceptionKind kind)
{
    constexpr std::array<std::string_view, kExceptionKinds> kNames{
        "after_hours",      "bulk_export",   "failed_attempts",
        "emergency_access", "policy_change", "finding"};
    return kNames.at(static_cast<std::size_t>(kind));
}

Result<std::string> unreviewedSince(const std::filesystem::path& folder)
{
    SOTTO_TRY_ASSIGN(const auto segments, listSegments(folder));
    std::string reviewed, first;
    for (auto number = segments.rbegin(); number != segments.rend() && reviewed.empty(); ++number) {
        first.clear();
        const auto look = [&](std::string_view line, LineEnd end) {
            const auto record = parseRecord(line);
            if (!record || end != LineEnd::Whole)
                return true;
            if (record->event == toName(EventKind::ReportReviewed))
                reviewed = record->ts;
            if (first.empty())
                first = record->ts;
            return true;
        };
        if (!forEachLine(folder / segmentName(*number), look))
            return Error{Errc::Storage, "audit segment"};
    }
    return reviewed.empty() ? first : reviewed;
}

Result<ExceptionReport> reportExceptions(const std::filesystem::path& folder,
                                         const ExceptionRules& rules)
{
    ExceptionCollector collector{rules};
    SOTTO_TRY(forEachLogLine(folder, [&collector](std::string_view line, LineEnd end) {
        const auto record = parseRecord(line);
        if (record && end == LineEnd::Whole)
            collector.take(*record);
        return true;
    }));
    return collector.finish();
}

}  // namespace sotto::audit
