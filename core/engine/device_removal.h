// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/key_publisher.h"
#include "core/engine/peer_devices.h"

#include <QObject>

#include <vector>

namespace sotto::engine {

/// Removes another device of our own account: says so at the relay, signed; takes it off both
/// lists, and its bundle; then the relay's share of its vault. What a step did is noted in the
/// vault, so that the next stream goes on where a crash came. The word comes first: a device that
/// only misses itself on the list would put itself back. Engine thread only.
class DeviceRemoval final : public QObject {
    Q_OBJECT
public:
    DeviceRemoval(VaultContext& context, RelayLink& link, KeyPublisher& keys, PeerDevices& devices);

    /// From now on it is done as soon as the relay answers. Errors: NotFound (not another device
    /// of ours), Storage, StorageFull.
    Result<Done> begin(DeviceId device);

    /// Our keys are published on this stream: what is not finished goes on; and which vault is
    /// ours is noted, for the device that may remove this one.
    void goOn();

    /// A PEP event of our own account: one that was removed and is back on the list goes again.
    void takeOwn(const std::string& node, const std::optional<xmpp::Element>& list);

private:
    /// Persistent, as a number: never renumber.
    enum class Step : std::uint8_t {
        Announce = 0,
        TakeOff = 1,
        TakeShare = 2,
        Done = 3,  ///< kept: it must not come back
    };

    struct Entry {
        DeviceId device;
        Step step = Step::Announce;
    };

    Result<std::vector<Entry>> load();
    Result<Done> save(const std::vector<Entry>& entries);
    Result<Done> note(DeviceId device, Step step);
    void run(DeviceId device, Step step);
    void announce(DeviceId device);
    void takeOff(DeviceId device);
    void takeShare(DeviceId device);
    void proceed(DeviceId device, Step next, const Result<Done>& done);
    Result<xmpp::Element> signedWord(DeviceId device);
    void noteOwnVault();

    VaultContext& m_context;
    RelayLink& m_link;
    KeyPublisher& m_keys;
    PeerDevices& m_devices;
    Scheduler::HandlePtr m_later;
};

}  // namespace sotto::engine
