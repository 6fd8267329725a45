// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plain values that cross from the engine's thread to the screen by copy. No pointers.

#include "core/api/attachment.h"
#include "core/api/emergency.h"
#include "core/api/evidence.h"
#include "core/api/order.h"
#include "core/api/patient.h"
#include "core/api/retention.h"
#include "core/api/talk.h"
#include "core/domain/message.h"
#include "core/domain/rights.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace sotto {

enum class Connection : std::uint8_t { Offline, Connecting, CatchingUp, Online };

/// Whether the vault's disk takes writes. If not, nothing new is saved, sent or received.
enum class StorageState : std::uint8_t { Writable, DiskFull, DiskFailing };

/// What was done with the vault by itself, for the activity log.
enum class VaultEvent : std::uint8_t {
    BackupMade,
    BackupFailed,
    EpochRaised,
    Erased,         ///< another device of the person removed this one
    EraseFailed,    ///< tried again at the next start
    DeviceRemoved,  ///< from here: another device of the person
};

enum class Presence : std::uint8_t { SignedOut, Available, Away, DoNotDisturb, Busy };

/// Whether somebody may be disturbed, as they set it.
struct Availability {
    Presence presence = Presence::Available;  ///< Available, Busy or DoNotDisturb
    std::int64_t untilMs = 0;  ///< wall clock, UTC; DoNotDisturb only; 0: until it is changed
    QString forwardTo{};       ///< DoNotDisturb only: whose address gets what comes; empty: nobody

    friend bool operator==(const Availability&, const Availability&) = default;
};

/// A colleague, from the relay's roster.
struct PersonSnapshot {
    QString address;  ///< bare address: the key
    SafeText name;
    SafeText group;  ///< "Front Desk", "Physicians"; empty if none
    Presence presence = Presence::SignedOut;
    std::int64_t untilMs = 0;  ///< of DoNotDisturb, as they say; 0: they say nothing
    QStringList groups{};      ///< all of them, made safe; `group` is the first
    SafeText title{};          ///< "Charge nurse"; this and the next two as they say themselves
    SafeText department{};
    SafeText phone{};  ///< to call instead
};

/// An urgent message that does not go before the person chose to which devices.
struct UrgentWait {
    MessageId message{};       ///< value 0: nothing waits
    QStringList newDevices{};  ///< labels, made safe; empty text for a phone
    bool hasKnown = false;     ///< without the new devices somebody would still get it

    bool isOn() const { return message.value != 0; }
};

struct ConversationSnapshot {
    ConversationId id;
    QString address;
    SafeText title;
    SafeText group;
    SafeText lastLine;  ///< preview of the newest message, or of the draft; before it, the patient
    bool lastLineIsDraft = false;
    std::int64_t lastAtMs = 0;  ///< 0: nothing yet
    int unread = 0;
    Urgency topUnreadUrgency = Urgency::None;
    Presence presence = Presence::SignedOut;
    std::int64_t untilMs = 0;  ///< of DoNotDisturb
    SafeText jobTitle{};       ///< of a person
    SafeText phone{};          ///< of a person: to call instead
    bool isRoom = false;       ///< a team: `address` is the room's, and nobody's
    bool verified = false;     ///< every device of theirs was compared by a person, or is listed
    bool keyChanged = false;   ///< a device of theirs offers another key: nothing is sent to it
    int leftOut = 0;           ///< devices that get nothing, because nobody vouches for them yet
    UrgentWait urgent{};       ///< what waits for a choice
    bool isRecord = false;     ///< a team that we are no longer in
    int members = 0;           ///< of a team, with ourselves
    QStringList memberAddresses{};  ///< the same
    /// Of a team: who is a member only because the relay says so. Nothing is sent until somebody
    /// of the team vouches for them, or our person decides.
    QStringList waitingMembers{};
    QStringList waitingNames{};  ///< theirs, made safe
    ArchivedBy archive{};
    RemovedOlder removed{};
    bool pinned = false;  ///< by our person: stands above others
    bool muted = false;   ///< by our person: what is not urgent there makes no sound
};

/// What becomes of a message that could not be read (MessageSnapshot::Kind::Undecryptable).
struct CardSnapshot {
    enum class State : std::uint8_t {
        Due,         ///< the sender's device will be asked as soon as it can be
        Asked,       ///< at askedAtMs; the message appears in this place when it comes
        NotThere,    ///< that device says that it has no such message
        DeviceGone,  ///< that device is no longer in use
        Arriving,    ///< not opened yet: the sender sends more than we open at a time
        Held,        ///< nobody can be asked: no device is named, a phone, or an untrusted key
        Refused,     ///< from a phone, which the clinic's policy does not let in
        BadOrder,    ///< an order that its author did not sign, may not give, or not to us
    };

