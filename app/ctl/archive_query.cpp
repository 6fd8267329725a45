// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/archive_query.h"

#include "app/ctl/commands.h"
#include "app/session/session_audit.h"
#include "core/domain/safe_text.h"

#include <QDateTime>

#include <algorithm>

namespace sotto::app {
namespace {

constexpr int kMostFound = 200;
constexpr std::size_t kQueryFields = 9;

QByteArray stamp(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8();
}

/// Without what a terminal would obey (hostile.md G14).
QByteArray printable(const std::string& text)
{
    auto line = SafeText::fromUtf8(text, SafeText::Kind::Body).string();
    return line.replace(u'\n', u' ').toUtf8();
}

bool isReason(const std::string& word)
{
    return std::ranges::find(kExportReasons, word, [](ExportReason one) { return toName(one); }) !=
        kExportReasons.end();
}

audit::Event eventOf(const ArchiveQuery& query, const audit::Pseudonym& user)
{
    if (query.what == ArchiveQuery::What::Search)
        return {audit::EventKind::ConversationViewed, audit::Outcome::Success, user, "archive", {}};
    const auto reason = std::ranges::find(kExportReasons, query.reason,
                                          [](ExportReason one) { return toName(one); });
    return {
        audit::EventKind::Export, audit::Outcome::Success, user, "archive", {reasonField(*reason)}};
}

}  // namespace

void addQuery(Frame& frame, const ArchiveQuery& query)
{
    const auto& filter = query.filter;
    frame.add(static_cast<std::int64_t>(query.what)).add(std::string_view{query.words});
    frame.add(std::string_view{query.reason}).add(engine::toName(query.format));
    frame.add(filter.fromMs).add(filter.beforeMs).add(std::string_view{filter.person});
    frame.add(std::string_view{filter.conversation}).add(std::string_view{filter.patient});
}

std::optional<ArchiveQuery> queryOf(const Frame& frame, std::size_t first)
{
    const auto what = frame.number(first);
    const auto format = engine::archiveFormatFromName(frame.text(first + 3));
    if (frame.fields.size() != first + kQueryFields || what < 0 || what > 2 || !format)
        return std::nullopt;
    return ArchiveQuery{static_cast<ArchiveQuery::What>(what),
                        frame.text(first + 1),
                        frame.text(first + 2),
                        *format,
                        {frame.number(first + 4), frame.number(first + 5), frame.text(first + 6),
                         frame.text(first + 7), frame.text(first + 8)}};
}

std::optional<std::string> admit(const ArchiveQuery& query, const Surroundings& surroundings,
                                 const QString& address, Time time)
{
    if (query.what == ArchiveQuery::What::Status)
        return std::nullopt;
    if (query.what == ArchiveQuery::What::Export && !isReason(query.reason))
        return "an export needs one of the reasons that `--help` lists.";
    if (isLogHeldBack(surroundings.paths, surroundings.policy.policy, time))
        return "the collector of the activity log is away, and policy lets nothing out until then.";
    auto log = openAuditLog(surroundings, time);
    if (!log || !log->append(eventOf(query, log->pseudonym("user", address.toStdString()))))
        return "this cannot be recorded in the activity log, so nothing was given out.";
    return std::nullopt;
}

ArchiveAnswer::ArchiveAnswer(ArchiveQuery query, WallTime now)
    : m_query(std::move(query)),
      m_writer(m_query.format, now)
{
}

Result<std::optional<QByteArray>> ArchiveAnswer::next(engine::ArchiveReader& reader)
{
    using What = ArchiveQuery::What;
    using Piece = std::optional<QByteArray>;
    if (m_isDone)
        return Piece{};
    auto piece = m_query.what == What::Export ? more(reader)
        : m_query.what == What::Search        ? search(reader)
                                              : status(reader);
    if (!piece)
        return piece.error();
    return Piece{*std::move(piece)};
}

int ArchiveAnswer::exitCode() const
{
    return m_query.what == ArchiveQuery::What::Search && m_count == 0 ? kExitFailed : kExitOk;
}

std::string ArchiveAnswer::words() const
{
    return m_query.what == ArchiveQuery::What::Export ? std::to_string(m_count) + " messages"
                                                      : std::string{};
}

Result<QByteArray> ArchiveAnswer::status(engine::ArchiveReader& reader)
{
    SOTTO_TRY_ASSIGN(const auto counts, reader.counts());
    m_isDone = true;
    m_count = counts.messages;
    auto out = "messages\t" + QByteArray::number(qlonglong{counts.messages}) + '\n';
    if (counts.messages > 0)
        out += "oldest\t" + stamp(counts.oldestMs) + "\nnewest\t" + stamp(counts.newestMs) + '\n';
    return out;
}

Result<QByteArray> ArchiveAnswer::search(engine::ArchiveReader& reader)
{
    SOTTO_TRY_ASSIGN(const auto found, reader.search(m_query.words, kMostFound));
    m_isDone = true;
    QByteArray out;
    for (const auto& one : found) {
        ++m_count;
        out += stamp(one.sentAtMs) + '\t' + printable(one.author) + '\t' + printable(one.peer) +
            '\t' + printable(one.file.empty() ? one.text : one.file) + '\n';
    }
    return out;
}

Result<QByteArray> ArchiveAnswer::more(engine::ArchiveReader& reader)
{
    SOTTO_TRY_ASSIGN(const auto slice, reader.slice(m_query.filter, m_at));
    QByteArray out;
    for (const auto& one : slice.oldestFirst)
        out += m_writer.add(one);
    m_count = m_writer.count();
    m_isDone = !slice.goOnAfter;
    if (m_isDone)
        out += m_writer.end();
    else
        m_at = *slice.goOnAfter;
    return out;
}

}  // namespace sotto::app
