// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/engine/peer_devices.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"
#include "core/xmpp/origin.h"

#include <QObject>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sotto::engine {

/// Everything that leaves (design.md, 7, "Out"): one transaction seals for all devices,
/// fills the outbox, moves the message and the sessions on; after its COMMIT the exact
/// bytes go to the socket, and again with the same id until the archive's copy or a receipt
/// proves that the relay keeps them. Our own other devices get everything too.
/// Engine thread only. outbound_proof.cpp: what becomes of what has left.
class Outbound final : public QObject {
    Q_OBJECT
public:
    Outbound(VaultContext& context, RelayLink& link, PeerDevices& devices);

    struct NewText {
        std::string body{};
        xmpp::ClinicalUrgency urgency{};
        std::vector<Jid> chain{};  ///< to whom it goes on, while nobody answers
        std::optional<PatientTag> patient{};
        std::string role{};       ///< on call, to whose holder it is written; empty: to a person
        std::string originId{};   ///< for a caller that may come again with it; empty: a new one
        bool keepsDraft = false;  ///< it was not written in that conversation
        MessageId answers{};      ///< a message of that conversation; value 0: none
        std::vector<store::MentionRow> mentions{};
    };

    /// Stores a message as queued and takes the draft away.
    /// Errors: Duplicate (this device has a message with that id), Storage, StorageFull, Denied
    /// (stopped).
    Result<MessageId> queueText(ConversationId in, NewText text);
    /// The same inside the caller's transaction; the draft stays. Then pump() is the caller's.
    Result<MessageId> addText(ConversationId in, const std::string& body,
                              const xmpp::ClinicalUrgency& urgency, std::string originId = {});

    /// The vault is level with the archive and what waited has been sent again. Until then
    /// nothing new is sealed, so that it cannot overtake, and so that a message written
    /// offline is sealed for the devices of the day when it goes.
    void setReady(bool ready);

    /// I7: nothing is sealed or sent any more in this session.
    void stop() { m_stopped = true; }

    bool isStopped() const { return m_stopped; }

    bool mayLeave() const { return m_ready && !m_stopped; }

    /// Seals and sends what is queued for a person or a room, in order.
    void pump(const Jid& peer);
    void pumpAll();

    /// We are inside, and its members are those of the vault: what is queued goes.
    void openRoom(const Jid& room);

    void closeRoom(const Jid& room) { m_openRooms.erase(room); }

    void closeRooms() { m_openRooms.clear(); }

    /// The archive is about to be read: what it then lacks of what was acknowledged until now
    /// is missing.
    void beginRound();

    void endRound() { m_acked.clear(); }  ///< it was not read to its end: nothing is missing

    /// The archive was read to its end on a new stream: everything that nothing proves goes
    /// out again, byte for byte and in order.
    void resendAll();
    /// As above on a stream that lasts: only what was acknowledged before beginRound().
    void resendMissing();
    /// The room's archive was read to its end: as resendAll(), for what is for that room.
    /// True if there was something.
    bool resendTo(const Jid& room);
    /// On a resumed stream: what was sealed but never handed to it.
    void resendForgotten();

    /// What the outbox holds now and the socket is still to get.
    struct Sealed {
        std::string originId;
        Bytes stanza;
        std::optional<MessageId> message;
    };

    /// Seals something for one device alone and puts it into the outbox, inside the caller's
    /// transaction; after the COMMIT it is the caller's to send(). Its way to the relay moves no
    /// message on. `time` is when it was written. Errors: those of omemo::sealMessage().
    Result<Sealed> sealForDevice(const omemo::SealTarget& target, const xmpp::Content& content,
                                 WallTime time);
    /// Tells a person of a room, now, on all their devices and our other ones; a phone gets its
    /// address as a line to tap. No value: they have no device.
    Result<std::optional<Sealed>> sealInvitation(const Jid& person,
                                                 const xmpp::RoomInvitation& invitation);

    /// Tells a person, or all in a room, something that is no text, now and on all devices that
    /// are known; phones get `phoneLine`, or nothing if it is empty. No value: there is none.
    Result<std::optional<Sealed>> sealNews(const Jid& peer, const xmpp::Content& content,
                                           const std::string& phoneLine);

    /// Seals elements for those devices of one person alone, for something between us and the
    /// archive, and puts them into the outbox. Needs an open transaction.
    Result<Sealed> sealElements(const Jid& person, std::vector<xmpp::Element> content,
                                const std::vector<omemo::SealTarget>& targets);
    /// What a message says, as it stands in the vault. Needs an open transaction.
    Result<xmpp::Content> contentOf(const store::MessageRow& row);

    /// The same for a phone: a key without a message, which is all that OMEMO 0.3 has beside
    /// texts. Errors: those of omemo::sealOmemo03().
    Result<Sealed> sealKeyForPhone(const omemo::DeviceAddress& phone);
    void send(const std::vector<Sealed>& batch);

    /// Sends the receipts that are owed, one sealed stanza for each person and kind.
    void sendReceipts();

    void onAcked(const std::string& originId);

    /// Our own stanza came back: the relay keeps it. Needs an open transaction. Gives the
    /// message it carried, if that moved on.
    Result<std::optional<MessageId>> takeProof(const std::string& originId,
                                               const xmpp::Element& encrypted);

