// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A relay in this process, for scenarios with whole engines: it speaks what design.md, 4
// asks of a relay, behind relay::Transport, and can be made to break, lie and fall silent.
//
//   FakeRelay           accounts, routing, presence, archive, nodes, and the hooks
//   FakeStream          one connection: login, stanza counting (fake_relay_stream.h)
//   fake_relay_iq.cpp   directory, PEP, archive queries
//   fake_relay_rooms.cpp  rooms (XEP-0045) at rooms.clinic.example
//
// Everything happens from one queue, which the scheduler runs with a delay of 0: with
// ManualTime, advance(0ms) runs until nobody has anything more to say.

#include "core/base/clock.h"
#include "core/domain/jid.h"
#include "core/relay/transport.h"
#include "core/xmpp/element.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sotto::test {

class FakeFiles;
class FakeStream;

inline constexpr auto kRelayDomain = "clinic.example";
inline constexpr auto kRelayPassword = "correct horse battery";
inline constexpr auto kRelayCode = "123456";

/// One item is kept for each id; a node that is not open is read by its owner only.
struct FakeNode {
    bool open = false;
    std::vector<std::pair<std::string, xmpp::Element>> items;
};

struct FakeArchived {
    std::string id;
    WallTime at;
    xmpp::Element message;
};

struct FakeAccount {
    Jid address;
    std::string name;
    std::string group;        ///< empty: not in the directory of the others
    bool asksForCode = true;  ///< TOTP as a task of the login
    bool hasCode = true;      ///< false: a code device is set up first (TOTP-INIT)
    std::string password = kRelayPassword;
    bool disabled = false;
    std::string eraseOrder{};  ///< XML that goes with every failure of a login
    std::map<std::string, FakeNode> nodes;
    std::vector<FakeArchived> archive;
    std::vector<std::string> tokens;
};

/// One signed-in device. Outlives its connection if its stanzas are counted (XEP-0198).
struct FakeSession {
    Jid address;         ///< full
    std::string client;  ///< its user-agent id: a new login of that client takes its place
    std::weak_ptr<FakeStream> stream;
    std::optional<xmpp::Element> presence;
    std::set<std::string, std::less<>> features;  ///< what it answered to disco#info
    bool carbons = false;
    bool counting = false;
    std::string resumeId;
    std::uint32_t fromClient = 0;  ///< stanzas of the client that we have handled
    std::uint32_t toClient = 0;    ///< the client's newest h
    std::deque<xmpp::Element> unacked;
};

inline constexpr auto kRoomDomain = "rooms.clinic.example";

struct FakeRoom {
    std::set<std::string, std::less<>> features{"muc_membersonly", "muc_nonanonymous",
                                                "muc_persistent", "muc_hidden", "urn:xmpp:mam:2"};
    std::map<Jid, std::string> affiliations;  ///< by bare address
    std::map<std::string, Jid> occupants;     ///< full address by nick
    std::vector<FakeArchived> archive;
};

class FakeRelay {
public:
    explicit FakeRelay(Time time);
    ~FakeRelay();
    FakeRelay(const FakeRelay&) = delete;
    FakeRelay& operator=(const FakeRelay&) = delete;

    /// "lee" becomes lee@clinic.example. An empty group keeps it out of the directory.
    FakeAccount& addAccount(const std::string& name, const std::string& group = "Front Desk");
    FakeAccount* account(const Jid& anyAddress);
    FakeSession* session(const Jid& address);  ///< that one, or the newest of a bare address
    FakeSession* sessionOf(const Jid& account, const std::string& client);

    /// The client's end of a new connection. Must not outlive the relay.
    std::unique_ptr<relay::Transport> makeTransport();

    // Hooks. What breaks now is noticed by the client when the queue runs.

    /// What becomes of a message that a client sends.
    enum class Fate : std::uint8_t {
        Pass,
        Lose,           ///< the connection breaks before the relay has stored it
        StoreAndBreak,  ///< stored and delivered; breaks before the client hears of it
    };
    std::function<Fate(const xmpp::Element& message)> onMessage;

    /// What is put on the wire for a stanza to that account: nothing, it, more, another.
    std::function<std::vector<xmpp::Element>(const Jid& account, const xmpp::Element& stanza)>
        onDelivery;

    /// What becomes of a message to a room.
    enum class RoomFate : std::uint8_t {
        Pass,
        Swallow,   ///< acknowledged, and gone (ejabberd, when the room's node has died)
        LoseEcho,  ///< archived, and delivered to all but its sender
        Refuse,    ///< "forbidden"
    };
    std::function<RoomFate(const xmpp::Element& message)> onRoomMessage;

    std::map<Jid, FakeRoom> rooms;
    std::set<std::string, std::less<>> spoiledFeatures;  ///< new rooms lack them

