// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/rooms.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/problems.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stanza_error.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;
using relay::RoomDesk;
using store::RoomState;

constexpr std::chrono::milliseconds kFirstPatience = 30s;
constexpr std::chrono::milliseconds kMostPatience = 15min;
constexpr std::chrono::milliseconds kIdle = 10min;
constexpr std::chrono::milliseconds kLevelAfter = 2min;  // as OpenSession for the own archive
constexpr std::uint32_t kJitterMs = 30'000;              // not all stations at once

/// It will be the same the next time, unless the relay's people do something about it.
bool isFinal(Errc why)
{
    return why == Errc::Denied || why == Errc::NotFound || why == Errc::Unsupported;
}

std::chrono::milliseconds later(std::chrono::milliseconds patience)
{
    return std::min(patience * 2, kMostPatience);
}

bool isEncrypted(const xmpp::Element& message)
{
    return message.child("encrypted", omemo::kSealedNs) ||
        message.child("encrypted", omemo::kOmemoNs);
}

bool isStorage(Errc why)
{
    return why == Errc::Storage || why == Errc::StorageFull;
}

}  // namespace

Rooms::Rooms(VaultContext& context, RelayLink& link, PeerDevices& devices, Inbound& inbound,
             Outbound& outbound)
    : m_context(context),
      m_link(link),
      m_devices(devices),
      m_inbound(inbound),
      m_outbound(outbound),
      m_desk(link.stream(), context.time)
{
    connect(&m_desk, &RoomDesk::left, this, [this](const Jid& room) {
        m_outbound.closeRoom(room);
        lookAgainSoon(room);
    });
    connect(&m_desk, &RoomDesk::changed, this, &Rooms::inspect);
    connect(&m_devices, &PeerDevices::listChanged, this, [this] {
        if (m_running)
            invite();  // somebody may have their first device now
    });
    connect(&m_outbound, &Outbound::awaitsEcho, this, &Rooms::lookAgainSoon);
}

/// Nobody is left to hear what its parts still say.
Rooms::~Rooms()
{
    stop();
}

void Rooms::start()
{
    stop();
    m_running = true;
    enterNew();
}

void Rooms::stop()
{
    m_running = false;
    m_outbound.closeRooms();
    for (auto& [room, live] : m_live) {
        live.archive->stop();
        live.timer.reset();
        live.held.clear();
        live.isBusy = live.isOutdated = false;
        live.patience = kFirstPatience;  // what failed on the last stream says nothing of the next
    }
    m_desk.forgetAll();
}

void Rooms::enterNew()
{
    const auto rooms = m_context.stores.rooms.all();
    if (!m_running || !rooms)
        return;
    for (const auto& room : *rooms)
        if (!m_desk.isInside(room.address) && !liveOf(room.address).isBusy && !haveLeft(room))
            bring(room.address);
}

Rooms::Live& Rooms::liveOf(const Jid& room)
{
    const auto known = m_live.find(room);
    if (known != m_live.end())
        return known->second;
    auto archive = std::make_unique<RoomArchive>(m_context, m_link, m_inbound, room);
    connect(archive.get(), &RoomArchive::pageStored, this, [this](const Arrivals& a) { tell(a); });
    connect(archive.get(), &RoomArchive::finished, this, [this, room] { onRead(room); });
    connect(archive.get(), &RoomArchive::failed, this, [this, room](Errc why) {
        auto& read = liveOf(room);
        read.isBusy = false;
        if (isStorage(why)) {
            Q_EMIT failed(why);
            return;
        }
        lookAgainSoon(room);
        read.patience = later(read.patience);
    });
    Live live{.archive = std::move(archive)};
    live.patience = kFirstPatience;
    live.nick = m_context.self.local() + "-" + std::to_string(m_context.device.value);
    return m_live.emplace(room, std::move(live)).first->second;
}

/// Up to date, from wherever it stands.
void Rooms::bring(const Jid& room)
{
    auto& live = liveOf(room);
    live.timer.reset();
    if (!m_running || live.isBusy)
        return;
    live.isBusy = true;
    m_outbound.closeRoom(room);
    if (!m_desk.isInside(room)) {
        enter(room);
        return;
    }
    m_desk.check(room).then(this, [this, room](const Result<Done>& inside) {
        if (!m_running)
            return;
        if (!inside) {
            enter(room);
            return;
        }
        m_desk.inspect(room).then(this, [this, room](const Result<RoomDesk::Members>& members) {
            if (m_running)
                onMembers(room, members);
        });
    });
}

void Rooms::enter(const Jid& room)
{
    const auto row = rowOf(room);
    if (!row)
        return;
    const auto as = row->state == RoomState::Making ? RoomDesk::As::Maker : RoomDesk::As::Member;
    m_desk.enter(room, liveOf(room).nick, as)
        .then(this, [this, room](const Result<RoomDesk::Members>& members) {
            if (m_running)
                onMembers(room, members);
        });
}

void Rooms::onMembers(const Jid& room, const Result<RoomDesk::Members>& members)
{
    const auto row = rowOf(room);
    if (!row)
        return;
    if (!members) {
        onRefused(*row, members.error().code);
        return;
    }
    if (row->state == RoomState::Making) {
        addPeople(*row, *members);
        return;
    }
    if (hasOutsider(*members)) {
        onRefused(*row, Errc::Unsupported);
        return;
    }
    const bool knowsInviter =
        std::ranges::find(*members, row->inviter, &xmpp::RoomMember::address) != members->end();
    if (row->state == RoomState::Invited && !knowsInviter) {
        m_desk.leave(room);
        onRefused(*row, Errc::Unsupported);
        return;
    }
    if (tell(storeMembers(*row, *members)))
        readArchive(room);
}

