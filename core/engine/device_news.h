// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lines in a conversation that say what became of somebody's devices, and what the activity
// log is told. Inside the caller's transaction; told to the screen after its COMMIT, by the
// Arrivals. Errors everywhere: Storage, StorageFull.

#include "core/api/snapshots.h"
#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"

namespace sotto::engine {

/// How much of a person's devices is known when they are told of.
enum class Known : std::uint8_t {
    Some,  ///< one of them wrote: whom we do not know yet, we learn of with the list
    All,   ///< the list was read
};

/// Tells of the keys of that person of which nothing was told: a device that comes after the
/// first contact gets a line before anything is sent to it or shown from it.
Result<Done> tellOfNewDevices(VaultContext& context, const Jid& person, Known known,
                              Arrivals& arrivals);

/// Tells which of that person's devices left their list, or came back to it: `before` is what was
/// known of them. Only of those that got messages.
Result<Done> tellOfList(VaultContext& context, const Jid& person,
                        const std::vector<store::DeviceRow>& before, Arrivals& arrivals);

/// Adds a line to the conversations with that device's owner. Of our own devices there is none.
Result<Done> addNotice(VaultContext& context, const omemo::DeviceAddress& device,
                       NoticeSnapshot::Kind kind, Arrivals& arrivals);

/// What a judgement of the rules is to the activity log.
TrustEvent::Kind eventOf(const TrustRules& rules, omemo::Trust trust);

/// For the activity log. Several of a kind become one record.
void noteTrust(Arrivals& arrivals, TrustEvent::Kind kind, const Jid& person);

/// What a System row says of a device. No value: it is of something else.
std::optional<NoticeSnapshot> noticeOf(const store::MessageRow& row);

}  // namespace sotto::engine
