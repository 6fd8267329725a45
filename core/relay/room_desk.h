// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/xmpp/origin.h"
#include "core/xmpp/rooms.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sotto::relay {

class RelayStream;

/// Enters rooms (XEP-0045), sees to it that they are what they must be, and knows which person
/// stands behind each occupant: from the room's presence alone, never from a message.
///
/// It lasts as long as the stream object; what it knows lasts as long as the stream, see
/// forgetAll(). Engine thread only.
class RoomDesk final : public QObject {
    Q_OBJECT
public:
    using Members = std::vector<xmpp::RoomMember>;

    RoomDesk(RelayStream& stream, Time time);
    ~RoomDesk() override;

    /// Where the relay has its rooms. Errors: NotFound (nowhere), those of
    /// RelayStream::request().
    Task<Jid> findService();

    enum class As : std::uint8_t {
        Member,
        Maker,  ///< it is made if there is none, and configured if it is ours
    };

    /// Enters, and gives the members once the room has shown to be fit. A room that somebody
    /// else must have made is not made by accident. Errors: Denied (not a member), NotFound,
    /// Unsupported (the relay would have it otherwise), Duplicate (the nick is taken, or the
    /// room is not ours to make), Timeout, Network.
    Task<Members> enter(const Jid& room, const std::string& nick, As as);

    /// Reads the configuration and the members again. Errors: as enter().
    Task<Members> inspect(const Jid& room);

    /// Whether we are still inside (XEP-0410): a relay may have lost us without a word.
    /// Errors: NotFound (no), Network.
    Task<Done> check(const Jid& room);

    /// For an owner; one after the other. Errors: those of RelayStream::request(), at the first
    /// that is refused.
    Task<Done> changeMembers(const Jid& room, Members members);

    void leave(const Jid& room);

    void forgetAll();  ///< the stream ended

    bool isInside(const Jid& room) const;

    /// Who an occupant is, bare. No value: nobody of whom the room has told us.
    std::optional<Jid> personOf(const Jid& occupant) const;

    /// True if the presence was of a room that we are in or about to enter.
    bool takePresence(const xmpp::Element& stanza, const xmpp::Origin& origin);

Q_SIGNALS:
    void left(const sotto::Jid& room);     ///< not by leave()
    void changed(const sotto::Jid& room);  ///< somebody is or was a member: inspect() again

private:
    struct Room {
        Jid occupant;  ///< as which we are inside, or try to be
        As as = As::Member;
        bool isInside = false;
        std::optional<Promise<Members>> entering{};
        Scheduler::HandlePtr deadline{};
        std::map<std::string, Jid> people{};  ///< by nick
        Members members{};
    };

    struct Inspection;

    void takeOccupant(Room& room, const xmpp::RoomPresence& presence);
    void onEntered(Room& room, const xmpp::RoomPresence& presence);
    void configure(const Jid& room);
    void finishEntry(const Jid& room);
    void fail(const Jid& room, Error why);
    void changeNext(const Jid& room, Members members, std::shared_ptr<Promise<Done>> promise);
    void readMembers(std::shared_ptr<Inspection> inspection);
    bool isNews(const Room& room, const xmpp::RoomPresence& presence) const;

    RelayStream& m_stream;
    Time m_time;
    std::map<Jid, Room> m_rooms;
};

}  // namespace sotto::relay
