// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/safe_text.h"

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QString>

#include <cstdint>

namespace sotto {

/// One person on the user switcher. Counts only: no sender, no text (ui.md).
struct TileSnapshot {
    enum class State : std::uint8_t { SignedOut, Starting, Locked, Open };
    /// What ended the last sign-in, as far as the tile has words for it.
    enum class SignedOutBy : std::uint8_t {
        Person,
        ShiftOver,  ///< it had lasted as long as it may
        NoRoom,     ///< others locked here since, and this workstation keeps no more people
    };

    QString address;
    SafeText name;
    State state = State::SignedOut;
    int waiting = 0;
    int stat = 0;
    SignedOutBy signedOutBy = SignedOutBy::Person;
};

/// What policy makes of the disk below the vaults (device.require_disk_encryption).
enum class DiskNotice : std::uint8_t {
    None,
    PlainWarned,     ///< it is not encrypted; people are told
    PlainRefused,    ///< the same, and nobody may sign in
    UnknownRefused,  ///< the system does not tell, and nobody may sign in
};

/// What the bottom line of the station says.
struct StationSnapshot {
    SafeText clinic;
    SafeText policyName;  ///< for example "Riverside 2026-11"
    bool policyAccepted = true;
    SafeText policyTrouble;  ///< in plain words, empty if accepted
    SafeText banner;         ///< policy ui.banner
    bool relayConnected = false;
    bool relayKnown = false;        ///< false: nobody has tried yet
    bool emergencyAllowed = false;  ///< emergency.enabled
    DiskNotice disk = DiskNotice::None;
};

/// The door between the station's window and the process that keeps the sessions.
/// UI thread.
class Station : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QList<TileSnapshot> tiles() const = 0;
    virtual StationSnapshot snapshot() const = 0;
    virtual void choose(QString address) = 0;  ///< brings that person's session to the front
    virtual void chooseSomeoneElse() = 0;      ///< a sign-in page for a new address
    virtual void forget(QString address) = 0;  ///< takes a signed-out tile away, keeps the vault
    /// Brings up a page on which somebody else may open that person's messages for reading.
    virtual void openInEmergency(QString address) = 0;
    virtual void quit() = 0;  ///< signs everybody out, then ends

    /// Whether policy lets nobody sign in at that disk. Who is signed in already stays so.
    static bool refuses(DiskNotice disk)
    {
        return disk == DiskNotice::PlainRefused || disk == DiskNotice::UnknownRefused;
    }

Q_SIGNALS:
    void tilesChanged();
    void snapshotChanged();
    void statWaiting(QString address);  ///< ring, show the card without text
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::TileSnapshot)
