// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/activity_desk.h"

#include "app/session/activity_files.h"
#include "core/audit/audit_verifier.h"
#include "core/audit/log_reader.h"
#include "core/domain/patient.h"

#include <algorithm>
#include <array>

namespace sotto::app {
namespace {

constexpr std::size_t kMostShown = 20000;
constexpr std::chrono::minutes kOneLook{10};      // changing the filter is no other look
constexpr std::chrono::seconds kAnchorsAfter{8};  // then the relay is not waited for

std::int64_t msOf(const std::string& ts)
{
    const auto at = audit::fromUtc(ts);
    return at ? toMs(*at) : 0;
}

QString latin1(const std::string& text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

bool isAboutMessage(std::string_view event)
{
    using enum audit::EventKind;
    return event.starts_with("message_") ||
        std::ranges::any_of(std::array{Export, AttachmentSaved, ConversationViewed, ConsentRecorded,
                                       ConsentRevoked},
                            [event](auto kind) { return audit::toName(kind) == event; });
}

ActivityEntry entryOf(const audit::LogEntry& record)
{
    ActivityEntry entry{.number = record.seq, .atMs = msOf(record.ts)};
    entry.who = latin1(record.user);
    entry.event = latin1(record.event);
    entry.failed = record.outcome != audit::toName(audit::Outcome::Success);
    // message.conversation.person and perhaps .patient; other objects that have dots are no names
    const auto parts = latin1(record.object).split(QLatin1Char('.'));
    if (isAboutMessage(record.event) && parts.size() >= 3) {
        entry.conversation = parts.at(1);
        entry.whom = parts.at(2);
        entry.patient = parts.value(3);
    } else if (record.event == audit::toName(audit::EventKind::TrustDecision) ||
               record.event == audit::toName(audit::EventKind::IdentityChanged))
        entry.whom = latin1(record.object);
    else
        entry.object = latin1(record.object);
    for (const auto& [name, value] : record.detail)
        entry.detail.append({latin1(name), latin1(value)});
    return entry;
}

ActivityEntries pageOf(const audit::LogPage& page)
{
    ActivityEntries shown;
    shown.newestFirst.reserve(static_cast<qsizetype>(page.newestFirst.size()));
    for (const auto& record : page.newestFirst)
        shown.newestFirst << entryOf(record);
    shown.hasOlder = page.hasOlder;
    return shown;
}

ChainSnapshot::State stateOf(audit::Verdict verdict)
{
    using State = ChainSnapshot::State;
    switch (verdict) {
    case audit::Verdict::Ok:
    case audit::Verdict::Unanchored:
        return State::Unbroken;
    case audit::Verdict::HalfWritten:
        return State::HalfWritten;
    case audit::Verdict::Altered:
        return State::Altered;
    case audit::Verdict::Gap:
        return State::Gap;
    case audit::Verdict::Truncated:
        return State::Truncated;
    case audit::Verdict::Unreadable:
        break;
    }
    return State::Unreadable;
}

ChainSnapshot checkChain(const std::filesystem::path& folder,
                         std::optional<std::vector<audit::Anchor>> anchors)
{
    const auto anchoredAt = anchors && !anchors->empty() ? msOf(anchors->back().ts) : 0;
    audit::VerifyWith with;
    with.anchors = std::move(anchors);
    const auto report = audit::verify(folder, with);
    return {.state = stateOf(report.verdict),
            .records = report.records,
            .badNumber = report.badSeq,
            .restarts = report.restarts,
            .sinceMs = msOf(report.since),
            .prunedUntilMs = msOf(report.prunedUntil),
            .anchoredAtMs = report.anchoredSeq > 0 ? anchoredAt : 0,
            .wasCompared = with.anchors.has_value()};
}

ActivityReport reportOf(const audit::ExceptionReport& found)
{
    ActivityReport report;
    for (const auto& line : found.lines)
        report.lines << ActivityException{static_cast<ActivityException::Kind>(line.kind),
                                          latin1(line.user),
                                          line.count,
                                          line.firstSeq,
                                          toMs(line.first),
                                          toMs(line.last)};
    report.sinceMs = msOf(found.since);
    report.wasReviewed = found.wasReviewed;
    report.prunedUntilMs = msOf(found.prunedUntil);
    return report;
}

}  // namespace

ActivityDesk::ActivityDesk(std::filesystem::path folder, SessionAudit& audit,
                           std::function<ReportPolicy()> policy, Time time)
    : m_folder(std::move(folder)),
      m_audit(audit),
      m_policy(std::move(policy)),
      m_time(time)
{
}

ActivityDesk::~ActivityDesk()
{
    m_stop = true;
}

audit::ExportFilter ActivityDesk::filterFor(const ActivityFilter& filter) const
{
    audit::ExportFilter wanted;
    if (filter.sinceMs > 0)
        wanted.from = audit::toUtc(wallTimeFromMs(filter.sinceMs));
    if (filter.untilMs > 0)
        wanted.to = audit::toUtc(wallTimeFromMs(filter.untilMs - 1));
    wanted.person = nameIn(ActivityName::Person, filter.person);
    wanted.conversation = nameIn(ActivityName::Conversation, filter.conversation);
    wanted.patient = nameIn(ActivityName::Patient, filter.patient);
    if (!maySeeAll())
        wanted.person = m_audit.ownName();
    wanted.events = eventsOf(filter.group);
    return wanted;
}

/// What others did is shown only if somebody can be told later that it was looked at.
bool ActivityDesk::noteLook()
{
    const auto now = m_time.clock.wallNow();
    if (m_lookedAt && now - *m_lookedAt < kOneLook && now >= *m_lookedAt)
        return true;
    if (!m_audit.recordLook())
        return false;
    m_lookedAt = now;
    return true;
}

Task<ActivityEntries> ActivityDesk::read(ActivityFilter filter)
{
    const bool onlyOwn = !maySeeAll();
    if (onlyOwn ? m_audit.ownName().empty() : !noteLook())
        return readyTask<ActivityEntries>(Error{Errc::Storage, "the look is not on record"});
    return m_aside.run<ActivityEntries>([this, wanted = filterFor(filter),
                                         onlyOwn]() -> Result<ActivityEntries> {
        SOTTO_TRY_ASSIGN(const auto page, audit::readNewest(m_folder, wanted, kMostShown, m_stop));
        auto shown = pageOf(page);
        shown.onlyOwn = onlyOwn;
        return shown;
    });
}

Task<ChainSnapshot> ActivityDesk::check()
{
    m_checks.emplace_back();
    auto task = m_checks.back().task();
    if (m_checks.size() > 1)
        return task;  // one look at the relay serves all
    m_anchorsLate = m_time.scheduler.after(kAnchorsAfter, [this] { checkWith(std::nullopt); });
    Q_EMIT anchorsWanted();
    return task;
}

void ActivityDesk::takeAnchors(const QStringList& lines)
{
    std::vector<std::string> texts;
    for (const auto& line : lines)
        texts.push_back(line.toStdString());
    auto anchors = audit::anchorsIn(texts, audit::readCheckpointKey(m_folder));
    if (anchors.empty())
        checkWith(std::nullopt);
    else
        checkWith(std::move(anchors));
}

void ActivityDesk::checkWith(std::optional<std::vector<audit::Anchor>> anchors)
{
    m_anchorsLate.reset();
    for (auto& check : std::exchange(m_checks, {})) {
        auto waiting = std::make_shared<Promise<ChainSnapshot>>(std::move(check));
        m_aside
            .run<ChainSnapshot>([this, anchors]() -> Result<ChainSnapshot> {
                return checkChain(m_folder, anchors);
            })
            .then(this, [waiting](const Result<ChainSnapshot>& chain) { waiting->finish(chain); });
    }
}

Task<ActivityReport> ActivityDesk::report()
{
    if (!maySeeAll())
        return readyTask<ActivityReport>(Error{Errc::Denied, "roles"});
    if (!noteLook())
        return readyTask<ActivityReport>(Error{Errc::Storage, "the look is not on record"});
    const auto policy = m_policy();
    const auto now = m_time.clock.wallNow();
    return m_aside.run<ActivityReport>([this, policy, now]() -> Result<ActivityReport> {
        SOTTO_TRY_ASSIGN(const auto found, audit::reportExceptions(m_folder, policy.rules));
        m_reportedUntil = found.until;
        auto report = reportOf(found);
        report.isDue = toMs(now) - report.sinceMs >=
            std::chrono::duration_cast<std::chrono::milliseconds>(policy.every).count();
        return report;
    });
}

Task<bool> ActivityDesk::isReportDue()
{
    if (!maySeeAll())
        return readyTask<bool>(Error{Errc::Denied, "roles"});
    const auto latest = m_time.clock.wallNow() - m_policy().every;
    return m_aside.run<bool>([this, latest]() -> Result<bool> {
        SOTTO_TRY_ASSIGN(const auto since, audit::unreviewedSince(m_folder));
        return !since.empty() && msOf(since) <= toMs(latest);
    });
}

bool ActivityDesk::markReviewed()
{
    return maySeeAll() && m_audit.recordReview(m_reportedUntil);
}

Task<Done> ActivityDesk::saveTo(QString path, ActivityFormat format, ActivityFilter filter,
                                ExportReason reason)
{
    if (!maySeeAll() || !m_rights.has(Right::Export) ||
        (asksForReason() && reason == ExportReason::NotAsked))
        return readyTask<Done>(Error{Errc::Denied, "roles or reason"});
    if (!m_audit.recordExportOf("activity_log", reason))
        return readyTask<Done>(Error{Errc::Storage, "the export is not on record"});
    return m_aside.run<Done>([this, target = std::filesystem::path{path.toStdU16String()}, format,
                              wanted = filterFor(filter),
                              now = m_time.clock.wallNow()]() -> Result<Done> {
        if (format == ActivityFormat::Copy)
            return copyLog(m_folder, target);
        return writeLog(m_folder, target,
                        format == ActivityFormat::Csv ? audit::ExportFormat::Csv
                                                      : audit::ExportFormat::Fhir,
                        wanted, now);
    });
}

bool ActivityDesk::asksForReason() const
{
    return m_policy().asksForReason;
}

QString ActivityDesk::nameOf(ActivityName what, const QString& value) const
{
    switch (what) {
    case ActivityName::Person:
        return latin1(m_audit.nameOf(value));
    case ActivityName::Conversation:
        return latin1(m_audit.nameOf("conversation", value.toStdString()));
    case ActivityName::Patient:
        break;
    }
    return latin1(m_audit.nameOf("patient", recordKey(value.toStdString())));
}

/// Of what has no name, because it is no record number, there is nothing: never everything.
std::string ActivityDesk::nameIn(ActivityName what, const QString& value) const
{
    const auto name = nameOf(what, value).toStdString();
    return name.empty() && !value.isEmpty() ? "none" : name;
}

}  // namespace sotto::app
