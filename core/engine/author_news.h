// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/outbound.h"
#include "core/engine/peer_devices.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <functional>
#include <set>
#include <vector>

namespace sotto::engine {

/// Tells authors to whom what they wrote went on. Those whose devices are not known are asked for,
/// one after the other; one who cannot be reached waits for the next time and holds up nobody.
/// Engine thread only.
class AuthorNews final : public QObject {
public:
    struct Item {
        MessageId message{};
        Jid author;
        xmpp::PassedOn news;
    };

    /// Where it is kept who was not told yet. Errors: Storage, StorageFull.
    struct Ledger {
        std::function<Result<std::vector<Item>>()> untold;
        std::function<Result<Done>(MessageId)> setTold;  ///< in an open transaction
    };

    AuthorNews(VaultContext& context, Outbound& outbound, PeerDevices& devices, Ledger ledger);

    void tell();  ///< whoever was not told yet, as far as we are online

private:
    void goOn();
    Result<std::vector<Outbound::Sealed>> seal();

    VaultContext& m_context;
    Outbound& m_outbound;
    PeerDevices& m_devices;
    Ledger m_ledger;
    bool m_isAsking = false;
    std::set<Jid> m_asked;  ///< in this walk
};

}  // namespace sotto::engine
