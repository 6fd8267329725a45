// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/engine/inbound.h"
#include "core/engine/outbound.h"
#include "core/engine/relay_link.h"
#include "core/engine/room_archive.h"
#include "core/engine/vault_context.h"
#include "core/relay/room_desk.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sotto::engine {

/// Brings each room up to date with the vault, and keeps it so: enter, look at what it is and
/// who is in it, read its archive to the end, and only then let Outbound send to it. The same
/// again on each new stream, when an echo does not come, and every so often, because a relay
/// may lose us without a word (XEP-0410).
///
/// Live messages wait while a room's archive is read. They need no place in stream
/// management's order: the archive is the truth, and its cursor moves by its pages alone.
/// Engine thread only.
class Rooms final : public QObject {
    Q_OBJECT
public:
    Rooms(VaultContext& context, RelayLink& link, PeerDevices& devices, Inbound& inbound,
          Outbound& outbound);
    ~Rooms() override;

    /// Makes a room with these people, whose addresses the caller has checked; made() or
    /// problem() follows. Only while online: the relay says where its rooms are.
    void make(const std::string& name, std::vector<Jid> people);

    /// Its maker, inside: add(), remove() and rename() are for them. Otherwise problem() follows.
    bool mayManage(const Jid& room) const;
    void add(const Jid& room, const std::vector<Jid>& people);
    void remove(const Jid& room, const Jid& person);
    void rename(const Jid& room, const std::string& name);
    void leave(const Jid& room);  ///< not for its maker
    /// Whether a member for whom only the relay vouches gets what is written.
    void letIn(const Jid& room, const Jid& person, bool yes);

    void start();  ///< the vault is level with the account's archive, on any stream
    void stop();   ///< offline

    /// We were invited: see Arrivals::roomsDue.
    void enterNew();

    /// True if the stanza was of a room and is dealt with.
    bool takePresence(const xmpp::Element& stanza, const xmpp::Origin& origin);
    bool takeResult(const xmpp::Element& message, const xmpp::Origin& origin);
    bool takeMessage(const xmpp::Element& message, const xmpp::Origin& origin);

Q_SIGNALS:
    void made(sotto::ConversationId room);
    void stored(sotto::engine::Arrivals arrivals);
    void failed(sotto::Errc why);  ///< the vault did not take what arrived
    void problem(sotto::ProblemKind kind);

private:
    struct Live {
        std::unique_ptr<RoomArchive> archive;
        std::deque<xmpp::Element> held{};  ///< live, while the archive is read
        Scheduler::HandlePtr timer{};
        BootTime due{};
        std::chrono::milliseconds patience{};  ///< until the next look, if something does not come
        std::string nick{};
        bool isBusy = false;
        bool isOutdated = false;  ///< the room has told of a change meanwhile
        bool isHeld = false;      ///< ready, but somebody waits to be let in
    };

    Live& liveOf(const Jid& room);
    void makeAt(const Jid& service, const std::string& name, const std::vector<Jid>& people);
    void bring(const Jid& room);
    void enter(const Jid& room);
    void onMembers(const Jid& room, const Result<relay::RoomDesk::Members>& members);
    bool hasOutsider(const relay::RoomDesk::Members& members) const;
    void addPeople(const store::RoomRow& row, const relay::RoomDesk::Members& members);
    void onRefused(const store::RoomRow& row, Errc why);
    void inspect(const Jid& room);
    void readArchive(const Jid& room);
    void onRead(const Jid& room);
    void takeLive(const Jid& room, const xmpp::Element& message);
    void lookAgain(const Jid& room, std::chrono::milliseconds after);
    void lookAgainSoon(const Jid& room);
    void invite();
    void inviteNext(std::vector<Jid> people);

    // rooms_manage.cpp
    bool haveLeft(const store::RoomRow& row) const;
    std::optional<store::RoomRow> toChange(const Jid& room);
    void change(const Jid& room, relay::RoomDesk::Members wanted);
    void openIfAllIn(const Jid& room);
    bool addArchive(const store::RoomRow& row, const std::vector<store::RoomMemberRow>& roster);
    void takeOffWhoLeft(const store::RoomRow& row, const std::vector<store::RoomMemberRow>& roster);
    Result<Arrivals> storeAdded(const store::RoomRow& row, const std::vector<Jid>& people,
                                std::vector<Outbound::Sealed>& batch);

    // rooms_store.cpp
    std::optional<store::RoomRow> rowOf(const Jid& room);
    Result<ConversationId> storeNew(const Jid& room, const std::string& name,
                                    const std::vector<Jid>& people);
    Result<std::vector<Jid>> stillToAdd(const store::RoomRow& row,
                                        const relay::RoomDesk::Members& members);
    Result<Arrivals> storeMembers(const store::RoomRow& row,
                                  const relay::RoomDesk::Members& members);
    Result<Arrivals> storeState(const store::RoomRow& row, store::RoomState state);
    Result<Arrivals> storeLive(const xmpp::Element& message, const xmpp::Origin& origin,
                               const Jid& author);
    Result<std::vector<Outbound::Sealed>> sealInvitations();
    Result<store::Standing> standingOf(const store::RoomRow& row, const Jid& person);
    Result<Done> greet(const store::RoomRow& row, const std::vector<Jid>& come, Arrivals& arrivals);
    bool tell(const Result<Arrivals>& result);

    // rooms_told.cpp
    Result<Done> tellOwnDevices(std::vector<Outbound::Sealed>& batch);

    VaultContext& m_context;
    RelayLink& m_link;
    PeerDevices& m_devices;
    Inbound& m_inbound;
    Outbound& m_outbound;
    relay::RoomDesk m_desk;
    std::map<Jid, Live> m_live;
    std::set<std::pair<Jid, Jid>> m_takenOff;  ///< of a room of ours, once in this session
    std::set<Jid> m_archiveAdded;              ///< rooms of ours
    std::set<Jid> m_told;  ///< rooms of which it was said that they cannot be used
    bool m_running = false;
};

}  // namespace sotto::engine
