// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/rooms.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/namespaces.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kUserNs = "http://jabber.org/protocol/muc#user";
constexpr std::string_view kAdminNs = "http://jabber.org/protocol/muc#admin";
constexpr std::string_view kOwnerNs = "http://jabber.org/protocol/muc#owner";
constexpr std::string_view kConfigForm = "http://jabber.org/protocol/muc#roomconfig";
constexpr std::size_t kMaxMembers = 1000;

/// In the order of Affiliation.
constexpr std::array<std::string_view, 5> kAffiliations{"none", "outcast", "member", "admin",
                                                        "owner"};

struct Setting {
    std::string_view field;
    std::string_view value;
};

/// The archive has one name at Prosody and another at ejabberd.
constexpr std::array kSettings{
    Setting{"muc#roomconfig_membersonly", "1"},
    Setting{"muc#roomconfig_whois", "anyone"},
    Setting{"muc#roomconfig_persistentroom", "1"},
    Setting{"muc#roomconfig_publicroom", "0"},
    Setting{"muc#roomconfig_moderatedroom", "0"},
    Setting{"muc#roomconfig_passwordprotectedroom", "0"},
    Setting{"muc#roomconfig_allowinvites", "0"},
    Setting{"muc#roomconfig_changesubject", "0"},
    Setting{"muc#roomconfig_enablearchiving", "1"},
    Setting{"mam", "1"},
};

Affiliation affiliationOf(std::string_view name)
{
    const auto found = std::ranges::find(kAffiliations, name);
    return found == kAffiliations.end() ? Affiliation::None
                                        : static_cast<Affiliation>(found - kAffiliations.begin());
}

std::string_view nameOf(Affiliation affiliation)
{
    return kAffiliations.at(static_cast<std::size_t>(affiliation));
}

bool isClaim(const Element& element)
{
    return element.is("x", kUserNs);
}

/// The only one; null if there is none or several.
const Element* onlyClaim(const Element& stanza)
{
    const auto found = std::ranges::find_if(stanza.children, isClaim);
    return found != stanza.children.end() && std::ranges::count_if(stanza.children, isClaim) == 1
        ? &*found
        : nullptr;
}

std::optional<Jid> accountIn(const Element& item)
{
    const auto jid = Jid::parse(item.attribute("jid"));
    if (!jid || jid->local().empty())
        return std::nullopt;
    return jid->bare();
}

Element entry(const Jid& occupant)
{
    return Element{"presence", kClientNs}.set("to", occupant.toString());
}

}  // namespace

Element buildRoomEntry(const Jid& occupant)
{
    return entry(occupant).add(
        Element{"x", kRoomsNs}.add(Element{"history", kRoomsNs}.set("maxchars", "0")));
}

Element buildRoomExit(const Jid& occupant)
{
    return entry(occupant).set("type", "unavailable");
}

Result<std::optional<RoomPresence>> parseRoomPresence(const Element& stanza, const Origin& origin)
{
    const auto* const peer = std::get_if<Peer>(&origin);
    const auto type = stanza.attribute("type");
    if (!stanza.is("presence", kClientNs) || !peer || peer->jid().isBare() ||
        (!type.empty() && type != "unavailable") || std::ranges::none_of(stanza.children, isClaim))
        return std::optional<RoomPresence>{};
    const auto* const claim = onlyClaim(stanza);
    const auto* const item = claim ? claim->child("item", kUserNs) : nullptr;
    if (!item)
        return Error{Errc::Malformed, "presence of a room"};
    RoomPresence presence{.occupant = peer->jid(), .real = {}, .statuses = {}};
    presence.available = type.empty();
    presence.affiliation = affiliationOf(item->attribute("affiliation"));
    if (item->hasAttribute("jid")) {
        presence.real = accountIn(*item);
        if (!presence.real)
            return Error{Errc::Malformed, "address of an occupant"};
    }
    for (const auto& child : claim->children)
        if (const auto code = parseNumber<std::uint16_t>(child.attribute("code"));
            code && child.is("status", kUserNs))
            presence.statuses.insert(*code);
    return std::optional{std::move(presence)};
}

bool isRoomNotice(const Element& message, const Origin& origin)
{
    const auto* const peer = std::get_if<Peer>(&origin);
    return message.is("message", kClientNs) && peer && peer->jid().isBare() &&
        !isErrorStanza(message) && std::ranges::any_of(message.children, isClaim);
}

std::optional<Jid> archivedAuthor(const Element& message)
{
    const auto* const claim = onlyClaim(message);
    const auto* const item = claim ? claim->child("item", kUserNs) : nullptr;
    return item ? accountIn(*item) : std::nullopt;
}

Element buildRoomFormRequest(const Jid& room)
{
    return buildIqGet({"query", kOwnerNs}, room);
}

Result<Element> buildRoomForm(const Jid& room, const Element& answer)
{
    const auto* const query = answer.child("query", kOwnerNs);
    const auto* const x = query ? query->child("x", kDataFormsNs) : nullptr;
    if (!x)
        return Error{Errc::Malformed, "form of a room"};
    SOTTO_TRY_ASSIGN(const auto offered, parseDataForm(*x));
    DataForm form{std::string{kConfigForm}, {}};
    for (const auto& [field, value] : kSettings)
        if (offered.fields.contains(field))
            form.fields[std::string{field}] = {std::string{value}};
    return buildIqSet(Element{"query", kOwnerNs}.add(buildDataForm(form)), room);
}

Element buildRoomDestruction(const Jid& room)
{
    return buildIqSet(Element{"query", kOwnerNs}.add({"destroy", kOwnerNs}), room);
}

bool isFitRoom(const DiscoInfo& room)
{
    constexpr std::array<std::string_view, 5> needed{"muc_membersonly", "muc_nonanonymous",
                                                     "muc_persistent", "muc_hidden", kArchiveNs};
    return std::ranges::all_of(needed,
                               [&room](std::string_view feature) { return room.has(feature); });
}

Element buildMembersRequest(const Jid& room, Affiliation affiliation)
{
    return buildIqGet(Element{"query", kAdminNs}.add(
                          Element{"item", kAdminNs}.set("affiliation", nameOf(affiliation))),
                      room);
}

Result<std::vector<RoomMember>> parseMembers(const Element& iq)
{
    const auto* const query = iq.child("query", kAdminNs);
    if (!query || query->children.size() > kMaxMembers)
        return Error{Errc::Malformed, "members of a room"};
    std::vector<RoomMember> members;
    for (const auto& item : query->children)
        if (auto address = accountIn(item); address && item.is("item", kAdminNs))
            members.push_back({*std::move(address), affiliationOf(item.attribute("affiliation"))});
    return members;
}

Element buildMemberChange(const Jid& room, const RoomMember& member)
{
    return buildIqSet(
        Element{"query", kAdminNs}.add(Element{"item", kAdminNs}
                                           .set("jid", member.address.toString())
                                           .set("affiliation", nameOf(member.affiliation))),
        room);
}

}  // namespace sotto::xmpp
