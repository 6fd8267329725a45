// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/dicom_codes.h"

#include "core/audit/event.h"

#include <cstdint>

namespace sotto::audit {
namespace {

constexpr DicomCode kActivity{"110100", "Application Activity"};
constexpr DicomCode kLogUsed{"110101", "Audit Log Used"};
constexpr DicomCode kExport{"110106", "Export"};
constexpr DicomCode kAlert{"110113", "Security Alert"};
constexpr DicomCode kAuthentication{"110114", "User Authentication"};

constexpr DicomCode kStart{"110120", "Application Start"};
constexpr DicomCode kStop{"110121", "Application Stop"};
constexpr DicomCode kLogin{"110122", "Login"};
constexpr DicomCode kLogout{"110123", "Logout"};
constexpr DicomCode kEmergency{"110127", "Emergency Override Started"};
constexpr DicomCode kEmergencyEnd{"110128", "Emergency Override Stopped"};
constexpr DicomCode kConfiguration{"110129", "Security Configuration"};
constexpr DicomCode kObjectSecurity{"110135", "Object Security Attributes Changed"};
constexpr DicomCode kUserSecurity{"110137", "User security Attributes Changed"};

DicomEvent eventOf(EventKind kind)
{
    switch (kind) {
    case EventKind::LoginOk:
    case EventKind::LoginFailed:
    case EventKind::MfaOk:
    case EventKind::MfaFailed:
    case EventKind::MfaRecoveryUsed:
    case EventKind::Unlock:
    case EventKind::UnlockFailed:
    case EventKind::OfflineOpened:
        return {kAuthentication, kLogin};
    case EventKind::Lock:
    case EventKind::Logoff:
        return {kAuthentication, kLogout};
    case EventKind::LockedOut:
    case EventKind::MfaEnrolled:
    case EventKind::PinSet:
    case EventKind::EmergencyCodeMade:
    case EventKind::RoleClaimed:
    case EventKind::RoleReleased:
    case EventKind::RoleHandedOver:
    case EventKind::RoleTakenOver:
        return {kAlert, kUserSecurity};
    case EventKind::VaultCreated:
    case EventKind::VaultRekeyed:
    case EventKind::VaultRecovered:
    case EventKind::VaultRestored:
    case EventKind::EpochRaised:
    case EventKind::TrustDecision:
    case EventKind::IdentityChanged:
    case EventKind::VaultErased:
    case EventKind::DeviceRemoved:
    case EventKind::MessageRecalled:
    case EventKind::OrderCancelled:
    case EventKind::MessagesRemoved:
        return {kAlert, kObjectSecurity};
    case EventKind::PolicyLoaded:
    case EventKind::PolicyRejected:
    case EventKind::KeyEnrolled:
    case EventKind::PolicyAccepted:
        return {kAlert, kConfiguration};
    case EventKind::EmergencyAccess:
        return {kAlert, kEmergency};
    case EventKind::EmergencyEnded:
        return {kAlert, kEmergencyEnd};
    case EventKind::SecurityFinding:
    case EventKind::Recovered:
    case EventKind::ChainRestarted:
    case EventKind::ReadOnlyBegan:
    case EventKind::ReadOnlyEnded:
    case EventKind::CollectorLost:
    case EventKind::CollectorReached:
    case EventKind::EmergencyTold:
        return {kAlert, {}};
    case EventKind::Export:
    case EventKind::AttachmentSaved:
        return {kExport, {}};
    case EventKind::ProgramStarted:
        return {kActivity, kStart};
    case EventKind::ProgramStopped:
        return {kActivity, kStop};
    case EventKind::AuditVerified:
    case EventKind::LogViewed:
    case EventKind::ReportReviewed:
    case EventKind::LogPruned:
        return {kLogUsed, {}};
    default:  // messages, backups, checkpoints and heartbeats are the program's own
        return {kActivity, {}};
    }
}

}  // namespace

DicomEvent dicomEvent(std::string_view event)
{
    for (std::size_t i = 0; i < kEventKinds; ++i)
        if (toName(static_cast<EventKind>(i)) == event)
            return eventOf(static_cast<EventKind>(i));
    return {kActivity, {}};
}

}  // namespace sotto::audit