/// Not to be used: what it holds stays as a record. It is tried again on the next stream.
void Rooms::onRefused(const store::RoomRow& row, Errc why)
{
    auto& live = liveOf(row.address);
    live.isBusy = false;
    live.held.clear();
    m_outbound.closeRoom(row.address);
    log::warning("engine", "a room was not entered", {{"why", why}});
    if (!isFinal(why)) {
        if (why == Errc::Duplicate)  // somebody has our nick
            live.nick = crypto::uuidV4();
        lookAgainSoon(row.address);
        live.patience = later(live.patience);
        return;
    }
    m_desk.leave(row.address);
    // An invitation that leads nowhere never becomes a conversation that is shown.
    const bool isShown = row.state != RoomState::Invited && row.state != RoomState::Closed;
    if (isShown && !tell(storeState(row, RoomState::Closed)))
        return;
    if (row.state != RoomState::Closed && m_told.insert(row.address).second)
        Q_EMIT problem(why == Errc::Unsupported ? ProblemKind::RoomUnfit : ProblemKind::RoomGone);
}

/// The room has said that it or its people are no longer what they were: nothing is sent to it
/// until that is known (hostile.md C28, C29).
void Rooms::inspect(const Jid& room)
{
    m_outbound.closeRoom(room);
    liveOf(room).isHeld = false;
    if (auto& live = liveOf(room); live.isBusy) {
        live.isOutdated = true;
        return;
    }
    m_desk.inspect(room).then(this, [this, room](const Result<RoomDesk::Members>& members) {
        const auto row = rowOf(room);
        if (!m_running || !row)
            return;
        if (!members || hasOutsider(*members))
            onRefused(*row, members ? Errc::Unsupported : members.error().code);
        else if (tell(storeMembers(*row, *members)) && !liveOf(room).isBusy &&
                 m_desk.isInside(room)) {
            openIfAllIn(room);
            invite();
        }
    });
}

void Rooms::readArchive(const Jid& room)
{
    liveOf(room).archive->start();
}

void Rooms::onRead(const Jid& room)
{
    const auto row = rowOf(room);
    if (!m_running || !row)
        return;
    if (row->state != RoomState::Open && !tell(storeState(*row, RoomState::Open)))
        return;
    auto& live = liveOf(room);
    live.isBusy = false;
    if (std::exchange(live.isOutdated, false) || !m_desk.isInside(room)) {
        bring(room);
        return;
    }
    for (const auto& message : std::exchange(live.held, {}))
        takeLive(room, message);
    if (!m_running || live.isBusy)
        return;
    // Nothing new went out meanwhile: what the archive lacks goes again.
    live.patience = m_outbound.resendTo(room) ? later(live.patience) : kFirstPatience;
    openIfAllIn(room);
    invite();
    lookAgain(room, kIdle + std::chrono::milliseconds{crypto::randomUint32(kJitterMs)});
}

bool Rooms::takePresence(const xmpp::Element& stanza, const xmpp::Origin& origin)
{
    return m_desk.takePresence(stanza, origin);
}

bool Rooms::takeResult(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto live = m_live.find(xmpp::addressOf(origin, m_context.self));
    return live != m_live.end() && live->second.archive->takeResult(message, origin);
}

bool Rooms::takeMessage(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto from = xmpp::addressOf(origin, m_context.self);
    const auto live = m_live.find(from.bare());
    if (live == m_live.end())
        return false;
    if (xmpp::isErrorStanza(message)) {
        const auto error = xmpp::parseStanzaError(message);
        const bool isOutside = error && error->condition == xmpp::StanzaCondition::NotAcceptable;
        const bool isForNow = error && error->type == xmpp::StanzaErrorType::Wait;
        if (isOutside || isForNow)
            lookAgainSoon(live->first);
        return isOutside || isForNow;
    }
    if (xmpp::isRoomNotice(message, origin)) {
        inspect(live->first);
    } else if (xmpp::isForRoom(message) && isEncrypted(message)) {
        if (live->second.isBusy)
            live->second.held.push_back(message);
        else
            takeLive(live->first, message);
    }
    return true;
}

/// Who is not known cannot be believed; the archive will name them.
void Rooms::takeLive(const Jid& room, const xmpp::Element& message)
{
    const auto origin = xmpp::classifyOrigin(message, m_context.self);
    const auto author =
        origin ? m_desk.personOf(xmpp::addressOf(*origin, m_context.self)) : std::nullopt;
    lookAgain(room, author ? kLevelAfter : kFirstPatience);
    if (author && tell(storeLive(message, *origin, *author)) && liveOf(room).isHeld)
        openIfAllIn(room);
}

void Rooms::lookAgain(const Jid& room, std::chrono::milliseconds after)
{
    auto& live = liveOf(room);
    const auto due = m_context.time.clock.bootNow() + after;
    if (!m_running || (live.timer && live.due <= due))
        return;
    live.due = due;
    live.timer = m_context.time.scheduler.after(after, [this, room] {
        const auto timer = std::move(liveOf(room).timer);  // we are inside its work
        bring(room);
    });
}

/// Something is awaited, or has failed for now.
void Rooms::lookAgainSoon(const Jid& room)
{
    lookAgain(room, liveOf(room).patience);
}

}  // namespace sotto::engine
