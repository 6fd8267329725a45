// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms of the fake relay: as much of XEP-0045 as a client of ours meets.
#include "core/xmpp/namespaces.h"
#include "core/xmpp/rooms.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"
#include "tests/support/fake_relay.h"
#include "tests/support/fake_relay_files.h"

#include <algorithm>

namespace sotto::test {
namespace {

constexpr std::string_view kUserNs = "http://jabber.org/protocol/muc#user";
constexpr std::string_view kAdminNs = "http://jabber.org/protocol/muc#admin";
constexpr std::string_view kOwnerNs = "http://jabber.org/protocol/muc#owner";
constexpr std::string_view kInfoNs = "http://jabber.org/protocol/disco#info";
constexpr std::string_view kItemsNs = "http://jabber.org/protocol/disco#items";

std::string affiliationOf(const FakeRoom& room, const Jid& person)
{
    const auto found = room.affiliations.find(person.bare());
    return found == room.affiliations.end() ? "none" : found->second;
}

bool mayEnter(const FakeRoom& room, const Jid& person)
{
    const auto affiliation = affiliationOf(room, person);
    return affiliation != "none" && affiliation != "outcast";
}

xmpp::Element claim(const FakeRoom& room, const Jid& person)
{
    xmpp::Element item{"item", kUserNs};
    item.set("affiliation", affiliationOf(room, person))
        .set("role", "participant")
        .set("jid", person.toString());
    return xmpp::Element{"x", kUserNs}.add(std::move(item));
}

xmpp::Element status(int code)
{
    return xmpp::Element{"status", kUserNs}.set("code", std::to_string(code));
}

xmpp::Element presenceOf(const Jid& address, const std::string& nick, const FakeRoom& room,
                         const Jid& person)
{
    return xmpp::Element{"presence", xmpp::kClientNs}
        .set("from", address.toString() + "/" + nick)
        .add(claim(room, person));
}

xmpp::Element errorFor(const xmpp::Element& stanza, xmpp::StanzaCondition condition)
{
    return xmpp::Element{stanza.name, xmpp::kClientNs}
        .set("type", "error")
        .set("id", stanza.attribute("id"))
        .set("from", stanza.attribute("to"))
        .set("to", stanza.attribute("from"))
        .add(xmpp::buildStanzaError(xmpp::StanzaErrorType::Auth, condition));
}

}  // namespace

void FakeRelay::tellOccupant(const Jid& full, const xmpp::Element& stanza)
{
    if (auto* known = session(full))
        deliver(*known, stanza);
}

void FakeRelay::tellRoom(const FakeRoom& room, const xmpp::Element& stanza)
{
    const auto inside = room.occupants;
    for (const auto& [nick, full] : inside)
        tellOccupant(full, stanza);
}

// Messages

void FakeRelay::takeRoomMessage(const FakeSession& from, const xmpp::Element& message)
{
    const auto address = Jid::parse(message.attribute("to"))->bare();
    auto& room = rooms[address];
    const auto inside = std::ranges::find_if(
        room.occupants, [&](const auto& one) { return one.second == from.address; });
    if (inside == room.occupants.end()) {
        tellOccupant(from.address, errorFor(message, xmpp::StanzaCondition::NotAcceptable));
        return;
    }
    const auto fate = onRoomMessage ? onRoomMessage(message) : RoomFate::Pass;
    if (fate == RoomFate::Refuse)
        tellOccupant(from.address, errorFor(message, xmpp::StanzaCondition::Forbidden));
    if (fate == RoomFate::Refuse || fate == RoomFate::Swallow)
        return;
    sayInRoom(address, inside->first, message,
              fate == RoomFate::LoseEcho ? Echo::Lost : Echo::Sent);
}

void FakeRelay::sayInRoom(const Jid& address, const std::string& nick, xmpp::Element message,
                          Echo echo)
{
    auto& room = rooms[address];
    const auto id = nextId("room");
    message.set("from", address.toString() + "/" + nick);
    message.attributes.erase("to");
    auto archived = message;  // without what its sender claims of a room (mod_muc, muc/util.lib)
    std::erase_if(archived.children, [](const auto& child) { return child.is("x", kUserNs); });
    if (const auto author = room.occupants.find(nick); author != room.occupants.end())
        archived.add(claim(room, author->second.bare()));
    room.archive.push_back({id, m_time.clock.wallNow(), archived});
    message.add(
        xmpp::Element{"stanza-id", xmpp::kStableIdsNs}.set("id", id).set("by", address.toString()));
    for (const auto& [other, full] : std::map(room.occupants))
        if (other != nick || echo == Echo::Sent)
            tellOccupant(full, message);
}

// Coming and going

void FakeRelay::takeRoomPresence(FakeSession& from, const xmpp::Element& presence)
{
    const auto occupant = *Jid::parse(presence.attribute("to"));
    if (presence.attribute("type") == "unavailable") {
        const auto room = rooms.find(occupant.bare());
        if (room != rooms.end() && room->second.occupants.contains(occupant.resource()))
            leaveRoom(occupant.bare(), occupant.resource());
        return;
    }
    enterRoom(from, occupant);
}

void FakeRelay::enterRoom(FakeSession& from, const Jid& occupant)
{
    const bool isNew = !rooms.contains(occupant.bare());
    auto& room = rooms[occupant.bare()];
    const auto& nick = occupant.resource();
    const auto refusal = [&](xmpp::StanzaCondition condition) {
        xmpp::Element asked{"presence", xmpp::kClientNs};
        asked.set("to", occupant.toString()).set("from", from.address.toString());
        deliver(from, errorFor(asked, condition));
    };
    if (isNew) {
        room.affiliations[from.address.bare()] = "owner";
        for (const auto& feature : spoiledFeatures)
            room.features.erase(feature);
    }
    if (!mayEnter(room, from.address)) {
        refusal(xmpp::StanzaCondition::RegistrationRequired);
        return;
    }
    if (const auto taken = room.occupants.find(nick);
        taken != room.occupants.end() && taken->second != from.address) {
        refusal(xmpp::StanzaCondition::Conflict);
        return;
    }
    for (const auto& [other, full] : room.occupants)
        if (other != nick)
            deliver(from, presenceOf(occupant.bare(), other, room, full));
    room.occupants.insert_or_assign(nick, from.address);
    const auto presence = presenceOf(occupant.bare(), nick, room, from.address);
    for (const auto& [other, full] : room.occupants)
        if (other != nick)
            tellOccupant(full, presence);
    auto own = presence;
    own.children.front().add(status(100)).add(status(110));
    if (isNew)
        own.children.front().add(status(201));
    deliver(from, own);
}

void FakeRelay::leaveRoom(const Jid& address, const std::string& nick)
{
    auto& room = rooms.at(address);
    const auto full = room.occupants.at(nick);
    auto presence = presenceOf(address, nick, room, full).set("type", "unavailable");
    room.occupants.erase(nick);
    tellRoom(room, presence);
    presence.children.front().add(status(110));
    tellOccupant(full, presence);
}

void FakeRelay::leaveRooms(const Jid& full)
{
    for (const auto& [address, room] : std::map(rooms))
        for (const auto& [nick, occupant] : room.occupants)
            if (occupant == full)
                leaveRoom(address, nick);
}

void FakeRelay::forgetOccupants()
{
    for (auto& [address, room] : rooms)
        room.occupants.clear();
}

void FakeRelay::smuggleIn(const Jid& address, const std::string& nick, const Jid& person)
{
    auto& room = rooms.at(address);
    tellRoom(room, presenceOf(address, nick, room, person));
    room.occupants.insert_or_assign(nick, person);
}

void FakeRelay::setAffiliation(const Jid& address, const Jid& person,
                               const std::string& affiliation)
{
    auto& room = rooms.at(address);
    room.affiliations[person.bare()] = affiliation;
    const auto occupants = room.occupants;
    bool wasInside = false;
    for (const auto& [nick, full] : occupants) {
        if (full.bare() != person.bare())
            continue;
        wasInside = true;
        if (!mayEnter(room, person))
            leaveRoom(address, nick);
        else
            tellRoom(room, presenceOf(address, nick, room, full));
    }
    if (!wasInside)  // XEP-0045, 9.3
        tellRoom(room,
                 xmpp::Element{"message", xmpp::kClientNs}
                     .set("from", address.toString())
                     .add(claim(room, person.bare())));
}

// Questions

void FakeRelay::takeRoomIq(FakeSession& from, const xmpp::Element& iq, const Jid& to)
{
    if (to.domain() == kRelayDomain && iq.child("query", kItemsNs)) {
        xmpp::Element query{"query", kItemsNs};
        query.add(xmpp::Element{"item", kItemsNs}.set("jid", kRoomDomain));
        if (files)
            query.add(xmpp::Element{"item", kItemsNs}.set("jid", kShareDomain));
        answer(from, iq, std::move(query));
        return;
    }
    if (to.local().empty() && iq.child("query", kInfoNs)) {
        answer(from, iq,
               xmpp::Element{"query", kInfoNs}
                   .add(xmpp::Element{"identity", kInfoNs}
                            .set("category", "conference")
                            .set("type", "text"))
                   .add(xmpp::Element{"feature", kInfoNs}.set("var", xmpp::kRoomsNs)));
        return;
    }
    const auto found = rooms.find(to.bare());
    if (found == rooms.end()) {
        refuse(from, iq, "item-not-found");
        return;
    }
    auto& room = found->second;
    const auto occupant = room.occupants.find(to.resource());
    if (iq.child("ping", "urn:xmpp:ping")) {
        if (occupant == room.occupants.end() || occupant->second != from.address)
            refuse(from, iq, "not-acceptable");
        else
            answer(from, iq, std::nullopt);
    } else if (!mayEnter(room, from.address)) {
        refuse(from, iq, "forbidden");
    } else if (iq.child("query", kInfoNs)) {
        xmpp::Element query{"query", kInfoNs};
        for (const auto& feature : room.features)
            query.add(xmpp::Element{"feature", kInfoNs}.set("var", feature));
        answer(from, iq, std::move(query));
    } else if (iq.child("query", kOwnerNs)) {
        takeRoomForm(from, iq, to.bare());
    } else if (iq.child("query", kAdminNs)) {
        takeRoomMembers(from, iq, room, to.bare());
    } else if (iq.child("query", xmpp::kArchiveNs)) {
        answerArchive(from, iq, to.bare(), room.archive);
    } else {
        refuse(from, iq, "service-unavailable");
    }
}

void FakeRelay::takeRoomForm(FakeSession& from, const xmpp::Element& iq, const Jid& address)
{
    if (affiliationOf(rooms.at(address), from.address) != "owner") {
        refuse(from, iq, "forbidden");
        return;
    }
    if (iq.attribute("type") == "get") {
        xmpp::Element form{"x", xmpp::kDataFormsNs};
        for (const auto* field : {"muc#roomconfig_membersonly", "muc#roomconfig_whois"})
            form.add(xmpp::Element{"field", xmpp::kDataFormsNs}.set("var", field));
        answer(from, iq, xmpp::Element{"query", kOwnerNs}.add(form.set("type", "form")));
        return;
    }
    if (iq.child("query", kOwnerNs)->child("destroy", kOwnerNs))
        rooms.erase(address);
    answer(from, iq, std::nullopt);
}

void FakeRelay::takeRoomMembers(FakeSession& from, const xmpp::Element& iq, FakeRoom& room,
                                const Jid& address)
{
    const auto& items = iq.child("query", kAdminNs)->children;
    if (iq.attribute("type") == "set") {
        const auto& item = items.front();  // as Prosody: the others are passed over
        setAffiliation(address, *Jid::parse(item.attribute("jid")),
                       std::string{item.attribute("affiliation")});
        answer(from, iq, std::nullopt);
        return;
    }
    const auto wanted = items.front().attribute("affiliation");
    xmpp::Element query{"query", kAdminNs};
    for (const auto& [person, affiliation] : room.affiliations)
        if (affiliation == wanted)
            query.add(xmpp::Element{"item", kAdminNs}
                          .set("jid", person.toString())
                          .set("affiliation", affiliation));
    answer(from, iq, std::move(query));
}

}  // namespace sotto::test
