// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/activity_files.h"

#include "core/audit/audit_folder.h"
#include "core/audit/event.h"

#include <QFile>

namespace sotto::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCheckpointKey = "checkpoint.pub";

ActivityGroup groupOf(audit::EventKind kind)
{
    using enum audit::EventKind;
    switch (kind) {
    case LoginOk:
    case LoginFailed:
    case LockedOut:
    case MfaOk:
    case MfaFailed:
    case MfaEnrolled:
    case MfaRecoveryUsed:
    case Lock:
    case Unlock:
    case UnlockFailed:
    case Logoff:
    case PinSet:
    case OfflineOpened:
    case EmergencyAccess:
    case EmergencyEnded:
    case EmergencyCodeMade:
    case EmergencyTold:
        return ActivityGroup::SigningIn;
    case MessageSent:
    case MessageReceived:
    case MessageDelivered:
    case MessageRead:
    case MessageAcknowledged:
    case MessageRecalled:
    case OrderSigned:
    case OrderEntered:
    case OrderCancelled:
    case MessagesRemoved:
    case ConversationViewed:
    case ConsentRecorded:
    case ConsentRevoked:
        return ActivityGroup::Messages;
    case Export:
    case AttachmentSaved:
        return ActivityGroup::TakenOut;
    case VaultCreated:
    case VaultRekeyed:
    case VaultRecovered:
    case VaultRestored:
    case VaultErased:
    case DeviceRemoved:
    case BackupMade:
    case EpochRaised:
    case TrustDecision:
    case IdentityChanged:
        return ActivityGroup::Trust;
    case PolicyLoaded:
    case PolicyRejected:
    case PolicyAccepted:
    case RoleClaimed:
    case RoleReleased:
    case RoleHandedOver:
    case RoleTakenOver:
    case SecurityFinding:
        return ActivityGroup::Policy;
    default:
        return ActivityGroup::Log;
    }
}

Result<Done> copyFile(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    fs::copy_file(from, to, failed);
    if (failed == std::errc::no_space_on_device)
        return Error{Errc::StorageFull, "copy of the log"};
    if (failed)
        return Error{Errc::Storage, "copy of the log"};
    return Done{};
}

/// Records, and what proves them; no more.
Result<Done> copyRecords(const fs::path& log, const fs::path& target)
{
    SOTTO_TRY_ASSIGN(const auto segments, audit::listSegments(log));
    for (const auto number : segments)
        SOTTO_TRY(copyFile(log / audit::segmentName(number), target / audit::segmentName(number)));
    std::error_code ignored;
    if (fs::exists(log / kCheckpointKey, ignored))
        SOTTO_TRY(copyFile(log / kCheckpointKey, target / kCheckpointKey));
    return Done{};
}

}  // namespace

std::vector<std::string> eventsOf(ActivityGroup group)
{
    std::vector<std::string> names;
    if (group == ActivityGroup::All)
        return names;
    for (std::size_t i = 0; i < audit::kEventKinds; ++i)
        if (const auto kind = static_cast<audit::EventKind>(i); groupOf(kind) == group)
            names.emplace_back(audit::toName(kind));
    return names;
}

Result<Done> copyLog(const fs::path& log, const fs::path& target)
{
    std::error_code failed;
    if (fs::exists(target, failed))
        return Error{Errc::Duplicate, "there is such a folder"};
    if (!fs::create_directory(target, failed))
        return Error{Errc::Storage, "copy of the log"};
    fs::permissions(target, fs::perms::owner_all, failed);
    auto done = copyRecords(log, target);
    if (!done)
        fs::remove_all(target, failed);
    return done;
}

Result<Done> writeLog(const fs::path& log, const fs::path& target, audit::ExportFormat format,
                      const audit::ExportFilter& filter, WallTime now)
{
    QFile file(QString::fromStdU16String(target.u16string()));
    std::error_code ignored;
    if (fs::exists(target, ignored))
        return Error{Errc::Duplicate, "there is such a file"};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Error{Errc::Storage, "export of the log"};
    bool isWritten = true;
    const auto done = audit::exportLog(log, format, filter, now, [&](std::string_view text) {
        const auto size = static_cast<qint64>(text.size());
        isWritten = isWritten && file.write(text.data(), size) == size;
    });
    isWritten = done.has_value() && isWritten && file.flush();
    if (isWritten)
        return Done{};
    const bool isFull = file.error() == QFileDevice::ResourceError;
    file.remove();
    return Error{isFull ? Errc::StorageFull : Errc::Storage, "export of the log"};
}

}  // namespace sotto::app
