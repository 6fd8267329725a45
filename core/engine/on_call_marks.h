// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Texts that were written to a role on call: between the vault, the envelope and the screen.
// Errors everywhere: Storage.

#include "core/api/snapshots.h"
#include "core/engine/directory.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"

namespace sotto::engine {

/// What the clinic calls a role; its name where it has no title, or is not on the list.
SafeText titleOf(const RoleRules& rules, std::string_view role);

/// What the envelope of a text says of it.
Result<std::optional<xmpp::OnCallMark>> onCallMarkOf(store::Stores& stores, MessageId message);

/// Keeps what an envelope said.
Result<Done> noteOnCall(store::Stores& stores, MessageId message, const xmpp::TextMessage& text);

/// A phone knows no such marks: it reads the role before the text.
std::string withRole(const std::string& body, const std::optional<xmpp::OnCallMark>& mark);

void addOnCall(MessageSnapshot& out, VaultContext& context, const Directory& directory);

}  // namespace sotto::engine