    State state = State::Held;
    bool neverCame = false;      ///< a later message tells of it; else it came unreadable
    std::int64_t askedAtMs = 0;  ///< 0: not yet
};

/// What a System line tells of a device; `author` is whose it is.
struct NoticeSnapshot {
    /// Persistent (the vault keeps the number): never renumber.
    enum class Kind : std::uint8_t {
        DeviceAdded = 0,    ///< and messages go to it from now on
        DeviceTrusted = 1,  ///< messages go to it from now on
        DeviceDoubted = 2,  ///< nobody vouches for it any more: messages no longer go to it
        KeyAccepted = 3,    ///< a changed key was taken without being compared
        DeviceGone = 4,     ///< its owner no longer lists it: messages no longer go to it
        DeviceBack = 5,     ///< it is on the list again: messages go to it
        Recalled = 100,     ///< we took a message back
        Corrected = 101,    ///< we sent another text for a message
        Escalated = 102,    ///< nobody answered: it went on to `author`
        Cancelled = 103,    ///< an order of ours
    };

    Kind kind = Kind::DeviceAdded;
    SafeText device;  ///< its label
    bool phone = false;
};

/// What a System line tells of people; `author` is who did it.
struct PeopleNotice {
    /// Persistent (the vault keeps the number): never renumber.
    enum class Kind : std::uint8_t {
        MemberAdded = 0,
        MemberGone = 1,
        Renamed = 2,   ///< `text` is the name of the team now
        PassedOn = 3,  ///< a message of ours, or that we got, went on to `whom`
        LetIn = 4,     ///< our person lets `whom` read
        KeptOut = 5,   ///< our person does not
        WeLeft = 6,
        BroadcastSent = 7,  ///< `text` went to each member alone
    };

    Kind kind = Kind::MemberAdded;
    SafeText whom;
    SafeText text;
    bool byUs = false;
};

/// Why a text came to somebody whom its author did not write to alone.
struct PassingSnapshot {
    enum class Why : std::uint8_t {
        Forwarded,  ///< its sender is on "do not disturb"; `author` wrote it
        Broadcast,  ///< answers go to the sender alone
    };

    Why why = Why::Broadcast;
    SafeText author;
};

struct MessageSnapshot {
    enum class Kind : std::uint8_t {
        Text,
        Undecryptable,  ///< a card: from whom, when, what is done; offers "Ask to resend"
        System,         ///< a line of ours, never in a peer's voice
    };

    MessageId id;
    ConversationId conversation;
    Kind kind = Kind::Text;
    bool outgoing = false;
    SafeText author;
    SafeText text;
    Urgency urgency = Urgency::Fyi;
    std::int64_t sentAtMs = 0;
    Delivery delivery = Delivery::Queued;  ///< outgoing only
    std::int64_t relayedAtMs = 0;          ///< evidence, 0 = not yet
    std::int64_t deliveredAtMs = 0;
    std::int64_t readAtMs = 0;
    std::int64_t acknowledgedAtMs = 0;  ///< in both directions
    std::int64_t acceptedAtMs = 0;      ///< as the next two: by us, or by the only one it was for
    std::int64_t doneAtMs = 0;
    std::int64_t declinedAtMs = 0;
    std::int64_t recalledAtMs = 0;       ///< by its author; then `text` is empty
    std::int64_t correctedAtMs = 0;      ///< by its author, last; see Client::openHistory()
    std::int64_t changeableUntilMs = 0;  ///< our own: may be recalled until then; 0: not
    SafeText escalatedFrom{};            ///< whom it was for at first, where nobody answered
    std::int64_t escalatedAtMs = 0;      ///< when it was written for them
    std::int64_t dueAtMs = 0;  ///< by when its sender wants an answer; 0: no time was given
    bool open = false;         ///< somebody must still act: we, or (outgoing) somebody else
    bool inRoom = false;
    StateSummary states{};                           ///< outgoing: how many people are how far
    bool unread = false;                             ///< incoming only
    bool unmanaged = false;                          ///< from a phone or another app (OMEMO 0.3)
    CardSnapshot card{};                             ///< of an Undecryptable one
    std::optional<AttachmentSnapshot> attachment{};  ///< then `text` is empty
    std::optional<NoticeSnapshot> notice{};          ///< of a System one; then `text` is empty
    std::optional<PeopleNotice> people{};            ///< the same
    std::optional<PassingSnapshot> passing{};        ///< of a Text
    std::optional<PatientSnapshot> patient{};        ///< of a Text: whom it is about
    std::optional<OrderSnapshot> order{};            ///< of a Text: it is an order
    SafeText onCall{};              ///< the title of the role to which it was written
    SafeText onCallAuthor{};        ///< who wrote it, where the role was handed over with it
    std::int64_t archivedAtMs = 0;  ///< the clinic's archive says that it has it
    std::optional<QuotationSnapshot> quotation{};  ///< of a Text: what it answers
    QList<ReactionSnapshot> reactions{};           ///< of a Text, the oldest first
    bool mentionsUs = false;                       ///< of a Text: our person is meant in it
};

