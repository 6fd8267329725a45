// SPDX-License-Identifier: GPL-3.0-or-later
// The clinic's archive: a client like the others, which keeps everything that it is a member of.
#include "app/compose.h"
#include "app/ctl/archive_door.h"
#include "app/ctl/archive_query.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_run.h"
#include "core/domain/patient.h"
#include "core/platform/terminal.h"

#include <QDateTime>
#include <QFile>

#include <cstdio>
#include <memory>

namespace sotto::app {
namespace {

using Take = std::function<bool(ByteView)>;

/// In the archive's own client, whatever else policy says of this machine.
std::function<void(engine::EngineSettings&)> asArchive(const QString& address)
{
    return [account = Jid::parseAccount(address.toStdString())](engine::EngineSettings& settings) {
        if (account)
            settings.archive.address = *account;
        settings.retention = {};
    };
}

int fail(std::string_view why)
{
    std::fprintf(stderr, "sottoctl: %.*s\n", static_cast<int>(why.size()), why.data());
    return kExitFailed;
}

int report(const ArchiveReply& reply)
{
    if (reply.exitCode != kExitOk && !reply.words.empty())
        return fail(reply.words);
    if (!reply.words.empty())
        std::fprintf(stderr, "%s\n", reply.words.c_str());
    return reply.exitCode;
}

ArchiveReply answerHere(engine::ArchiveReader& reader, const ArchiveQuery& query, WallTime now,
                        const Take& take)
{
    ArchiveAnswer answer(query, now);
    for (;;) {
        const auto piece = answer.next(reader);
        if (!piece)
            return {kExitFailed, "the vault cannot be read."};
        if (!*piece)
            return {answer.exitCode(), answer.words()};
        const auto& bytes = **piece;
        if (!take({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                   static_cast<std::size_t>(bytes.size())}))
            return {kExitFailed, "the answer cannot be written."};
    }
}

/// Nobody has the vault open: signs in and answers by itself.
ArchiveReply answerAlone(const CtlOptions& options, const QString& address,
                         const Surroundings& surroundings, const ArchiveQuery& query, Time time,
                         const Take& take)
{
    ConsoleRun run(options, address, surroundings, time, asArchive(address));
    ArchiveReply reply{kExitFailed, {}};
    bool isDone = false;
    QObject::connect(&run.engine, &Client::connectionChanged, &run.engine, [&](Connection now) {
        auto* const reader = now == Connection::Online ? run.engine.archive() : nullptr;
        if (!reader || std::exchange(isDone, true))
            return;
        const auto why = admit(query, surroundings, address, time);
        reply = why ? ArchiveReply{kExitFailed, *why}
                    : answerHere(*reader, query, time.clock.wallNow(), take);
        run.end(reply.exitCode);
    });
    const int code = run.go();
    return isDone ? reply : ArchiveReply{code, {}};
}

int ask(const CtlOptions& options, const QString& address, const ArchiveQuery& query, Time time,
        const Take& take)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto password = [&options]() -> std::optional<SecretBytes> {
        auto secret = options.passwordFd ? platform::readSecretLine(*options.passwordFd)
                                         : platform::askSecret("Password: ");
        return secret ? std::optional{*std::move(secret)} : std::nullopt;
    };
    const auto served = askRunning(*surroundings, address, query, password, take);
    return report(served ? *served
                         : answerAlone(options, address, *surroundings, query, time, take));
}

bool toConsole(ByteView bytes)
{
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
}

/// From "2026-11-01": the first moment of it in UTC, or of what follows it.
std::optional<std::int64_t> momentOf(const std::string& text, bool isEnd)
{
    const auto date = QDate::fromString(QString::fromStdString(text), Qt::ISODate);
    if (!date.isValid())
        return std::nullopt;
    return QDateTime(isEnd ? date.addDays(1) : date, {}, Qt::UTC).toMSecsSinceEpoch();
}

/// No value: a day or a format is none.
std::optional<ArchiveQuery> queryOf(const ArchiveExportOptions& given)
{
    ArchiveQuery query{.what = ArchiveQuery::What::Export, .reason = given.reason};
    query.filter.person = given.person;
    query.filter.conversation = given.conversation;
    query.filter.patient = recordKey(given.patient);
    const auto from = momentOf(given.from, false);
    const auto before = momentOf(given.to, true);
    const auto format = engine::archiveFormatFromName(given.format);
    if ((!given.from.empty() && !from) || (!given.to.empty() && !before) || !format)
        return std::nullopt;
    query.format = *format;
    query.filter.fromMs = from.value_or(query.filter.fromMs);
    query.filter.beforeMs = before.value_or(query.filter.beforeMs);
    return query;
}

/// What policy names as retention.archive_keys.
void tellKey(engine::Engine& engine, const QString& address)
{
    const auto told = std::make_shared<bool>(false);
    QObject::connect(
        &engine, &Client::devicesChanged, &engine,
        [told](const QString&, const QList<DeviceSnapshot>& devices) {
            for (const auto& one : devices)
                if (one.thisOne && !one.keyDigest.isEmpty() && !std::exchange(*told, true))
                    std::fprintf(stderr, "key %s\n", one.keyDigest.toHex().constData());
        });
    QObject::connect(&engine, &Client::connectionChanged, &engine,
                     [told, &engine, address](Connection now) {
                         if (now == Connection::Online && !*told)
                             engine.openDevices(address);
                     });
}

}  // namespace

int archiveRun(const CtlOptions& options, const QString& address, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    ConsoleRun run(options, address, *surroundings, time, asArchive(address));
    auto* const engine = &run.engine;
    ArchiveDoor door(*engine, *surroundings, address, time);
    QObject::connect(engine, &Client::connectionChanged, engine, [&door](Connection connection) {
        if (connection == Connection::Online && !door.open())
            fail("search and export will need this to be ended: no socket can be made.");
        if (connection == Connection::Online)
            std::fprintf(stderr, "archiving\n");
        else if (connection == Connection::Offline)
            std::fprintf(stderr, "offline\n");
    });
    tellKey(*engine, address);
    // A file is kept as well: the relay may let it go.
    QObject::connect(engine, &Client::messageChanged, engine, [engine](const MessageSnapshot& m) {
        if (m.attachment && m.attachment->state == AttachmentSnapshot::State::Offered)
            engine->fetchAttachment(m.id);
    });
    return run.go();
}

int archiveStatus(const CtlOptions& options, const QString& address, Time time)
{
    return ask(options, address, {}, time, toConsole);
}

int archiveSearch(const CtlOptions& options, const QString& address, const std::string& words,
                  Time time)
{
    return ask(options, address, {.what = ArchiveQuery::What::Search, .words = words}, time,
               toConsole);
}

int archiveExport(const CtlOptions& options, const ArchiveExportOptions& given, Time time)
{
    const auto query = queryOf(given);
    if (!query) {
        std::fprintf(stderr, "sottoctl: a day is written as 2026-11-01.\n");
        return kExitUsage;
    }
    QFile file(QString::fromStdString(given.output));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail("that file cannot be made, or there is one of that name.");
    const auto code = ask(options, given.address, *query, time, [&file](ByteView bytes) {
        const auto size = static_cast<qint64>(bytes.size());
        return file.write(reinterpret_cast<const char*>(bytes.data()), size) == size;
    });
    const bool isWhole = code == kExitOk && file.flush() && file.error() == QFileDevice::NoError;
    if (!isWhole)
        file.remove();
    if (code == kExitOk && !isWhole)
        return fail("the archive was not exported whole.");
    return code;
}

}  // namespace sotto::app