    void forgetOccupants();  ///< nobody is inside any more, and nobody is told
    void setAffiliation(const Jid& room, const Jid& person, const std::string& affiliation);
    enum class Echo : std::uint8_t { Sent, Lost };
    /// As if an occupant with that nick had sent it; everybody inside gets it.
    void sayInRoom(const Jid& room, const std::string& nick, xmpp::Element message,
                   Echo echo = Echo::Sent);
    /// A stranger walks in whom the room's list does not have.
    void smuggleIn(const Jid& room, const std::string& nick, const Jid& person);

    FakeFiles* files = nullptr;       ///< takes files there; null: none
    bool acksHeld = false;            ///< <r/> is not answered
    bool silent = false;              ///< nothing is answered at all
    bool unreachable = false;         ///< nobody answers the next connections
    bool tellsOwnGroup = false;       ///< as mod_sotto_roster does: one's own line in the roster
    bool givesTokens = true;          ///< XEP-0484
    bool archivesForSender = true;    ///< false: the sender's own copy is not kept
    std::uint32_t archivePage = 250;  ///< most results of one page

    void dropConnection(const Jid& account);
    /// Nobody can resume any more. Those without a connection are gone.
    void forgetSessions();
    /// Ends its stream with that stream error.
    void endStream(const Jid& account, const std::string& condition);
    void revokeTokens(const Jid& account);

    /// Sends a stanza to that account's device as it is, whatever `from` it names.
    void inject(const Jid& account, xmpp::Element stanza);
    /// Routes a stanza as if `from` (full) had sent it.
    void sendAs(const Jid& from, xmpp::Element stanza);
    /// Publishes for an account without a client.
    void publish(FakeAccount& owner, const std::string& node, const std::string& item,
                 xmpp::Element payload, bool open = true);

    /// Every <message/> as its client wrote it, byte for byte, in order.
    struct Sent {
        Jid from;  ///< bare
        std::string xml;
    };

    std::vector<Sent> sent;

    // For FakeStream.
    Time time() const { return m_time; }

    void post(std::function<void()> work);
    std::shared_ptr<FakeSession> bind(FakeAccount& account, const std::string& client);
    std::shared_ptr<FakeSession> resumable(const Jid& account, const std::string& resumeId);
    void handle(FakeSession& from, xmpp::Element stanza);
    void end(FakeSession& session);
    std::string nextId(const std::string& prefix);

private:
    void deliver(FakeSession& to, const xmpp::Element& stanza);
    void deliverToAll(const Jid& account, const xmpp::Element& stanza);
    void routeMessage(const Jid& from, xmpp::Element message);
    void copyToOtherDevices(const Jid& from, const xmpp::Element& message);
    void archive(FakeAccount& owner, const std::string& id, const xmpp::Element& message);
    void bounce(const Jid& to, const xmpp::Element& message);

    void takePresence(FakeSession& from, xmpp::Element presence);
    void tellOthers(const FakeSession& from, const xmpp::Element& presence);
    std::vector<FakeAccount*> contactsOf(const Jid& account);

    // fake_relay_rooms.cpp
    void takeRoomMessage(const FakeSession& from, const xmpp::Element& message);
    void takeRoomPresence(FakeSession& from, const xmpp::Element& presence);
    void enterRoom(FakeSession& from, const Jid& occupant);
    void leaveRooms(const Jid& session);
    void leaveRoom(const Jid& room, const std::string& nick);
    void takeRoomIq(FakeSession& from, const xmpp::Element& iq, const Jid& to);
    void takeRoomForm(FakeSession& from, const xmpp::Element& iq, const Jid& room);
    void takeRoomMembers(FakeSession& from, const xmpp::Element& iq, FakeRoom& room,
                         const Jid& address);
    void tellRoom(const FakeRoom& room, const xmpp::Element& stanza);
    void tellOccupant(const Jid& full, const xmpp::Element& stanza);

    // fake_relay_iq.cpp
    void takeIq(FakeSession& from, const xmpp::Element& iq);
    void answer(FakeSession& to, const xmpp::Element& iq, std::optional<xmpp::Element> payload);
    void refuse(FakeSession& to, const xmpp::Element& iq, std::string_view condition);
    void answerRoster(FakeSession& from, const xmpp::Element& iq);
    void answerNodes(FakeSession& from, const xmpp::Element& iq);
    void deleteNode(FakeSession& from, const xmpp::Element& iq, const xmpp::Element* deletion);
    void answerArchive(FakeSession& from, const xmpp::Element& iq, const Jid& owner,
                       const std::vector<FakeArchived>& archive);
    void takeFeatures(FakeSession& from, const xmpp::Element& iq);
    void notify(const FakeAccount& owner, const std::string& node);
    xmpp::Element eventOf(const FakeAccount& owner, const std::string& node) const;

    Time m_time;
    std::map<Jid, FakeAccount> m_accounts;
    std::vector<std::shared_ptr<FakeSession>> m_sessions;
    std::deque<std::function<void()>> m_work;
    Scheduler::HandlePtr m_turn;
    long m_lastId = 0;
};

}  // namespace sotto::test
