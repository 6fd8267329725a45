// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/passing.h"

#include "core/xmpp/iq.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";

Error malformed()
{
    return {Errc::Malformed, "a text that was passed on"};
}

}  // namespace

Element buildPassing(const Passing& passing)
{
    Element element{"passed", kClinicalNs};
    element.set("why", passing.why == Passing::Why::Broadcast ? "broadcast" : "dnd");
    element.set("id", passing.id);
    if (passing.author)
        element.set("author", passing.author->toString());
    return element;
}

bool isPassing(const Element& element)
{
    return element.is("passed", kClinicalNs);
}

Result<Passing> parsePassing(const Element& element)
{
    const auto why = element.attribute("why");
    const auto author = Jid::parseAccount(element.attribute("author"));
    Passing passing{.id = std::string{element.attribute("id")}};
    if (!isUsableId(passing.id))
        return malformed();
    if (why == "broadcast" && !element.hasAttribute("author"))
        return passing;
    if (why != "dnd" || !author)
        return malformed();
    passing.why = Passing::Why::DoNotDisturb;
    passing.author = *author;
    return passing;
}

Element buildPassedOn(const PassedOn& passed)
{
    return Element{"passed-to", kClinicalNs}.set("id", passed.id).set("jid", passed.to.toString());
}

bool isPassedOn(const Element& element)
{
    return element.is("passed-to", kClinicalNs);
}

Result<PassedOn> parsePassedOn(const Element& element)
{
    const auto to = Jid::parseAccount(element.attribute("jid"));
    const auto id = element.attribute("id");
    if (!to || !isUsableId(id))
        return malformed();
    return PassedOn{std::string{id}, *to};
}

Element buildRoomChange(const RoomChange& change)
{
    Element element{"room-change", kClinicalNs};
    for (const auto& person : change.added)
        element.add(Element{"added", kClinicalNs}.set("jid", person.toString()));
    if (change.leaving)
        element.add(Element{"leaving", kClinicalNs}.set("jid", change.leaving->toString()));
    return element;
}

bool isRoomChange(const Element& element)
{
    return element.is("room-change", kClinicalNs);
}

Result<RoomChange> parseRoomChange(const Element& element)
{
    RoomChange change;
    for (const auto& child : element.children) {
        const auto person = Jid::parseAccount(child.attribute("jid"));
        if (!person || change.added.size() >= kMostAddedAtOnce)
            return malformed();
        if (child.is("added", kClinicalNs))
            change.added.push_back(*person);
        else if (child.is("leaving", kClinicalNs) && !change.leaving)
            change.leaving = *person;
        else
            return malformed();
    }
    if (change.added.empty() == !change.leaving)
        return malformed();
    return change;
}

}  // namespace sotto::xmpp
