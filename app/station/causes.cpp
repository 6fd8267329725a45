// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/causes.h"

namespace sotto::app {

using LockCause = SessionHandle::LockCause;

log::Literal nameOf(LockCause cause)
{
    switch (cause) {
    case LockCause::Person:
        return "person";
    case LockCause::Idle:
        return "idle";
    case LockCause::System:
        return "system";
    case LockCause::SwitchUser:
        return "switch-user";
    case LockCause::OutOfContact:
        return "out-of-contact";
    case LockCause::SignedInElsewhere:
        return "signed-in-elsewhere";
    case LockCause::AccessEnded:
        break;
    }
    return "access-ended";
}

log::Literal nameOf(platform::LockReason reason)
{
    using Reason = platform::LockReason;
    switch (reason) {
    case Reason::ScreenLocked:
        return "screen-locked";
    case Reason::SessionLocked:
        return "session-locked";
    case Reason::SessionInactive:
        return "session-inactive";
    case Reason::SessionEnded:
        return "session-ended";
    case Reason::Suspend:
        return "suspend";
    case Reason::LidClosed:
        return "lid";
    case Reason::BadgeRemoved:
        break;
    }
    return "badge-removed";
}

std::string_view wordOf(platform::LockReason reason)
{
    using Reason = platform::LockReason;
    switch (reason) {
    case Reason::ScreenLocked:
    case Reason::SessionLocked:
        return "os_lock";
    case Reason::SessionInactive:
    case Reason::SessionEnded:
        return "os_user_switch";
    case Reason::Suspend:
        return "suspend";
    case Reason::LidClosed:
        return "lid";
    case Reason::BadgeRemoved:
        break;
    }
    return "badge_removed";
}

}  // namespace sotto::app
