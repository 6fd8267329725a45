// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Orders, as the screen sees them: plain values, by copy.

#include "core/api/patient.h"
#include "core/domain/message.h"

#include <QMetaType>
#include <QString>

#include <cstdint>

namespace sotto {

/// Why an order cannot be written, or was not signed. Closed: ui/order_words.cpp has words for
/// each.
enum class OrderHindrance : std::uint8_t {
    None,
    NotAllowed,    ///< orders are off, or the clinic does not list our person among those who may
    NotOnePerson,  ///< a team, a note to ourselves, or a record of a team
    NotAReceiver,  ///< the clinic does not list them among those who take orders
    NoDevice,      ///< nothing of theirs is known that could read it
    PhoneDevice,   ///< they read on a phone or another app, where an order must not go
    NewDevice,     ///< a device or key of theirs waits until somebody compared it
    NotWhole,      ///< no patient, no text, or too long
    WrongSecret,
    TooManyTries,
    CannotCheck,   ///< nothing here can check the password without the relay
    ReadBackOver,  ///< it was shown too long ago, or something of it has changed
    NotStored,
};

/// An order in full, as it will be signed: what its author reads back.
struct OrderSheet {
    QString id;  ///< of this read-back
    SafeText author;
    QString authorAddress;
    SafeText recipient;
    QString recipientAddress;
    PatientSnapshot patient;
    SafeText text;
    std::int64_t atMs = 0;   ///< since 1970 UTC
    int utcOffsetMin = 0;    ///< of the author's local time
    bool asksSecret = true;  ///< orders.reauth
    bool takesPin = false;   ///< the PIN of the shift does as well
};

struct OrderPrepared {
    ConversationId in{};
    OrderHindrance hindrance = OrderHindrance::None;
    OrderSheet sheet{};  ///< with None only
};

struct OrderAnswer {
    QString id;                                       ///< OrderSheet::id
    OrderHindrance hindrance = OrderHindrance::None;  ///< None: it is signed and queued
};

/// What makes a message an order. Its author and text are the message's; read back is
/// MessageSnapshot::acknowledgedAtMs, entered in the record doneAtMs.
struct OrderSnapshot {
    SafeText recipient;
    std::int64_t signedAtMs = 0;
    int utcOffsetMin = 0;
    std::int64_t cancelledAtMs = 0;  ///< by its author
    bool overdue = false;            ///< neither entered in the record nor cancelled in time
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::OrderPrepared)
Q_DECLARE_METATYPE(sotto::OrderAnswer)
