// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Texts that their author did not write to their recipient alone: between the vault, the
// envelope and the screen. Errors everywhere: Storage.

#include "core/api/snapshots.h"
#include "core/engine/directory.h"
#include "core/store/stores.h"
#include "core/xmpp/content.h"

namespace sotto::engine {

/// What the envelope of a text says of it; none for one that was only passed on by us.
Result<std::optional<xmpp::Passing>> passingOf(store::Stores& stores, MessageId message);

/// Keeps what an envelope said.
Result<Done> notePassing(store::Stores& stores, MessageId message, const xmpp::TextMessage& text);

/// Of a text that goes on: whoever gets it has the time that is left of the first one's.
xmpp::ClinicalUrgency urgencyLeft(const store::MessageRow& row, std::int64_t nowMs);

/// A phone knows no such marks: it reads them before the text.
std::string phoneBody(const std::string& body, const std::optional<xmpp::Passing>& passing);

std::optional<PassingSnapshot> passingSnapshot(store::Stores& stores, MessageId message,
                                               const Directory& directory);

}  // namespace sotto::engine
