// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/cards.h"
#include "core/engine/decrypt_budget.h"
#include "core/engine/outbound.h"
#include "core/engine/recalls.h"
#include "core/engine/states.h"
#include "core/engine/vault_context.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/archived_copy.h"
#include "core/xmpp/content.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <optional>
#include <string>
#include <variant>

namespace sotto::engine {

/// One message stanza as it came; what it refers to outlives it.
struct IncomingStanza {
    enum class Way : std::uint8_t { Live, Archive };

    const xmpp::Element& message;
    const xmpp::Origin& origin;
    Way way;
    std::string archiveId;         ///< empty if the relay gave none
    std::optional<Jid> author{};   ///< of what came from a room: who that occupant is, bare
    std::optional<WallTime> at{};  ///< when the archive got it
};

/// Everything that arrives (design.md, 7, "In"): one function for what comes live, as a
/// carbon, or out of the archive. It works inside the caller's transaction and never
/// commits. Engine thread only.
///
/// In a room the author is the person behind the occupant, and must be a member and the one
/// who sealed it. What a room says of itself is not for here.
///
/// A stanza may hold a text in the sealed profile, in OMEMO 0.3, or in both: this device opens
/// the part that has a key for it, the sealed one first. What came in OMEMO 0.3 is marked as
/// unmanaged: nothing but its text is proved.
///
/// A sealed stanza taken live is noted in `taken`: the archive, which is the truth, will
/// bring it again, and then it is known without an attempt to open it.
class Inbound final {
public:
    Inbound(VaultContext& context, Outbound& outbound);

    /// Takes one message stanza. True: it was new, so that live it lies beyond the archive
    /// cursor.
    ///
    /// What does not decrypt is kept raw behind a card, what was seen before is dropped;
    /// neither is an error. Errors: Storage, StorageFull (the caller rolls back and must
    /// not move on).
    Result<bool> take(store::Transaction& transaction, const IncomingStanza& stanza,
                      Arrivals& arrivals);

    /// Takes a stanza again that was put aside. Its card becomes the message, or goes, or
    /// says why it stays. Errors: Storage, StorageFull.
    Result<Done> takeAgain(store::Transaction& transaction, const store::QuarantineRow& row,
                           Arrivals& arrivals);

    DecryptBudget& budget() { return m_budget; }

    /// A room of our own relay: at its domain or below. Nobody can invite us elsewhere.
    static bool mayBeRoom(const Jid& room, const Jid& self);

private:
    struct Incoming {
        store::Transaction& transaction;
        const xmpp::Element& stanza;
        const xmpp::Element& encrypted;
        Jid sender;  ///< bare: a colleague, or we on another device
        Jid peer;    ///< bare: whose conversation it is; in a room, the room
        std::string originId;
        std::string archiveId;
        std::optional<store::RoomRow> room;
        WallTime at{};
    };

    /// What stands in Incoming::encrypted, its form checked.
    struct Envelope {
        DeviceId sender;
        bool isForUs = false;
        std::variant<omemo::SealedMessage, omemo::Omemo03Message> message;
    };

    bool isOwn(const Incoming& in) const { return in.sender == m_context.self; }

    Result<std::optional<Incoming>> incomingOf(store::Transaction& transaction,
                                               const IncomingStanza& stanza) const;
    Result<std::optional<Incoming>> incomingOfRoom(Incoming in,
                                                   const std::optional<Jid>& author) const;
    Result<bool> isStranger(const Incoming& in) const;
    Result<bool> takeFirstTime(const Incoming& in, const Envelope& envelope, Arrivals& arrivals);
    Result<omemo::OpenedMessage> open(const Incoming& in, const Envelope& envelope);
    Result<Done> apply(const Incoming& in, const omemo::OpenedMessage& opened, Arrivals& arrivals);
    Result<Done> applyOther(const Incoming& in, const omemo::OpenedMessage& opened,
                            const xmpp::Content& content, Arrivals& arrivals);

    Result<Done> applyRoomChange(const Incoming& in, const xmpp::RoomChange& change,
                                 Arrivals& arrivals);
    Result<Done> applyPassedOn(const Incoming& in, const xmpp::PassedOn& passed,
                               Arrivals& arrivals);
    // inbound_on_call.cpp
    Result<Done> applyOffer(const Incoming& in, WallTime sealedAt, const xmpp::OnCallOffer& offer,
                            Arrivals& arrivals);
    Result<Done> applyOfferAnswer(const Incoming& in, WallTime sealedAt,
                                  const xmpp::OnCallAnswer& answer, Arrivals& arrivals);
    Result<Done> applyHandedOver(const Incoming& in, const store::MessageRow& row,
                                 const store::OnCallMessageRow& known, const Jid& to,
                                 Arrivals& arrivals);
    Result<Done> renameRoom(const Incoming& in, const store::RoomRow& room, const std::string& name,
                            Arrivals& arrivals);
    Result<Done> applyInvitation(const Incoming& in, const xmpp::RoomInvitation& invitation,
                                 Arrivals& arrivals);

    // inbound_archive.cpp
    Result<bool> applyArchiveWord(const Incoming& in, const omemo::OpenedMessage& opened,
                                  Arrivals& arrivals);
    Result<Done> applyKept(const Incoming& in, const omemo::OpenedMessage& opened,
                           Arrivals& arrivals);
    Result<Done> applyCopy(const Incoming& in, const omemo::OpenedMessage& opened,
                           const xmpp::ArchivedCopy& copy, const xmpp::Content& content,
                           Arrivals& arrivals);

    // inbound_phones.cpp
    const xmpp::Element* partForUs(const xmpp::Element& message) const;
    Result<Envelope> envelopeOf(const Incoming& in) const;
    Result<omemo::OpenedMessage> decrypt(const Incoming& in, const Envelope& envelope);
    static bool isUnmanaged(const Incoming& in);
    bool isRefused(const Incoming& in) const;

    // inbound_cards.cpp
    Result<ConversationId> conversationOf(const Incoming& in, DeviceId device,
                                          const xmpp::TextMessage& text);
    Result<Done> applyText(const Incoming& in, const omemo::OpenedMessage& opened,
                           const xmpp::TextMessage& text, Arrivals& arrivals);
    Result<Done> noteBesides(const store::MessageRow& row, const xmpp::TextMessage& text,
                             Arrivals& arrivals);
    Result<bool> isOrderThatHolds(const Incoming& in, const xmpp::TextMessage& text);
    Result<Done> oweDelivered(MessageId id, ConversationId conversation, Arrivals& arrivals);
    Result<bool> quarantine(const Incoming& in, DeviceId device, store::QuarantineReason why,
                            Arrivals& arrivals);

    // inbound_own.cpp
    Result<bool> takeOurs(const Incoming& in, Arrivals& arrivals);
    Result<Done> noteRelayed(const store::MessageRow& row, Arrivals& arrivals);
    void showAsSent(store::MessageRow& row) const;
    Result<Done> applyReport(const Incoming& in, Report report, Arrivals& arrivals);
    Result<Done> applyOwnReport(const Incoming& in, const Report& report, Arrivals& arrivals);

    VaultContext& m_context;
    Outbound& m_outbound;
    Cards m_cards;
    DecryptBudget m_budget;
};

}  // namespace sotto::engine
