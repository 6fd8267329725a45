// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:clinical:0, inside a sealed envelope: a text that its author did not write to its
// recipient alone.
//   <passed why='dnd' author='lee@…' id='…'/>   beside a body: the sender is on "do not disturb",
//                                               and passes on what lee wrote to them under that id
//   <passed why='broadcast' id='…'/>            beside a body: one of several that say the same;
//                                               the id names them all
//   <passed-to id='…' jid='kim@…'/>             alone, to the author: that text was passed on
// and what a team's people tell each other of it:
//   <room-change><added jid='…'/></room-change>    in the room: I have made these members
//   <room-change><leaving jid='ROOM'/></room-change>  to its maker: take me off that room's list

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sotto::xmpp {

struct Passing {
    /// Persistent (the vault keeps the number): never renumber.
    enum class Why : std::uint8_t { DoNotDisturb = 0, Broadcast = 1 };

    Why why = Why::Broadcast;
    std::string id;               ///< of the text that is passed on, or of the broadcast
    std::optional<Jid> author{};  ///< DoNotDisturb only: who wrote it, bare

    friend bool operator==(const Passing&, const Passing&) = default;
};

/// A text was passed on.
struct PassedOn {
    std::string id;
    Jid to;  ///< bare

    friend bool operator==(const PassedOn&, const PassedOn&) = default;
};

Element buildPassing(const Passing& passing);
bool isPassing(const Element& element);
/// Errors: Malformed (another reason, no usable id, an author where none may be or none where
/// one must be).
Result<Passing> parsePassing(const Element& element);

Element buildPassedOn(const PassedOn& passed);
bool isPassedOn(const Element& element);
/// Errors: Malformed.
Result<PassedOn> parsePassedOn(const Element& element);

inline constexpr std::size_t kMostAddedAtOnce = 200;

/// One of both.
struct RoomChange {
    std::vector<Jid> added{};      ///< bare
    std::optional<Jid> leaving{};  ///< the room

    friend bool operator==(const RoomChange&, const RoomChange&) = default;
};

Element buildRoomChange(const RoomChange& change);
bool isRoomChange(const Element& element);
/// Errors: Malformed (nothing, both, more than 200, something else beside it).
Result<RoomChange> parseRoomChange(const Element& element);

}  // namespace sotto::xmpp
