// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jid.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sotto {

/// What became of a message, as the activity log has it (45 CFR 164.312(b)).
enum class MessageAct : std::uint8_t {
    Sent = 0,
    Received = 1,
    Delivered = 2,
    Read = 3,
    Acknowledged = 4,
    Accepted = 5,
    Completed = 6,
    Declined = 7,
    Recalled = 8,
    Corrected = 9,
    OrderSigned = 10,  ///< of these three: besides what happened to it as a message
    OrderEntered = 11,
    OrderCancelled = 12,
};

/// One such act, not yet in the log. The log gets pseudonyms of what stands here.
struct MessageRecord {
    std::int64_t number = 0;  ///< rises; of this vault
    MessageAct act = MessageAct::Sent;
    std::string originId;     ///< the sender's id of the message
    Jid person;               ///< who did it
    std::optional<Jid> with;  ///< whose conversation, or the room; none: the message is gone
    std::int64_t atMs = 0;    ///< since 1970 UTC, by the clock of who noted it
    std::string patient{};    ///< the record number of whom it is about; empty: not said
};

}  // namespace sotto
