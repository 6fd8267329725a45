// SPDX-License-Identifier: GPL-3.0-or-later
// The clinic's archive: a client like the others, which keeps everything that it is a member of.
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_run.h"
#include "app/ctl/files.h"
#include "app/session/session_audit.h"
#include "core/domain/patient.h"
#include "core/engine/archive_reader.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace sotto::app {
namespace {

constexpr int kMostFound = 200;

/// In the archive's own client, whatever else policy says of this machine.
std::function<void(engine::EngineSettings&)> asArchive(const QString& address)
{
    return [account = Jid::parseAccount(address.toStdString())](engine::EngineSettings& settings) {
        if (account)
            settings.archive.address = *account;
        settings.retention = {};
    };
}

QString stamp(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString utf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Without what a terminal would obey (hostile.md G14).
QString printable(const std::string& text)
{
    auto line = SafeText::fromUtf8(text, SafeText::Kind::Body).string();
    return line.replace(u'\n', u' ');
}

QByteArray lineOf(const engine::ArchivedMessage& one)
{
    QJsonObject out{{QStringLiteral("sent"), stamp(one.sentAtMs)},
                    {QStringLiteral("kept"), stamp(one.keptAtMs)},
                    {QStringLiteral("author"), utf8(one.author)},
                    {QStringLiteral("to"), utf8(one.peer)},
                    {QStringLiteral("id"), utf8(one.originId)},
                    {QStringLiteral("urgency"),
                     QLatin1String(toName(one.urgency).data(),
                                   static_cast<qsizetype>(toName(one.urgency).size()))},
                    {QStringLiteral("text"), utf8(one.text)}};
    if (!one.handedBy.empty())
        out[QStringLiteral("handed_in_by")] = utf8(one.handedBy);
    if (one.received)
        out[QStringLiteral("handed_in_as")] = QStringLiteral("received");
    if (one.unmanaged)
        out[QStringLiteral("unmanaged")] = true;
    if (!one.file.empty())
        out[QStringLiteral("file")] = utf8(one.file);
    if (one.recalledAtMs > 0)
        out[QStringLiteral("recalled")] = stamp(one.recalledAtMs);
    if (one.correctedAtMs > 0)
        out[QStringLiteral("corrected")] = stamp(one.correctedAtMs);
    if (!one.earlier.empty()) {
        QJsonArray earlier;
        for (const auto& text : one.earlier)
            earlier.append(utf8(text));
        out[QStringLiteral("earlier")] = earlier;
    }
    if (one.patient)
        out[QStringLiteral("patient")] =
            QJsonObject{{QStringLiteral("name"), utf8(one.patient->name)},
                        {QStringLiteral("number"), utf8(one.patient->number)}};
    return QJsonDocument(out).toJson(QJsonDocument::Compact) + '\n';
}

/// Opens the archive's vault and, once it is open, does one thing with what it holds.
int whenOpen(const CtlOptions& options, const QString& address, Time time,
             const std::function<int(engine::ArchiveReader&, const Surroundings&)>& work)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    ConsoleRun run(options, address, *surroundings, time, asArchive(address));
    bool isDone = false;
    QObject::connect(&run.engine, &Client::connectionChanged, &run.engine, [&](Connection now) {
        auto* const reader = now == Connection::Online ? run.engine.archive() : nullptr;
        if (reader && !std::exchange(isDone, true))
            run.end(work(*reader, *surroundings));
    });
    return run.go();
}

/// From "2026", "2026-11" or "2026-11-01": the first moment of it in UTC, or of what follows it.
std::optional<std::int64_t> momentOf(const std::string& text, bool isEnd)
{
    const auto date = QDate::fromString(QString::fromStdString(text), Qt::ISODate);
    if (!date.isValid())
        return std::nullopt;
    return QDateTime(isEnd ? date.addDays(1) : date, {}, Qt::UTC).toMSecsSinceEpoch();
}

/// One record before anything leaves. False: it is not on record, and nothing may leave.
bool recordExport(const Surroundings& surroundings, const QString& address,
                  const std::string& reason, Time time)
{
    const auto known =
        std::ranges::find(kExportReasons, reason, [](ExportReason one) { return toName(one); });
    auto log = openAuditLog(surroundings, time);
    if (known == kExportReasons.end() || !log)
        return false;
    return log
        ->append({audit::EventKind::Export,
                  audit::Outcome::Success,
                  log->pseudonym("user", address.toStdString()),
                  "archive",
                  {reasonField(*known)}})
        .has_value();
}

int fail(const char* why)
{
    std::fprintf(stderr, "sottoctl: %s\n", why);
    return kExitFailed;
}

}  // namespace

