// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What two people compare about one pair of their devices, and what came of it. Plain values.

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto {

struct ComparisonSnapshot {
    QString address;
    quint32 device = 0;
    QStringList ownWords;    ///< twelve, of this very device: what the other person sees of us
    QStringList theirWords;  ///< twelve, of the device that is compared
    QString fingerprint;     ///< of its key, as other apps show it; for a phone
    QString code;            ///< both keys whole, for a QR code
    QByteArray keyDigest;    ///< SHA-256 of the compared key, for Client::markCompared
};

/// What a code says that the other person's screen shows.
enum class CodeVerdict : std::uint8_t {
    Match,
    NotACode,
    OtherPeople,  ///< a comparison of two others
    OtherDevice,  ///< of the same two, but of other devices
    OtherKey,     ///< of these devices, with other keys: do not go on
};

struct ShownKey {
    quint32 device = 0;
    QByteArray digest;  ///< SHA-256 of the key, for Client::markCompared
};

/// What a code says about a device that is compared.
struct CodeCheck {
    QString address;
    quint32 device = 0;
    CodeVerdict verdict = CodeVerdict::NotACode;
    /// Match: other phones of the same person, whose keys that code shows as we know them.
    QList<ShownKey> alsoShown;
};

/// What came of removing an own device.
enum class RemovalAnswer : std::uint8_t {
    Begun,  ///< it goes on by itself, also after a restart
    WrongPassword,
    TooManyTries,
    Offline,
    Failed,
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::ComparisonSnapshot)
Q_DECLARE_METATYPE(sotto::CodeCheck)
Q_DECLARE_METATYPE(sotto::RemovalAnswer)
