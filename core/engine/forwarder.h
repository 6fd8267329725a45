// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/author_news.h"
#include "core/engine/availability_desk.h"
#include "core/engine/outbound.h"
#include "core/engine/peer_devices.h"
#include "core/engine/vault_context.h"

#include <QObject>

namespace sotto::engine {

/// Passes on what arrives while our person is on "do not disturb" and has named a colleague:
/// sealed anew, marked, in our own name; the original stays where it is. Its author and our
/// person are told. What was passed on to us is never passed on again, nor is what is for a
/// team, a file, sensitive, or read already. Only the workstation on which it was set does it, and
/// only while unlocked. Engine thread only.
class Forwarder final : public QObject {
    Q_OBJECT
public:
    Forwarder(VaultContext& context, const AvailabilityDesk& availability, Outbound& outbound,
              PeerDevices& devices);

    void note(const Arrivals& arrivals);  ///< committed

    void tellAuthors();  ///< who has not been told yet, as far as we are online

Q_SIGNALS:
    void stored(sotto::engine::Arrivals arrivals);

private:
    Result<Arrivals> passOn(const store::MessageRow& row, const Jid& colleague);
    void followChange(MessageId id);
    Result<Arrivals> changeCopy(const store::MessageRow& row);
    std::string copyId(const store::MessageRow& row) const;
    Result<bool> isToPassOn(const store::MessageRow& row, const Jid& colleague);
    Result<std::vector<AuthorNews::Item>> untold();

    VaultContext& m_context;
    const AvailabilityDesk& m_availability;
    Outbound& m_outbound;
    AuthorNews m_news;
};

}  // namespace sotto::engine