int archiveRun(const CtlOptions& options, const QString& address, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    ConsoleRun run(options, address, *surroundings, time, asArchive(address));
    auto* const engine = &run.engine;
    QObject::connect(engine, &Client::connectionChanged, engine, [](Connection connection) {
        if (connection == Connection::Online)
            std::fprintf(stderr, "archiving\n");
        else if (connection == Connection::Offline)
            std::fprintf(stderr, "offline\n");
    });
    // A file is kept as well: the relay may let it go.
    QObject::connect(engine, &Client::messageChanged, engine, [engine](const MessageSnapshot& m) {
        if (m.attachment && m.attachment->state == AttachmentSnapshot::State::Offered)
            engine->fetchAttachment(m.id);
    });
    return run.go();
}

int archiveStatus(const CtlOptions& options, const QString& address, Time time)
{
    return whenOpen(options, address, time, [](engine::ArchiveReader& reader, const auto&) {
        const auto counts = reader.counts();
        if (!counts)
            return fail("the vault cannot be read.");
        std::printf("messages\t%lld\n", static_cast<long long>(counts->messages));
        if (counts->messages > 0)
            std::printf("oldest\t%s\nnewest\t%s\n", qPrintable(stamp(counts->oldestMs)),
                        qPrintable(stamp(counts->newestMs)));
        return kExitOk;
    });
}

int archiveSearch(const CtlOptions& options, const QString& address, const std::string& words,
                  Time time)
{
    return whenOpen(options, address, time, [&](engine::ArchiveReader& reader, const auto&) {
        const auto found = reader.search(words, kMostFound);
        if (!found)
            return fail("the vault cannot be read.");
        for (const auto& one : *found)
            std::printf("%s\t%s\t%s\t%s\n", qPrintable(stamp(one.sentAtMs)),
                        qPrintable(printable(one.author)), qPrintable(printable(one.peer)),
                        qPrintable(printable(one.file.empty() ? one.text : one.file)));
        return found->empty() ? kExitFailed : kExitOk;
    });
}

int archiveExport(const CtlOptions& options, const ArchiveExportOptions& given, Time time)
{
    engine::ArchiveFilter filter{.person = given.person, .conversation = given.conversation};
    const auto from = momentOf(given.from, false);
    const auto before = momentOf(given.to, true);
    if ((!given.from.empty() && !from) || (!given.to.empty() && !before)) {
        std::fprintf(stderr, "sottoctl: a day is written as 2026-11-01.\n");
        return kExitUsage;
    }
    filter.fromMs = from.value_or(filter.fromMs);
    filter.beforeMs = before.value_or(filter.beforeMs);
    filter.patient = recordKey(given.patient);
    const auto work = [&](engine::ArchiveReader& reader, const Surroundings& surroundings) {
        QFile file(QString::fromStdString(given.output));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                       QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            return fail("that file cannot be made, or there is one of that name.");
        if (!recordExport(surroundings, given.address, given.reason, time)) {
            file.remove();
            return fail("the export cannot be recorded in the activity log, so nothing was "
                        "written.");
        }
        qsizetype count = 0;
        const auto done = reader.each(filter, [&](const engine::ArchivedMessage& one) {
            const auto line = lineOf(one);
            ++count;
            return file.write(line) == line.size();
        });
        if (!done || !file.flush() || file.error() != QFileDevice::NoError) {
            file.remove();
            return fail("the archive was not exported whole.");
        }
        std::fprintf(stderr, "%lld messages\n", static_cast<long long>(count));
        return kExitOk;
    };
    return whenOpen(options, given.address, time, work);
}

}  // namespace sotto::app
