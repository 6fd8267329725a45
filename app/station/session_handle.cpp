// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/session_handle.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace sotto::app {
namespace {

constexpr std::chrono::milliseconds kLockLimit{500};      // design.md, 3
constexpr std::chrono::milliseconds kSignOutLimit{6000};  // RelayStream::logOff takes up to 5 s

SessionHandle::LockCause causeOf(ProblemKind why)
{
    using Cause = SessionHandle::LockCause;
    switch (why) {
    case ProblemKind::OutOfContact:
        return Cause::OutOfContact;
    case ProblemKind::SignedInElsewhere:
        return Cause::SignedInElsewhere;
    default:
        return Cause::AccessEnded;
    }
}

QString toQString(const std::string& text)
{
    return QString::fromStdString(text);
}

}  // namespace

SessionHandle::SessionHandle(QString program, QStringList arguments, QString address, Time time,
                             QObject* parent)
    : QObject(parent),
      m_program(std::move(program)),
      m_arguments(std::move(arguments)),
      m_time(time)
{
    m_tile.address = std::move(address);
}

SessionHandle::~SessionHandle()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->kill();
    m_process->waitForFinished(1000);
}

void SessionHandle::show()
{
    bringUp(false);
}

void SessionHandle::showSignedInAlready()
{
    bringUp(true);
}

void SessionHandle::bringUp(bool signedInAlready)
{
    m_wanted = true;
    if (!m_process) {
        start();
        return;
    }
    Frame frame(FrameType::Show);
    frame.add(std::int64_t{signedInAlready ? 1 : 0});
    send(frame);
}

void SessionHandle::hide()
{
    m_wanted = false;
    send(Frame(FrameType::Hide));
}

void SessionHandle::lock(LockCause cause)
{
    if (!isOpen())
        return;
    m_ending = true;
    m_lockCause = cause;
    send(Frame(FrameType::Lock));
    endWithin(kLockLimit);
}

void SessionHandle::signOut()
{
    m_wanted = false;
    if (!m_process) {
        m_handOver = {};
        Q_EMIT signedOut();
        return;
    }
    m_ending = true;
    send(Frame(FrameType::SignOut));
    endWithin(kSignOutLimit);
}

void SessionHandle::dismiss()
{
    m_wanted = false;
    m_ending = true;
    m_handOver = {};
    m_tile.address.clear();  // its end is not that person's end
    if (m_process)
        m_process->kill();
}

void SessionHandle::countdown(int seconds)
{
    Frame frame(seconds > 0 ? FrameType::Countdown : FrameType::CountdownOff);
    frame.add(std::int64_t{seconds});
    send(frame);
}

void SessionHandle::tellLockAfter(int seconds)
{
    Frame frame(FrameType::LockAfter);
    frame.add(std::int64_t{seconds});
    send(frame);
}

void SessionHandle::tellAgreement(const QString& sha256)
{
    Frame frame(FrameType::Agreement);
    frame.add(std::string_view{sha256.toStdString()});
    send(frame);
}

void SessionHandle::setEmergency(const SafeText& name, const QList<EmergencyStaff>& staff)
{
    constexpr qsizetype kMostStaff = 7;  // what a frame has room for
    Frame frame(FrameType::BeginEmergency);
    frame.add(std::string_view{m_tile.address.toStdString()})
        .add(std::string_view{name.string().toStdString()});
    for (const auto& person : staff.first(std::min(kMostStaff, staff.size())))
        frame.add(std::string_view{person.address.toStdString()})
            .add(std::string_view{person.name.string().toStdString()});
    m_emergency = std::move(frame);
}

void SessionHandle::start()
{
    m_ending = false;
    m_reader = FrameReader{};
    m_tile.state = TileSnapshot::State::Starting;
    launch();
    if (m_emergency) {
        send(*m_emergency);
        send(Frame(FrameType::Show));
        Q_EMIT tileChanged();
        return;
    }
    auto frame = Frame(FrameType::Start);
    frame.add(std::string_view{m_tile.address.toStdString()});
    addHandOver(frame, m_handOver);
    frame.add(m_geometry);
    send(frame);
    m_handOver = {};
    if (m_wanted)
        send(Frame(FrameType::Show));
    Q_EMIT tileChanged();
}

void SessionHandle::launch()
{
    m_process = new QProcess(this);
    m_process->setProgram(m_program);
    m_process->setArguments(m_arguments);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &SessionHandle::read);
    connect(m_process, &QProcess::finished, this, &SessionHandle::onFinished);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onFinished();
    });
    m_process->start(QIODevice::ReadWrite);
}

