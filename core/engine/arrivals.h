// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/devices.h"
#include "core/domain/message.h"
#include "core/omemo/key_store.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sotto::engine {

/// What one committed step changed: told to the screen only after the COMMIT.
struct Arrivals {
    std::vector<MessageId> changed;  ///< new, or their delivery moved on
    std::vector<MessageId> removed;  ///< cards behind which there was nothing to show
    std::set<ConversationId> conversations;
    Urgency topUrgency = Urgency::None;  ///< of new messages
    int newMessages = 0;
    bool mentionsUs = false;  ///< one of them: it is heard in a muted conversation, too
    bool usedPreKey = false;  ///< publish new one-time keys soon
    bool owesReceipts = false;
    int owesLater = 0;              ///< receipts for a room of so many people: see ReceiptPace
    bool openChanged = false;       ///< the list of open items is another one
    bool cloneSeen = false;         ///< I7, for the first time
    bool onCallNews = false;        ///< of offers to take a role: see OnCallHandOver
    bool cardsDue = false;          ///< cards were made, answered or filled: see SessionRepair
    bool resendsDue = false;        ///< see ResendDesk
    bool postponed = false;         ///< see SecondLook
    bool roomsDue = false;          ///< we were invited: see Rooms
    bool strangerInRoom = false;    ///< somebody spoke in a room who is no member of it
    bool phoneRefused = false;      ///< policy keeps a phone out; a card says so
    bool ownDeviceAdded = false;    ///< another one came to our account
    std::vector<TrustEvent> trust;  ///< for the activity log
    bool archiveDue = false;        ///< something is to be handed to the archive: see ArchiveDesk
    /// We are the archive: what we have of whom, by the id under which they handed it in.
    std::map<Jid, std::vector<std::string>> keptForArchive;
    std::set<omemo::DeviceAddress> toAnswer;    ///< see Heartbeat
    std::set<omemo::DeviceAddress> distrusted;  ///< wrote with a key that we do not trust

    bool isEmpty() const { return changed.empty() && removed.empty() && conversations.empty(); }
};

}  // namespace sotto::engine
