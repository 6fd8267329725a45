// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Devices of people and how far they are trusted, as the screen sees them. Plain values.

#include "core/domain/message.h"
#include "core/domain/safe_text.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <cstdint>

namespace sotto {

struct DeviceSnapshot {
    enum class Trust : std::uint8_t {
        FirstUse,   ///< trusted without a look, because it showed no other key before
        Compared,   ///< a person compared its key
        Listed,     ///< the clinic's signed list vouches for it
        Undecided,  ///< gets nothing, and what it sends is held back until somebody decides
        Changed,    ///< shows another key than the one that we know; as Undecided
        Refused,    ///< a person said that the key is not its owner's; as Undecided
        Removed,    ///< its owner no longer lists it; gets nothing
    };

    quint32 id = 0;
    SafeText label;     ///< the owner's words; empty for a phone
    SafeText platform;  ///< "linux"; the owner's words
    qint64 firstSeenMs = 0;
    qint64 lastSeenMs = 0;
    Trust trust = Trust::Undecided;
    bool own = false;      ///< of the person who is signed in
    bool thisOne = false;  ///< this very device
    bool phone = false;    ///< another app, without the sealed profile
    bool isNew = false;    ///< came after we first met its owner, and nobody compared it yet
    /// SHA-256 of the key that is to be compared: of the new one where it has Changed. Empty
    /// while no key of it is known.
    QByteArray keyDigest;
    bool mayCompare = false;   ///< a comparison would count (Client::markCompared, refuseKey)
    bool mayAccept = false;    ///< Changed: Client::acceptKey would be taken
    qint64 listedUntilMs = 0;  ///< Listed: the clinic's word ends then; 0: open
};

/// What becomes of an urgent message that waits because its recipient has a new device.
enum class UrgentChoice : std::uint8_t { KnownDevicesOnly, AllDevices };

/// What was decided about somebody's keys, for the activity log. Never a name in it: `address`
/// becomes a pseudonym there.
struct TrustEvent {
    enum class Kind : std::uint8_t {
        FirstUse,    ///< a rule of policy: trusted on first use
        Listed,      ///< the clinic's list vouches for it
        Withheld,    ///< policy asks for a person's or the list's word first
        Withdrawn,   ///< a person or the list took it back
        Compared,    ///< a person compared the keys
        Accepted,    ///< a person accepted a changed key without comparing
        Refused,     ///< a person said that the keys differ
        KeyChanged,  ///< a device shows another key than before
        UrgentToKnown,
        UrgentToAll,
    };

    Kind kind = Kind::FirstUse;
    QString address;
    int devices = 1;
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::DeviceSnapshot)
Q_DECLARE_METATYPE(sotto::UrgentChoice)
Q_DECLARE_METATYPE(sotto::TrustEvent)
