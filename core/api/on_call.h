// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Roles on call, as the screen sees them: plain values, by copy.

#include "core/api/snapshots.h"

namespace sotto {

/// A role that one person at a time holds: an address to write to.
struct OnCallSnapshot {
    QString role;  ///< the key
    SafeText title;
    /// Who gets what is written to it now, by whom it is held or to whom it falls; never
    /// ourselves. Empty: we alone, or nobody.
    QList<PersonSnapshot> goesTo{};
    std::int64_t untilMs = 0;            ///< it is held until then; 0: nobody holds it
    SafeText fallsTo{};                  ///< of one that nobody holds: the role that gets it
    bool byUs = false;                   ///< we hold it
    SafeText alsoClaimedBy{};            ///< whose earlier claim stands, too; may be ours
    bool lost = false;                   ///< ours is that earlier claim
    bool mayClaim = false;               ///< by the clinic's list of roles
    int openItems = 0;                   ///< what we got for it and have not dealt with
    QList<PersonSnapshot> colleagues{};  ///< of one that we hold: who else may
    SafeText offeredTo{};                ///< to whom we have offered it, and who has not answered
    int longestClaimS = 0;
    bool byNewDevice = false;  ///< the claim is by a device of theirs that nobody compared

    bool isHeld() const { return untilMs > 0; }
};

/// A role together with those whom the screen names as getting what is sent.
struct OnCallAddress {
    QString role;
    QStringList shown{};  ///< addresses
};

/// A colleague asks us to take a role over.
struct OnCallOffer {
    QString id;
    QString role;
    SafeText title;
    SafeText from;
    int openItems = 0;
};

/// What our person did with a role.
struct OnCallEvent {
    enum class Kind : std::uint8_t { Claimed, Released, HandedOver, TakenOver };

    Kind kind = Kind::Claimed;
    QString role;
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::OnCallSnapshot)
Q_DECLARE_METATYPE(sotto::OnCallOffer)
Q_DECLARE_METATYPE(sotto::OnCallEvent)
