// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0045: rooms of people whose real addresses everybody in the room can see.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/data_forms.h"
#include "core/xmpp/disco.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace sotto::xmpp {

inline constexpr std::string_view kRoomsNs = "http://jabber.org/protocol/muc";

/// A person's lasting tie to a room.
enum class Affiliation : std::uint8_t { None, Outcast, Member, Admin, Owner };

/// True for those who may enter a room that is for members only.
inline bool isMember(Affiliation affiliation)
{
    return affiliation >= Affiliation::Member;
}

struct RoomMember {
    Jid address;  ///< bare
    Affiliation affiliation = Affiliation::None;

    friend auto operator<=>(const RoomMember&, const RoomMember&) = default;
};

/// What a presence or a message of a room says beside its text.
enum class RoomStatus : std::uint16_t {
    ConfigurationChanged = 104,
    OwnPresence = 110,
    Created = 201,
    Banned = 301,
    NickChanged = 303,
    Kicked = 307,
    AffiliationLost = 321,
    BecameMembersOnly = 322,
};

struct RoomPresence {
    Jid occupant;  ///< room, and the nick that stands for a person there
    bool available = false;
    std::optional<Jid> real;  ///< bare; none where the room hides it
    Affiliation affiliation = Affiliation::None;
    std::set<std::uint16_t> statuses;

    bool has(RoomStatus status) const
    {
        return statuses.contains(static_cast<std::uint16_t>(status));
    }
};

/// Enters with no history: what was said is read in the room's archive.
Element buildRoomEntry(const Jid& occupant);
Element buildRoomExit(const Jid& occupant);

/// Reads a presence from an occupant that carries the room's own words about it. A refusal to
/// enter is not one: see isErrorStanza(). No value: an ordinary presence.
/// Errors: Malformed (two claims, an address that is none).
Result<std::optional<RoomPresence>> parseRoomPresence(const Element& stanza, const Origin& origin);

/// True for a message in which the room itself says something about itself or its people:
/// the configuration or somebody's affiliation is another one now.
bool isRoomNotice(const Element& message, const Origin& origin);

/// Who wrote an archived message, as the room's archive says (XEP-0313, 5.1.2): bare. Never to
/// be asked of a live message, whose sender could have written that part. No value: it does not
/// say, or says two things.
std::optional<Jid> archivedAuthor(const Element& message);

Element buildRoomFormRequest(const Jid& room);

/// Fills in what a room of ours must be (members only, addresses shown, lasting, archived,
/// hidden), as far as the room's form offers it; whether it then is so, isFitRoom() tells.
/// Errors: Malformed (no form).
Result<Element> buildRoomForm(const Jid& room, const Element& answer);

/// Withdraws a room that came into being by accident, or is not what it must be.
Element buildRoomDestruction(const Jid& room);

/// True if a room says that it is all that buildRoomForm() asks for.
bool isFitRoom(const DiscoInfo& room);

Element buildMembersRequest(const Jid& room, Affiliation affiliation);

/// Reads an answer: at most 1,000 people; what is no person is passed over. Errors: Malformed.
Result<std::vector<RoomMember>> parseMembers(const Element& iq);

/// One person a request: Prosody takes the first of several and says that all is well.
Element buildMemberChange(const Jid& room, const RoomMember& member);

}  // namespace sotto::xmpp
