// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/log.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::audit {

/// What can be recorded. Closed; the names in the file (toName) never change.
enum class EventKind : std::uint8_t {
    LoginOk,
    LoginFailed,
    LockedOut,
    MfaOk,
    MfaFailed,
    MfaEnrolled,
    MfaRecoveryUsed,
    Lock,  ///< detail "cause"
    Unlock,
    UnlockFailed,
    Logoff,
    VaultCreated,
    VaultRekeyed,
    VaultRecovered,
    TrustDecision,
    IdentityChanged,
    MessageRecalled,  ///< or corrected: detail "what"; see MessageSent
    PolicyLoaded,     ///< object: hash of the policy
    PolicyRejected,   ///< detail "kind"
    SecurityFinding,  ///< object: the catalogue's id, "SEC-C4"
    EmergencyAccess,
    Export,
    AttachmentSaved,
    ProgramStarted,
    ProgramStopped,
    AuditVerified,
    Recovered,       ///< written by the log itself: a half-written line was closed
    ChainRestarted,  ///< written by the log itself: the key state was lost or does not fit
    ReadOnlyBegan,   ///< the disk takes no writes: nothing is saved or received
    ReadOnlyEnded,
    BackupMade,     ///< of a vault; a failure is recorded too
    VaultRestored,  ///< a backup was put in a vault's place, or its device begins anew
    EpochRaised,    ///< a restored vault dropped all sessions and became a new device
    PinSet,         ///< or not, because the password was wrong
    OfflineOpened,  ///< without the relay; or refused, because its time or tries are over
    Checkpoint,     ///< object: the signature (checkpoint.h)
    KeyEnrolled,    ///< the codes can be checked with the audit key whose fingerprint this is
    Heartbeat,      ///< nothing happened; says that the log is alive
    CollectorLost,  ///< records cannot be passed on (audit.syslog_host); they are kept
    CollectorReached,
    VaultErased,    ///< because another device of the person removed this one
    DeviceRemoved,  ///< by the person, from here; a failure: this very one, and nothing was erased
    MessageSent,    ///< of these: object "message.conversation.person", pseudonyms; a patient's may
                    ///< follow
    MessageReceived,
    MessageDelivered,
    MessageRead,
    MessageAcknowledged,  ///< detail "answer"
    LogViewed,            ///< somebody read in it what others did
    ReportReviewed,       ///< the exception report, by `user`; a new one begins here
    PolicyAccepted,       ///< the clinic's messaging policy; object: SHA-256 of its text
    RoleClaimed,          ///< of this and the next three: object: a pseudonym of the role
    RoleReleased,
    RoleHandedOver,     ///< to a colleague who took it
    RoleTakenOver,      ///< from a colleague who offered it
    OrderSigned,        ///< of this and the next two: as MessageSent
    OrderEntered,       ///< in the record, by its recipient
    OrderCancelled,     ///< by its author
    EmergencyEnded,     ///< of this and the next two: object: a pseudonym of the owner
    EmergencyCodeMade,  ///< by the owner, or two administrators can open from now on
    EmergencyTold,      ///< people of emergency.notify_roles, by the owner's client
    MessagesRemoved,    ///< from a vault, because they were old (retention.local_days); counts
    LogPruned,  ///< a segment of this log is about to go whole; object: SHA-256 of its last line
    ConversationViewed,  ///< audit.level "full"; object ".conversation.", a pseudonym
    Inventory,           ///< object: version, system and policy of this workstation
    ConsentRecorded,     ///< object "...", the patient's pseudonym; detail "channel"
    ConsentRevoked,      ///< the same
};

inline constexpr std::size_t kEventKinds = static_cast<std::size_t>(EventKind::ConsentRevoked) + 1;

enum class Outcome : std::uint8_t { Success, Failure };

/// A name that tells nobody outside this installation who it is. Made by AuditLog.
class Pseudonym {
public:
    Pseudonym() = default;

    const std::string& text() const { return m_text; }

private:
    friend class AuditLog;

    explicit Pseudonym(std::string text) : m_text(std::move(text)) { }

    std::string m_text;
};

/// One thing that happened. There is no way to put text of a person into it: details are
/// literals of the source code and numbers, as in a log line.
struct Event {
    EventKind kind;
    Outcome outcome = Outcome::Success;
    Pseudonym user{};      ///< empty: nobody is signed in
    std::string object{};  ///< a Pseudonym's text, a hash in hex, or an id such as "SEC-C4":
                           ///< letters, digits, '-', '.', ':' and '_', at most 128; else refused
    std::vector<log::Field> detail{};
};

std::string_view toName(EventKind kind);  ///< "login_ok"
std::string_view toName(Outcome outcome);

}  // namespace sotto::audit
