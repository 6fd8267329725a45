// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lines in a conversation that say what became of its people and of what was passed on.
// Inside the caller's transaction; shown after its COMMIT, by the Arrivals. Errors: Storage.

#include "core/api/snapshots.h"
#include "core/engine/arrivals.h"
#include "core/engine/directory.h"
#include "core/engine/vault_context.h"

namespace sotto::engine {

struct PeopleNews {
    PeopleNotice::Kind kind = PeopleNotice::Kind::MemberAdded;
    Jid by;              ///< bare; who did it, or the room if only the relay says so
    std::string whom{};  ///< an address; empty where it makes no sense
    std::string text{};  ///< foreign text: a team's name, a broadcast
};

Result<Done> addPeopleNews(VaultContext& context, ConversationId in, const PeopleNews& news,
                           Arrivals& arrivals);

/// What a System row says of people. No value: it is of something else.
std::optional<PeopleNotice> peopleNoticeOf(const store::MessageRow& row,
                                           const Directory& directory);

}  // namespace sotto::engine
