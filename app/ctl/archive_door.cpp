// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/archive_door.h"

#include "app/ctl/commands.h"
#include "core/base/log.h"
#include "core/engine/installation.h"

#include <QLocalSocket>

#include <fcntl.h>

namespace sotto::app {
namespace {

constexpr const char* kName = "archive.socket";
constexpr int kLongestPath = 107;
constexpr qsizetype kMostInPart = 48 * 1024;  // a frame holds 64 KiB
constexpr int kMostVisits = 4;
constexpr int kReachMs = 2000;
constexpr int kPatienceMs = 120'000;  // the running archive may be in the middle of a page

std::filesystem::path folderOf(const Surroundings& surroundings, const QString& address)
{
    const auto account = Jid::parseAccount(address.toStdString());
    return account ? engine::Installation::folderOf(surroundings.paths.data, *account)
                   : std::filesystem::path{};
}

void send(QLocalSocket& socket, const Frame& frame)
{
    const auto bytes = encode(frame);
    socket.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

const char* wordsOf(OrderHindrance why)
{
    switch (why) {
    case OrderHindrance::WrongSecret:
        return "that is not the archive's password.";
    case OrderHindrance::TooManyTries:
        return "too many wrong passwords. End the archive and sign in again.";
    default:
        return "the running archive cannot check the password. End it and ask again.";
    }
}

/// What came, as frames; the bytes are wiped. False: no frames.
bool take(QLocalSocket& socket, FrameReader& reader)
{
    auto bytes = socket.readAll();
    const bool isGood = reader
                            .feed({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                                   static_cast<std::size_t>(bytes.size())})
                            .has_value();
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return isGood;
}

}  // namespace

ArchiveSocket::ArchiveSocket(std::filesystem::path folder)
{
    auto path = QString::fromStdU16String((folder / kName).u16string());
    if (path.toLocal8Bit().size() > kLongestPath) {
        m_folder = FileDescriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        path = QStringLiteral("/proc/self/fd/%1/%2").arg(m_folder.get()).arg(QLatin1String(kName));
    }
    m_path = path;
}

/// One question. Deletes itself with its socket.
class ArchiveDoor::Visit final : public QObject {
public:
    Visit(ArchiveDoor& door, QLocalSocket* socket) : QObject(&door), m_door(door), m_socket(socket)
    {
        socket->setParent(this);
        connect(socket, &QLocalSocket::readyRead, this, &Visit::onReadyRead);
        connect(socket, &QLocalSocket::bytesWritten, this, &Visit::goOn);
        connect(socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
    }

private:
    void onReadyRead()
    {
        if (!take(*m_socket, m_reader)) {
            m_socket->abort();
            return;
        }
        const auto frame = m_reader.next();
        if (frame && !m_answer && !m_isOver)
            begin(*frame);
    }

    void begin(const Frame& frame)
    {
        const auto query = frame.type == FrameType::ArchiveAsk ? queryOf(frame, 1) : std::nullopt;
        if (!query || !m_door.m_engine.archive()) {
            m_socket->abort();
            return;
        }
        const auto proof = m_door.m_engine.proofOf(frame.secret(0));
        if (proof != OrderHindrance::None) {
            end(kExitFailed, wordsOf(proof));
            return;
        }
        if (const auto why =
                admit(*query, m_door.m_surroundings, m_door.m_address, m_door.m_time)) {
            end(kExitFailed, *why);
            return;
        }
        m_answer.emplace(*query, m_door.m_time.clock.wallNow());
        goOn();
    }

    /// A piece, then everything else; the next one when this was taken.
    void goOn()
    {
        if (!m_answer || m_socket->bytesToWrite() > 0)
            return;
        auto* const reader = m_door.m_engine.archive();
        const auto piece = reader ? m_answer->next(*reader)
                                  : Result<std::optional<QByteArray>>{Error{Errc::Storage, "shut"}};
        if (!piece)
            end(kExitFailed, "the vault cannot be read.");
        else if (!*piece)
            end(m_answer->exitCode(), m_answer->words());
        else if ((*piece)->isEmpty())
            QMetaObject::invokeMethod(this, &Visit::goOn, Qt::QueuedConnection);
        else
            give(**piece);
    }

    void give(QByteArrayView bytes)
    {
        for (qsizetype at = 0; at < bytes.size(); at += kMostInPart) {
            const auto part = bytes.sliced(at, std::min(kMostInPart, bytes.size() - at));
            Frame frame(FrameType::ArchivePart);
            frame.add(std::string_view{part.data(), static_cast<std::size_t>(part.size())});
            send(*m_socket, frame);
        }
    }

    void end(int exitCode, std::string_view words)
    {
        const auto count = m_answer ? m_answer->count() : 0;
        m_answer.reset();
        m_isOver = true;
        Frame frame(FrameType::ArchiveEnd);
        frame.add(std::int64_t{exitCode}).add(count).add(words);
        send(*m_socket, frame);
        m_socket->disconnectFromServer();
    }

    ArchiveDoor& m_door;
    QLocalSocket* m_socket;
    FrameReader m_reader;
    std::optional<ArchiveAnswer> m_answer;
    bool m_isOver = false;
};

ArchiveDoor::ArchiveDoor(engine::Engine& engine, Surroundings surroundings, QString address,
                         Time time)
    : m_engine(engine),
      m_surroundings(std::move(surroundings)),
      m_address(std::move(address)),
      m_time(time),
      m_socket(folderOf(m_surroundings, m_address))
{
    m_server.setMaxPendingConnections(kMostVisits);
    connect(&m_server, &QLocalServer::newConnection, this, &ArchiveDoor::onVisit);
}

ArchiveDoor::~ArchiveDoor() = default;

/// The seat in this folder is ours, so whatever lies there is of a process that has ended. The
/// folder is private, and so is what this process makes (umask).
bool ArchiveDoor::open()
{
    if (m_server.isListening())
        return true;
    QLocalServer::removeServer(m_socket.path());
    return m_server.listen(m_socket.path());
}

void ArchiveDoor::onVisit()
{
    while (auto* const socket = m_server.nextPendingConnection()) {
        if (children().size() < kMostVisits)
            new Visit(*this, socket);
        else
            delete socket;
    }
}

std::optional<ArchiveReply> askRunning(const Surroundings& surroundings, const QString& address,
                                       const ArchiveQuery& query,
                                       const std::function<std::optional<SecretBytes>()>& password,
                                       const std::function<bool(ByteView)>& take)
{
    const auto folder = folderOf(surroundings, address);
    if (folder.empty())
        return std::nullopt;
    const ArchiveSocket place(folder);
    QLocalSocket socket;
    socket.connectToServer(place.path());
    if (!socket.waitForConnected(kReachMs))
        return std::nullopt;
    const auto secret = password();
    if (!secret)
        return ArchiveReply{kExitFailed, "no password was given (--password-fd, or a terminal)."};
    Frame ask(FrameType::ArchiveAsk);
    ask.add(*secret);
    addQuery(ask, query);
    send(socket, ask);
    FrameReader reader;
    const ArchiveReply broken{kExitFailed, "the running archive ended before it had answered."};
    for (;;) {
        while (const auto frame = reader.next()) {
            if (frame->type == FrameType::ArchiveEnd)
                return ArchiveReply{static_cast<int>(frame->number(0)), frame->text(2)};
            const bool isPart = frame->type == FrameType::ArchivePart && frame->fields.size() == 1;
            if (!isPart)
                return broken;
            if (!take(frame->fields[0].view()))
                return ArchiveReply{kExitFailed, "the answer cannot be written."};
        }
        const bool hasMore = socket.bytesAvailable() > 0 || socket.waitForReadyRead(kPatienceMs);
        if (!hasMore || !app::take(socket, reader))
            return broken;
    }
}

}  // namespace sotto::app
