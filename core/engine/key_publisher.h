// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/omemo/device_list.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace sotto::engine {

/// Publishes what others need to write to this device: its bundle, its entry on our own list
/// (design.md, 5), and its id on the OMEMO list if policy lets phones in. The bundle goes first,
/// so that no listed device is without one; the OMEMO list last, so that nobody takes this device
/// for a phone. What a restored vault had published as another device is
/// taken back. Engine thread only.
class KeyPublisher final : public QObject {
    Q_OBJECT
public:
    /// `label`: as long as the person gave it no other.
    KeyPublisher(VaultContext& context, RelayLink& link, std::string label, std::string platform);

    /// All three, as far as the relay does not have them. Errors: Network, Timeout, Storage.
    Task<Done> publish();

    /// Other words for this device, kept in the vault; published at once while online.
    /// Errors: Storage, StorageFull.
    Result<Done> rename(const std::string& label);

    bool isPublishing() const { return m_promise.has_value(); }

    /// After a batch of messages: new one-time keys if too many were used.
    void topUp();

    /// Destroys used one-time keys: the archive was read to its end, and what is published
    /// does not offer them any more.
    void wipeUsed();

private:
    void publishBundle();
    void readDeviceIds();
    void readDevices();
    bool isRetired(DeviceId id) const;
    void finish(const Result<Done>& done);
    void forget(DeviceId retired);
    void end(Result<Done> result);
    omemo::SottoDevice ownEntry() const;

    VaultContext& m_context;
    RelayLink& m_link;
    std::string m_label;
    std::string m_platform;
    std::vector<DeviceId> m_retired;  ///< to be taken off what is published (I8)
    std::optional<Promise<Done>> m_promise;
};

}  // namespace sotto::engine
