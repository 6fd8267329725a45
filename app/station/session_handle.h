// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame.h"
#include "core/api/emergency.h"
#include "core/api/hand_over.h"
#include "core/api/station.h"
#include "core/base/clock.h"

#include <QObject>
#include <QProcess>

#include <optional>

namespace sotto::app {

/// The station's view of one person's session process: starts it, talks to it, ends it.
///
/// A session goes one way: locked or signing in, then open, then gone. After a lock the
/// handle starts the next process with what the last one handed over. UI thread of the
/// station.
class SessionHandle final : public QObject {
    Q_OBJECT
public:
    /// The last three end a session by themselves: it has lost its right to be open.
    enum class LockCause : std::uint8_t {
        Person,
        Idle,
        System,
        SwitchUser,
        OutOfContact,
        SignedInElsewhere,
        AccessEnded,
    };

    SessionHandle(QString program, QStringList arguments, QString address, Time time,
                  QObject* parent = nullptr);
    ~SessionHandle() override;

    const QString& address() const { return m_tile.address; }

    const TileSnapshot& tile() const { return m_tile; }

    bool isConnected() const { return m_connected; }

    bool isRunning() const { return m_process != nullptr; }

    /// From the next start: a page on which somebody else may open this person's messages. `staff`:
    /// who uses this workstation.
    void setEmergency(const SafeText& name, const QList<EmergencyStaff>& staff);

    bool isEmergency() const { return m_emergency.has_value(); }

    const QString& accessor() const { return m_accessor; }  ///< who reads; empty: not open yet

    LockCause endCause() const { return m_endCause; }  ///< of the session that ended last

    bool isOpen() const { return m_tile.state == TileSnapshot::State::Open; }

    void show();                 ///< starts the process if there is none
    void showSignedInAlready();  ///< as show(), to somebody who signed in a second time
    void hide();
    void lock(LockCause cause);  ///< bounded: a session that does not end within 500 ms is killed
    void signOut();
    /// The same person has signed in anew in another process: this one just ends.
    void dismiss();
    void tellLockAfter(int seconds);
    void tellAgreement(const QString& sha256);
    void countdown(int seconds);  ///< 0 takes the bar away

Q_SIGNALS:
    void tileChanged();
    void activity();
    void opened();  ///< became open: a person proved who they are
    /// The open process is gone; a locked one is starting.
    void locked(sotto::app::SessionHandle::LockCause cause);
    void signedOut();  ///< no process and no token is left
    /// The relay ended the open session: nothing is left of it, and a fresh sign-in page says
    /// why.
    void ended(sotto::app::SessionHandle::LockCause cause);
    void switchUserRequested();
    void statArrived();
    void loginLost();  ///< it was locked, and what opens it next is a full login
    void seatTaken();  ///< this person has another session, maybe of this station
    void lockAfterChosen(int seconds);
    void agreementAccepted(const QString& sha256);

private:
    void bringUp(bool signedInAlready);
    void start();
    void launch();
    void read();
    void handle(const Frame& frame);
    void takeState(const Frame& frame);
    void takeHandOver(const Frame& frame);
    void onFinished();
    void send(const Frame& frame);
    void endWithin(std::chrono::milliseconds limit);

    QString m_program;
    QStringList m_arguments;
    Time m_time;
    TileSnapshot m_tile;
    QProcess* m_process = nullptr;
    FrameReader m_reader;
    HandOver m_handOver;
    SecretBytes m_geometry;
    Scheduler::HandlePtr m_killer;
    std::optional<Frame> m_emergency;  ///< what its process begins with
    QString m_accessor;
    LockCause m_endCause = LockCause::Person;
    bool m_connected = false;
    bool m_wanted = false;                      ///< its window belongs in front
    bool m_ending = false;                      ///< lock or sign-out was asked for or announced
    LockCause m_lockCause = LockCause::Person;  ///< the person's own lock comes unasked
};

}  // namespace sotto::app