/// What the person who is signed in says of themselves to their colleagues.
struct ProfileSnapshot {
    QString title;
    QString department;
    QString phone;

    friend bool operator==(const ProfileSnapshot&, const ProfileSnapshot&) = default;
};

/// Who is signed in here.
struct SelfSnapshot {
    QString address;
    SafeText name;
    SafeText group;
    SafeText clinic;
    ProfileSnapshot profile{};
};

/// What was tried at a person's door since it last opened.
struct FailedAttempts {
    int count = 0;
    std::int64_t sinceMs = 0;  ///< wall clock, UTC
};

/// Whether messages can be opened without the relay, and until when.
struct OfflineSnapshot {
    enum class State : std::uint8_t {
        Off,         ///< policy allows none, or it was used up
        NoKeyChain,  ///< allowed, but this system has no place for its secret
        Ready,
    };

    State state = State::Off;
    std::int64_t lastContactMs = 0;  ///< with the relay; wall clock, UTC
    std::int64_t untilMs = 0;
    bool signInNeeded = false;  ///< the network alone brings nothing back

    bool isReady() const { return state == State::Ready; }
};

/// The short way to unlock, for one shift.
enum class PinState : std::uint8_t { NotAllowed, NotSet, Set };

/// What came of setting a PIN.
enum class PinAnswer : std::uint8_t {
    Set,
    WrongPassword,
    TooManyTries,
    TooSimple,
    Offline,
    Failed
};

/// Where the door stands. One value describes the whole sign-in screen.
struct SignInStage {
    enum class Step : std::uint8_t {
        Password,           ///< first login, or a full login again
        Unlock,             ///< locked: the password alone re-opens
        Working,            ///< connecting, deriving, opening: show progress, allow cancel
        Code,               ///< the relay asks for the one-time code
        SetUpCode,          ///< first login: show `otpauthUri` and `relayRecoveryCodes`
        VaultRecoveryCode,  ///< first login here: show `vaultRecoveryCode` once
        EnterVaultRecoveryCode,
        EnterOldPassword,  ///< the password was changed elsewhere: the old one, or the code
        Emergency,         ///< somebody else asks to read: `emergency` says what holds
        Open,
    };

    /// What opened it.
    enum class Way : std::uint8_t { FullLogin, Password, Pin, Offline, Emergency };

    Step step = Step::Password;
    QString address;                 ///< filled in where it is known
    QString otpauthUri;              ///< a secret: shown as QR code and as text, once
    QStringList relayRecoveryCodes;  ///< ten, each replaces one code once
    QString vaultRecoveryCode;       ///< printed, kept in the clinic's safe
    QString emergencyCode{};         ///< of VaultRecoveryCode, where policy wants one; sealed
    int codeDigits = 6;
    int codePeriodS = 30;
    bool hasPin = false;       ///< Unlock: the PIN re-opens, too
    FailedAttempts failed;     ///< Open: before this
    Way way = Way::FullLogin;  ///< Unlock: what was tried last; Open: what opened it
    EmergencyTerms emergency{};
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::MessageSnapshot)
Q_DECLARE_METATYPE(sotto::ConversationSnapshot)
Q_DECLARE_METATYPE(sotto::PersonSnapshot)
Q_DECLARE_METATYPE(sotto::Availability)
Q_DECLARE_METATYPE(sotto::Rights)
Q_DECLARE_METATYPE(sotto::SelfSnapshot)
Q_DECLARE_METATYPE(sotto::SignInStage)
Q_DECLARE_METATYPE(sotto::OfflineSnapshot)
Q_DECLARE_METATYPE(sotto::PinState)
Q_DECLARE_METATYPE(sotto::PinAnswer)
Q_DECLARE_METATYPE(sotto::Connection)
Q_DECLARE_METATYPE(sotto::StorageState)
Q_DECLARE_METATYPE(sotto::VaultEvent)
Q_DECLARE_METATYPE(sotto::ConversationId)
Q_DECLARE_METATYPE(sotto::MessageId)
