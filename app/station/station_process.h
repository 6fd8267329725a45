// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/station/known_people.h"
#include "app/station/session_handle.h"
#include "core/api/station.h"
#include "core/base/clock.h"

#include <QHash>

#include <memory>
#include <vector>

namespace sotto::app {

/// The station's engine: who may sign in here, whose session runs, whose turn it is on the
/// screen. Never sees a password, a key or a message. UI thread.
class StationProcess final : public Station {
    Q_OBJECT
public:
    struct Settings {
        QString program;        ///< our own executable
        QStringList arguments;  ///< for a session of it
        QString peopleFile;
        StationSnapshot appearance;
    };

    StationProcess(Settings settings, Time time, QObject* parent = nullptr);

    QList<TileSnapshot> tiles() const override;
    StationSnapshot snapshot() const override;
    void choose(QString address) override;
    void chooseSomeoneElse() override;
    void forget(QString address) override;
    void openInEmergency(QString address) override;
    void quit() override;

    void setAppearance(const StationSnapshot& appearance);

    /// The open session, if one is: at most one is open at a time.
    SessionHandle* openSession() const;

    /// Locks the open session. `showAgain`: its own lock page comes up, else the switcher.
    void lockOpen(SessionHandle::LockCause cause, bool showAgain);

    /// What this person chose for the idle lock, in seconds; 0: nothing.
    int lockAfter(const QString& address) const { return m_people.lockAfter(address); }

    /// The tile says why, until that person signs in again.
    void signOut(const QString& address, TileSnapshot::SignedOutBy why = {});
    void signOutEverybody();

Q_SIGNALS:
    void activity();
    void sessionOpened(QString address);
    void sessionLocked(QString address, sotto::app::SessionHandle::LockCause cause);
    void lockAfterChanged(QString address);  ///< that person chose another idle lock
    void sessionSignedOut(QString address);
    void sessionEnded(QString address, sotto::app::SessionHandle::LockCause cause);
    /// A locked session lost its token: what opens it next is a full login.
    void loginLost(QString address);
    void emergencyOpened();  ///< somebody reads in openSession(), which isEmergency()
    /// The process is gone. `accessor`: as they said who they are.
    void emergencyClosed(QString owner, QString accessor,
                         sotto::app::SessionHandle::LockCause cause);
    void switcherWanted();  ///< nobody's window belongs in front now
    void switcherUnwanted();
    void finished();  ///< quit() is done
    /// Somebody wanted to sign in where policy lets nobody (StationSnapshot::disk).
    void signInRefused(QString address);

private:
    SessionHandle& handleFor(const QString& address);
    void connectHandle(SessionHandle& handle);
    void connectEmergency(SessionHandle& handle);
    void leaveEmergencyPages(const SessionHandle* except);
    void leaveSignInPages();
    bool maySignIn(const QString& address);
    SessionHandle* find(const QString& address) const;  ///< that person's own; null: none
    void onTileChanged(SessionHandle& handle);
    void bringToFront(SessionHandle& handle);
    void onSeatTaken(SessionHandle& handle);
    void drop(SessionHandle& handle);

    Settings m_settings;
    Time m_time;
    KnownPeople m_people;
    std::vector<std::unique_ptr<SessionHandle>> m_handles;
    QHash<QString, TileSnapshot::SignedOutBy> m_signedOutBy;  ///< until they sign in again
    SessionHandle* m_front = nullptr;
    bool m_quitting = false;
};

}  // namespace sotto::app
