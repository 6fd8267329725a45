// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/room_desk.h"

#include "core/relay/stream.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/ping.h"

#include <algorithm>
#include <array>

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;
using xmpp::Affiliation;
using xmpp::RoomStatus;

constexpr auto kEntryTime = 30s;
constexpr std::array kLists{Affiliation::Member, Affiliation::Admin, Affiliation::Owner};
constexpr std::size_t kMostServices = 20;

bool isRoomService(const xmpp::DiscoInfo& info)
{
    return info.has(xmpp::kRoomsNs) &&
        std::ranges::any_of(info.identities, [](const xmpp::DiscoIdentity& identity) {
               return identity.category == "conference" && identity.type == "text";
           });
}

Affiliation affiliationOf(const RoomDesk::Members& members, const Jid& person)
{
    const auto found = std::ranges::find(members, person, &xmpp::RoomMember::address);
    return found == members.end() ? Affiliation::None : found->affiliation;
}

}  // namespace

/// Questions about one room, one after the other.
struct RoomDesk::Inspection {
    Jid room;
    Promise<Members> promise;
    Members members{};
    std::size_t list = 0;
};

RoomDesk::RoomDesk(RelayStream& stream, Time time) : m_stream(stream), m_time(time) { }

RoomDesk::~RoomDesk() = default;

Task<Jid> RoomDesk::findService()
{
    struct Search {
        Promise<Jid> promise;
        std::size_t open = 0;
    };

    auto search = std::make_shared<Search>();
    auto task = search->promise.task();
    m_stream.request(xmpp::buildDiscoItemsRequest(*Jid::parse(m_stream.bound().domain())))
        .then(this, [this, search](const Result<xmpp::Element>& answer) {
            auto items = answer ? xmpp::parseDiscoItems(*answer) : answer.error();
            if (!items || items->empty()) {
                search->promise.finish(items ? Error{Errc::NotFound, "no rooms"} : items.error());
                return;
            }
            if (items->size() > kMostServices)
                items->erase(items->begin() + kMostServices, items->end());
            search->open = items->size();
            for (const auto& item : *items)
                m_stream.request(xmpp::buildDiscoInfoRequest(item))
                    .then(this, [search, item](const Result<xmpp::Element>& told) {
                        const auto info = told ? xmpp::parseDiscoInfo(*told) : told.error();
                        if (info && item.local().empty() && item.isBare() && isRoomService(*info))
                            search->promise.finish(item);
                        if (--search->open == 0)
                            search->promise.finish(Error{Errc::NotFound, "no rooms"});
                    });
        });
    return task;
}

Task<RoomDesk::Members> RoomDesk::enter(const Jid& room, const std::string& nick, As as)
{
    auto occupant = Jid::parse(room.toString() + "/" + nick);
    if (!occupant)
        return readyTask<Members>(occupant.error());
    const auto before = m_rooms.extract(room);  // what waits for it is told at the end
    auto& entered =
        m_rooms.emplace(room, Room{.occupant = *std::move(occupant), .as = as}).first->second;
    entered.entering.emplace();
    auto task = entered.entering->task();
    entered.deadline = m_time.scheduler.after(kEntryTime, [this, room] {
        fail(room, {Errc::Timeout, "the room does not answer"});
    });
    if (const auto sent = m_stream.send(xmpp::buildRoomEntry(entered.occupant)); !sent)
        fail(room, sent.error());
    return task;
}

bool RoomDesk::takePresence(const xmpp::Element& stanza, const xmpp::Origin& origin)
{
    const auto* const peer = std::get_if<xmpp::Peer>(&origin);
    const auto found = peer ? m_rooms.find(peer->jid().bare()) : m_rooms.end();
    if (found == m_rooms.end())
        return false;
    auto& room = found->second;
    if (xmpp::isErrorStanza(stanza)) {
        const auto error = xmpp::parseStanzaError(stanza);
        if (room.entering && (peer->jid() == room.occupant || peer->jid().isBare()))
            fail(found->first, error ? xmpp::toError(*error) : error.error());
        return true;
    }
    const auto presence = xmpp::parseRoomPresence(stanza, origin);
    if (presence && *presence)
        takeOccupant(room, **presence);
    return true;
}

void RoomDesk::takeOccupant(Room& room, const xmpp::RoomPresence& presence)
{
    const auto address = room.occupant.bare();
    const auto& nick = presence.occupant.resource();
    const bool isOwn = presence.has(RoomStatus::OwnPresence) || presence.occupant == room.occupant;
    if (!presence.available && isOwn) {
        if (room.entering) {
            fail(address, {Errc::Denied, "put out of the room"});
            return;
        }
        m_rooms.erase(address);
        Q_EMIT left(address);
        return;
    }
    const bool news = room.isInside && isNews(room, presence);
    if (presence.available && presence.real)
        room.people.insert_or_assign(nick, *presence.real);
    else
        room.people.erase(nick);
    if (presence.available && isOwn && room.entering && presence.has(RoomStatus::OwnPresence))
        onEntered(room, presence);
    else if (news)
        Q_EMIT changed(address);
}

bool RoomDesk::isNews(const Room& room, const xmpp::RoomPresence& presence) const
{
    if (presence.has(RoomStatus::AffiliationLost) || presence.has(RoomStatus::Banned))
        return true;
    return presence.real && affiliationOf(room.members, *presence.real) != presence.affiliation;
}

