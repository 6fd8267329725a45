// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_log.h"
#include "core/domain/logged_message.h"

#include <string>

namespace sotto::app {

/// What a record of a message is about: "message.conversation.person", and ".patient" where that
/// is known; all pseudonyms. `author` may be whoever did something with it.
std::string messageObject(const audit::AuditLog& log, const LoggedMessage& message);

}  // namespace sotto::app