    /// An error stanza for something that we sent. It counts only from the address to which it
    /// was sent.
    void onBounce(const xmpp::Element& message, const xmpp::Origin& origin);

    /// A failed message is queued again. Errors: Denied (it has not failed), Storage.
    Result<Done> retry(MessageId id);

Q_SIGNALS:
    void messageChanged(sotto::MessageId id);
    void problem(sotto::ProblemKind kind);
    /// What is queued for a room stays there: that many devices do not fit into one stanza. Said
    /// once for each room.
    void tooManyDevices(int count);
    /// Of devices that get a message for the first time, and of what waits for a choice; committed.
    void told(sotto::engine::Arrivals arrivals);
    void archiveDue();                        ///< something left that the archive shall have
    void awaitsEcho(const sotto::Jid& room);  ///< something left for it

private:
    struct Receipts {
        std::vector<Sealed> sealed;
        std::set<Jid> unknown;  ///< owed to them, but their devices are not known yet
    };

    /// Devices that shall be able to read.
    struct Audience {
        std::vector<omemo::SealTarget> targets{};    ///< in the sealed profile
        std::vector<omemo::DeviceAddress> phones{};  ///< in OMEMO 0.3
        bool hasPhoneOfPerson = false;
        bool isRoom = false;

        bool isEmpty() const { return targets.empty() && phones.empty(); }
    };

    void sealQueued(const Jid& peer);
    Result<bool> isRoom(const Jid& peer);
    Result<std::vector<Jid>> staleReaders(const Jid& peer);
    Result<std::vector<omemo::SealTarget>> targetsFor(const Jid& peer);
    Result<Audience> audienceOf(const Jid& peer);
    Result<int> countDevices(const Jid& peer);
    void tellOfTooMany(const Jid& peer);
    Result<Done> addPhones(const Jid& person, Audience& audience);
    Result<Done> addOwnDevices(Audience& audience);
    Result<Audience> knownOf(const Audience& audience);
    Result<Audience> readersOfOne(const store::MessageRow& row, const Jid& peer,
                                  const Audience& audience);
    Result<Done> tellReaders(const Jid& peer, Arrivals& arrivals);
    Result<bool> isHeldForArchive(const Jid& peer, Arrivals& arrivals);
    void findDevices(const Jid& person);
    Result<std::vector<Sealed>> sealAll(const Jid& peer, Arrivals& arrivals);
    bool isHeldBack(const Jid& peer);
    Result<std::vector<store::MessageRow>> mayGo(const Jid& peer, Arrivals& arrivals);
    Result<Sealed> sealOne(const store::MessageRow& row, const Jid& peer, const Audience& audience);
    Result<Sealed> sealChange(const store::MessageRow& row, const Jid& peer,
                              const Audience& audience, const xmpp::Content& change);
    Result<Sealed> sealRow(const store::MessageRow& row, const omemo::SealInput& input,
                           std::string_view phoneText, const Audience& audience);
    Result<xmpp::Element> sealBoth(const omemo::SealInput& input, std::string_view phoneText,
                                   const Audience& audience);
    omemo::SealInput sealInput(const Jid& person, const xmpp::Content& content,
                               std::string originId,
                               const std::vector<omemo::SealTarget>& targets) const;
    Result<Sealed> sealContent(const Jid& person, const xmpp::Content& content,
                               std::string originId, const std::vector<omemo::SealTarget>& targets);
    enum class Reach : std::uint8_t { AllDevices, OneDevice };

    Result<Sealed> seal(const omemo::SealInput& input, Reach reach);
    static Sealed sealedAs(const std::string& originId, const xmpp::Element& stanza);
    Result<Done> addToOutbox(const Jid& person, const Sealed& sealed, store::Purpose purpose);
    Result<Receipts> sealReceipts();
    void sendReactions(const Jid& peer);
    Result<std::vector<Sealed>> sealReactions(const Jid& peer);
    Result<Done> settleAll(const std::vector<store::ReceiptDue>& due);
    Result<Done> noteSent(const std::vector<Sealed>& batch);
    Result<std::optional<MessageId>> refused(const std::string& id, const Jid& by);
    Result<std::optional<Sealed>> again(const store::OutboxRow& row);
    template <class Wanted>
    void resend(const std::optional<Jid>& room, Wanted wanted);
    void storageTrouble(const Error& error);

    VaultContext& m_context;
    RelayLink& m_link;
    PeerDevices& m_devices;
    std::set<Jid> m_told;  ///< whose lack of a device was told, once for each session
    std::set<Jid> m_toldTooMany;
    std::set<Jid> m_openRooms;
    std::map<Jid, std::set<Jid>> m_finding;  ///< for whom or where: whose devices are fetched now
    std::set<Jid> m_unreadable;              ///< on this stream: whose device list cannot be had
    std::set<Jid> m_asked;                   ///< whose devices are being fetched for receipts
    std::set<std::string> m_acked;           ///< origin ids that were acknowledged before the round
    bool m_ready = false;
    bool m_stopped = false;
    bool m_toldOfArchive = false;  ///< on this stream: that it keeps everything waiting
};

}  // namespace sotto::engine