/// Our own presence comes last: those who are there already have been told.
void RoomDesk::onEntered(Room& room, const xmpp::RoomPresence& presence)
{
    const auto address = room.occupant.bare();
    const bool isOurs = presence.affiliation == Affiliation::Owner;
    room.occupant = presence.occupant;
    if (presence.real != m_stream.bound().bare()) {
        fail(address, {Errc::Unsupported, "the room hides addresses"});
    } else if (room.as == As::Maker && isOurs) {
        configure(address);
    } else if (room.as == As::Maker) {
        fail(address, {Errc::Duplicate, "the room is not ours"});
    } else if (presence.has(RoomStatus::Created)) {
        m_stream.request(xmpp::buildRoomDestruction(address));
        fail(address, {Errc::NotFound, "there was no such room"});
    } else {
        finishEntry(address);
    }
}

void RoomDesk::configure(const Jid& room)
{
    m_stream.request(xmpp::buildRoomFormRequest(room))
        .then(this, [this, room](const Result<xmpp::Element>& answer) {
            const auto form = answer ? xmpp::buildRoomForm(room, *answer) : answer;
            if (!form) {
                fail(room, form.error());
                return;
            }
            m_stream.request(*form).then(this, [this, room](const Result<xmpp::Element>& set) {
                if (set)
                    finishEntry(room);
                else
                    fail(room, set.error());
            });
        });
}

void RoomDesk::finishEntry(const Jid& room)
{
    inspect(room).then(this, [this, room](Result<Members> members) {
        const auto found = m_rooms.find(room);
        if (!members || found == m_rooms.end() || !found->second.entering) {
            fail(room, members ? Error{Errc::Network, "put out meanwhile"} : members.error());
            return;
        }
        auto& entered = found->second;
        entered.isInside = true;
        entered.deadline.reset();
        auto promise = *std::exchange(entered.entering, std::nullopt);
        promise.finish(*std::move(members));
    });
}

/// Leaves what it has half entered.
void RoomDesk::fail(const Jid& room, Error why)
{
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end() || !found->second.entering)
        return;
    auto promise = *std::exchange(found->second.entering, std::nullopt);
    leave(room);
    promise.finish(std::move(why));
}

Task<RoomDesk::Members> RoomDesk::inspect(const Jid& room)
{
    auto inspection = std::make_shared<Inspection>(Inspection{room, {}});
    auto task = inspection->promise.task();
    m_stream.request(xmpp::buildDiscoInfoRequest(room))
        .then(this, [this, inspection](const Result<xmpp::Element>& answer) {
            const auto info = answer ? xmpp::parseDiscoInfo(*answer) : answer.error();
            if (!info)
                inspection->promise.finish(info.error());
            else if (!xmpp::isFitRoom(*info))
                inspection->promise.finish(Error{Errc::Unsupported, "the room is not fit"});
            else
                readMembers(inspection);
        });
    return task;
}

void RoomDesk::readMembers(std::shared_ptr<Inspection> inspection)
{
    if (inspection->list == kLists.size()) {
        std::ranges::sort(inspection->members);
        if (const auto found = m_rooms.find(inspection->room); found != m_rooms.end())
            found->second.members = inspection->members;
        inspection->promise.finish(std::move(inspection->members));
        return;
    }
    const auto list = kLists.at(inspection->list++);
    m_stream.request(xmpp::buildMembersRequest(inspection->room, list))
        .then(this, [this, inspection, list](const Result<xmpp::Element>& answer) {
            const auto members = answer ? xmpp::parseMembers(*answer) : answer.error();
            if (!members) {
                inspection->promise.finish(members.error());
                return;
            }
            for (const auto& member : *members)
                if (member.affiliation == list)
                    inspection->members.push_back(member);
            readMembers(inspection);
        });
}

/// An answer of any kind comes from a device of ours that is inside; only not-acceptable, or
/// that there is no such room, says that none is (XEP-0410, 3.2).
Task<Done> RoomDesk::check(const Jid& room)
{
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end() || !found->second.isInside)
        return readyTask<Done>(Error{Errc::NotFound, "not inside"});
    auto promise = std::make_shared<Promise<Done>>();
    m_stream.request(xmpp::buildPing(found->second.occupant))
        .then(this, [promise](const Result<xmpp::Element>& answer) {
            const auto code = answer ? Errc::Unsupported : answer.error().code;
            if (code == Errc::Unsupported)
                promise->finish(Done{});
            else if (code == Errc::Network)
                promise->finish(answer.error());
            else
                promise->finish(Error{Errc::NotFound, "not inside"});
        });
    return promise->task();
}

Task<Done> RoomDesk::changeMembers(const Jid& room, Members members)
{
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    changeNext(room, std::move(members), std::move(promise));
    return task;
}

void RoomDesk::changeNext(const Jid& room, Members members, std::shared_ptr<Promise<Done>> promise)
{
    if (members.empty()) {
        promise->finish(Done{});
        return;
    }
    const auto change = xmpp::buildMemberChange(room, members.back());
    members.pop_back();
    m_stream.request(change).then(
        this, [this, room, members, promise](const Result<xmpp::Element>& answer) {
            if (answer)
                changeNext(room, members, promise);
            else
                promise->finish(answer.error());
        });
}

void RoomDesk::leave(const Jid& room)
{
    const auto gone = m_rooms.extract(room);
    if (gone)
        (void)m_stream.send(xmpp::buildRoomExit(gone.mapped().occupant));
}

void RoomDesk::forgetAll()
{
    const auto rooms = std::exchange(m_rooms, {});  // promises answer when they die
}

bool RoomDesk::isInside(const Jid& room) const
{
    const auto found = m_rooms.find(room);
    return found != m_rooms.end() && found->second.isInside;
}

std::optional<Jid> RoomDesk::personOf(const Jid& occupant) const
{
    const auto room = m_rooms.find(occupant.bare());
    if (room == m_rooms.end())
        return std::nullopt;
    const auto person = room->second.people.find(occupant.resource());
    return person == room->second.people.end() ? std::nullopt : std::optional{person->second};
}

}  // namespace sotto::relay