void SessionHandle::read()
{
    auto bytes = m_process->readAllStandardOutput();
    const auto fed = m_reader.feed({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                                    static_cast<std::size_t>(bytes.size())});
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    while (auto frame = m_reader.next())
        handle(*frame);
    if (!fed) {
        log::warning("station", "a session broke the channel");
        m_process->kill();
    }
}

void SessionHandle::handle(const Frame& frame)
{
    switch (frame.type) {
    case FrameType::State:
        takeState(frame);
        break;
    case FrameType::Activity:
        Q_EMIT activity();
        break;
    case FrameType::SwitchUser:
        Q_EMIT switchUserRequested();
        break;
    case FrameType::HandOver:
        takeHandOver(frame);
        break;
    case FrameType::SignedOut:
        m_ending = true;
        m_handOver = {};
        endWithin(kLockLimit);
        break;
    case FrameType::SeatTaken:
        Q_EMIT seatTaken();
        break;
    case FrameType::StatArrived:
        Q_EMIT statArrived();
        break;
    case FrameType::LockAfterChosen:
        Q_EMIT lockAfterChosen(
            static_cast<int>(std::clamp<std::int64_t>(frame.number(0), 0, 24 * 60 * 60)));
        break;
    case FrameType::AgreementAccepted:
        Q_EMIT agreementAccepted(toQString(frame.text(0)));
        break;
    default:
        break;
    }
}

void SessionHandle::takeState(const Frame& frame)
{
    const auto before = m_tile.state;
    m_tile.address = toQString(frame.text(0));
    const auto name = SafeText::fromUtf8(frame.text(1), SafeText::Kind::Name);
    if (!name.isEmpty())
        m_tile.name = name;
    m_tile.state =
        static_cast<TileSnapshot::State>(std::clamp<std::int64_t>(frame.number(2), 0, 3));
    m_tile.waiting = static_cast<int>(std::clamp<std::int64_t>(frame.number(3), 0, 100000));
    m_tile.stat = static_cast<int>(std::clamp<std::int64_t>(frame.number(4), 0, 100000));
    m_connected = frame.number(5) == 1;
    m_accessor = toQString(frame.text(6));
    Q_EMIT tileChanged();
    if (isOpen() && before != TileSnapshot::State::Open)
        Q_EMIT opened();
    if (m_tile.state == TileSnapshot::State::SignedOut && before == TileSnapshot::State::Locked)
        Q_EMIT loginLost();
}

void SessionHandle::takeHandOver(const Frame& frame)
{
    m_ending = true;
    m_handOver = m_emergency ? HandOver{} : handOverOf(frame, 1);  // it had no login to hand over
    if (m_handOver.why)
        m_lockCause = causeOf(*m_handOver.why);
    m_geometry = frame.secret(1 + kHandOverFields);
    if (frame.number(2 + kHandOverFields) == 1)
        m_lockCause = LockCause::Idle;
    m_tile.waiting = 0;
    m_tile.stat = 0;
    endWithin(kLockLimit);
}

void SessionHandle::onFinished()
{
    if (!m_process)
        return;
    read();
    m_killer.reset();
    m_process->deleteLater();
    m_process->disconnect(this);
    m_process = nullptr;
    m_connected = false;
    const bool mayReturn = !m_handOver.isEmpty();
    m_tile.state = mayReturn ? TileSnapshot::State::Locked : TileSnapshot::State::SignedOut;
    if (!m_ending)
        log::warning("station", "a session ended by itself");
    const auto cause = std::exchange(m_lockCause, LockCause::Person);
    m_endCause = cause;
    if (mayReturn || m_handOver.why) {
        start();
        if (mayReturn)
            Q_EMIT locked(cause);
        else
            Q_EMIT ended(cause);
        return;
    }
    m_wanted = false;
    m_tile.waiting = 0;
    m_tile.stat = 0;
    Q_EMIT tileChanged();
    Q_EMIT signedOut();
}

void SessionHandle::send(const Frame& frame)
{
    if (!m_process)
        return;
    const auto bytes = encode(frame);
    m_process->write(reinterpret_cast<const char*>(bytes.data()),
                     static_cast<qint64>(bytes.size()));
}

void SessionHandle::endWithin(std::chrono::milliseconds limit)
{
    if (m_killer)
        return;
    m_killer = m_time.scheduler.after(limit, [this] {
        if (m_process)
            m_process->kill();
    });
}

}  // namespace sotto::app
