// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <cstdint>

namespace sotto {

/// What can go wrong in front of a person. Closed: ui/error_text.cpp has a sentence for
/// each (what happened, what is safe, what to do) and a test that none is missing.
enum class ProblemKind : std::uint8_t {
    WrongPassword,
    SignInAgain,  ///< the login of this shift has ended: password and code
    WrongCode,
    CodeAlreadyUsed,
    LockedOut,      ///< by the relay, until `untilMs`
    LockedOutHere,  ///< by this workstation, until `untilMs`
    AccountDisabled,
    RelayUnreachable,      ///< no network, nobody listens, name not found
    RelayClosed,           ///< it answered and then hung up
    CertificateUntrusted,  ///< unknown issuer, expired, wrong name
    CertificateChanged,    ///< differs from the pin
    RelayIncompatible,     ///< lacks something that we require
    RelayTampered,         ///< channel binding, SCRAM signature or XEP-0474 check failed
    AddressInvalid,
    AddressNotAllowed,  ///< outside relay.domain_allow
    PolicyUnreadable,
    PolicyUnsafe,  ///< writable by others or not owned by an administrator
    VaultDamaged,
    VaultMissing,  ///< its database was taken away
    VaultInUse,    ///< another Sotto has it open
    VaultNewer,
    AlreadyRunning,  ///< the station is already started on this data folder
    VaultKeyLost,    ///< the relay no longer has the share: recovery code needed
    WrongRecoveryCode,
    VaultPasswordOld,  ///< the relay took a password that this vault does not have yet
    WrongOldPassword,  ///< nor is it the one that the vault has
    WrongPin,
    PinUnavailable,     ///< no network, too old, or it could not be counted: use the password
    OfflineNotReady,    ///< unreachable, and nothing here opens without the relay
    OfflineEnded,       ///< unreachable, and the time without the relay has run out
    OfflineClock,       ///< unreachable, and the clock was set back
    OfflineTriesUsed,   ///< unreachable, and too many wrong passwords
    OfflineNoKeyChain,  ///< unreachable, and the system's key chain does not answer
    FileTooLarge,       ///< for the policy, or for the relay
    FileKindRefused,    ///< content.attach_types does not name its kind
    FileUnreadable,     ///< what shall be sent: no file, empty, or not ours to read
    FileNoService,      ///< the relay takes no files
    FileNotMoved,       ///< broken off on its way, to or from the relay, more than once
    FileGone,           ///< the relay has it no more, nor has this vault
    FileHostRefused,    ///< it lies at a place from which nothing is fetched
    FileBroken,         ///< what came is not what was sent
    FileSaveDenied,     ///< by content.save_to_disk
    FileDangerous,      ///< a kind that is never saved
    FileNotSaved,       ///< the place does not take it, or has a file of that name
    DiskFull,
    StorageFailed,
    BackupFailed,   ///< the scheduled copy of the vault; tried again by itself
    VaultRestored,  ///< said once, after a restore: what cannot come back
    SignedInElsewhere,
    SendRefused,          ///< the recipient has no device that we may encrypt to
    TooManyDevices,       ///< a room with more devices than one message can name: `count`
    RoomUnfit,            ///< the relay would have a room otherwise than it must be
    RoomGone,             ///< we are no longer in it, or it is no more
    CloneDetected,        ///< I7: our own device id sent something that we did not
    AccessWithdrawn,      ///< the relay refuses the login that an open session lives on
    OutOfContact,         ///< open without the relay for longer than the policy allows
    PhoneRefused,         ///< a message from a phone, which interop.phones keeps out
    DeviceListContested,  ///< something takes this device off its account's list again and again
    KeyChanged,           ///< a colleague's device offers another identity key than before
    KeyNotTheSame,        ///< what was compared is not the key that the device has now
    OrgListRefused,       ///< the clinic's list of devices is not what it must be
    OwnDeviceAdded,       ///< another device came to this account; it gets its messages
    DeviceErased,         ///< removed by the clinic or an own device; its messages were destroyed
    DeviceRemoved,        ///< the same, by one that may not have them destroyed
    SignedInHere,         ///< in another session of this station, which is locked
    ProfileNotSaved,      ///< the relay did not take what the person says of themselves
    PersonNotAllowed,     ///< a colleague's address outside relay.domain_allow
    TeamNotChanged,       ///< the relay refused, it is not ours to change, or we are offline
    RoleListRefused,      ///< the clinic's list of roles is not what it must be
    StatNotAllowed,       ///< this and the next three: Right, by the clinic's roles
    BroadcastNotAllowed,
    StartNotAllowed,
    ExportNotAllowed,
    NotRecorded,         ///< the activity log does not take it, so it was not done
    OnCallMoved,         ///< not sent: somebody else holds that role now than the screen said
    OnCallNobody,        ///< not sent: nobody gets what is written to that role
    OnCallNotChanged,    ///< a role was not claimed or given up: offline, or not ours to hold
    EmergencyOff,        ///< emergency access is not allowed here
    EmergencyNotReady,   ///< this vault has nothing that the clinic's method opens
    WrongEmergencyCode,  ///< one of them, where two are needed
    EmergencyReadOnly,   ///< in an emergency session nothing is written, sent or changed
    ArchiveNotReady,     ///< not sent yet: the clinic's archive could not read it
    ChangeRefused,       ///< not corrected, not recalled: its time is over, or it was recalled
    OrderExportDenied,   ///< by export.fhir, or the clinic's list of roles
};

struct Problem {
    ProblemKind kind = ProblemKind::RelayUnreachable;
    std::int64_t untilMs = 0;  ///< wall clock, UTC; 0 where it does not apply
    int count = 0;             ///< of what the kind is about; 0 where it does not apply
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::Problem)
