// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jid.h"

#include <optional>
#include <string>

namespace sotto {

/// By what the activity log knows a message: it gets pseudonyms of each of these.
struct LoggedMessage {
    std::string originId;  ///< the sender's id of it
    Jid author;
    std::optional<Jid> with;  ///< whose conversation, or the room; none: it is gone
    std::string patient{};    ///< the record number of whom it is about; empty: not said
};

}  // namespace sotto
