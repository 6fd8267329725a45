// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/engine/peer_devices.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"

#include <QObject>

#include <set>
#include <string>
#include <vector>

namespace sotto::engine {

/// Everything that leaves (design.md, 7, "Out"): one transaction seals for all devices,
/// fills the outbox, moves the message and the sessions on; after its COMMIT the exact
/// bytes go to the socket, and again with the same id until the relay has them.
/// Engine thread only.
class Outbound final : public QObject {
    Q_OBJECT
public:
    Outbound(VaultContext& context, RelayLink& link, PeerDevices& devices);

    /// Stores a message as queued and takes the draft away. `originId`: for a caller that may
    /// come again with the same message; empty: a new one.
    /// Errors: Duplicate (this device has a message with that id), Storage, StorageFull.
    Result<MessageId> queueText(ConversationId in, const std::string& body, Urgency urgency,
                                std::string originId = {});

    /// The vault is level with the archive and what waited has been sent again. Until then
    /// nothing new is sealed, so that it cannot overtake, and so that a message written
    /// offline is sealed for the devices of the day when it goes.
    void setReady(bool ready) { m_ready = ready; }

    /// Seals and sends what is queued for a person, in order.
    void pump(const Jid& person);
    void pumpAll();

    /// A new stream that continues no old one: everything that the relay has not
    /// acknowledged goes out again, byte for byte.
    void resend();

    /// Sends the receipts that are owed, one sealed stanza for each person and kind.
    void sendReceipts();

    void onAcked(const std::string& originId);

    /// Our own stanza came back from the archive: the relay has it.
    /// Needs an open transaction. Gives the message it carried.
    Result<std::optional<MessageId>> noteRelayed(const std::string& originId);

    /// An error stanza for something that we sent.
    void onBounce(const xmpp::Element& message);

    /// A failed message is queued again. Errors: Denied (it has not failed), Storage.
    Result<Done> retry(MessageId id);

Q_SIGNALS:
    void messageChanged(sotto::MessageId id);
    void problem(sotto::ProblemKind kind);

private:
    struct Sealed {
        std::string originId;
        Bytes stanza;
        std::optional<MessageId> message;
    };

    void sealQueued(const Jid& person);
    Result<std::vector<Sealed>> sealAll(const Jid& person);
    Result<Sealed> sealOne(const store::MessageRow& row, const Jid& person,
                           const std::vector<omemo::SealTarget>& targets);
    Result<Sealed> sealContent(const Jid& person, const xmpp::Content& content,
                               std::string originId, const std::vector<omemo::SealTarget>& targets);
    Result<Done> addToOutbox(const Jid& person, const Sealed& sealed, store::Purpose purpose);
    Result<std::vector<Sealed>> sealReceipts();
    void send(const std::vector<Sealed>& batch);
    Result<Done> noteSent(const std::vector<Sealed>& batch);
    void storageTrouble(const Error& error);

    VaultContext& m_context;
    RelayLink& m_link;
    PeerDevices& m_devices;
    std::set<Jid> m_told;  ///< whose lack of a device was told, once for each session
    bool m_ready = false;
};

}  // namespace sotto::engine
