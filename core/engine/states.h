// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who has got, read and answered our messages, person by person. All of it works inside the
// caller's transaction. Errors everywhere: Storage, StorageFull.

#include "core/api/evidence.h"
#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"

#include <string>
#include <vector>

namespace sotto::engine {

/// What one person reports of messages of ours, out of an envelope that they sealed.
struct Report {
    Jid person;  ///< bare
    std::vector<std::string> ids;
    store::ReceiptKind kind = store::ReceiptKind::Delivered;
    WallTime sealedAt{};  ///< as their device says
};

/// How urgent a message of ours is, as it travels.
xmpp::ClinicalUrgency urgencyOf(const store::MessageRow& row);

/// Keeps of a text that it was for others first.
Result<Done> noteEscalated(VaultContext& context, MessageId message, const xmpp::TextMessage& text);
/// The same to put beside a text of ours.
Result<std::optional<xmpp::Escalated>> escalatedOf(VaultContext& context, MessageId message);

/// That message of ours goes to the people of that conversation.
Result<Done> noteAudience(VaultContext& context, const std::string& originId, const Jid& peer);

/// It counts only from the people whom each message was for (B29, B30), and moves the message
/// on: one to one as that person says; in a room when everybody has got or read it, and as soon
/// as one of them takes charge of it.
Result<Done> noteReport(VaultContext& context, const Report& report, Arrivals& arrivals);

/// Of a message of ours; nothing for others.
Result<StateSummary> stateSummary(VaultContext& context, const store::MessageRow& row);

}  // namespace sotto::engine
