// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/omemo/sealed.h"

#include <QObject>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace sotto::engine {

/// Knows which devices of a person can read a sealed message, and has a session with each.
///
/// Lists and bundles come from the person's PEP nodes; the relay may leave devices out or
/// add some, so only identity keys and their trust protect (core/omemo). Engine thread only.
class PeerDevices final : public QObject {
    Q_OBJECT
public:
    PeerDevices(VaultContext& context, RelayLink& link);

    /// Fetches the list and builds the sessions that are missing. One round at a time for
    /// each person; later calls share it. Errors: Network, Timeout, Storage.
    Task<Done> refresh(const Jid& person);

    /// True if refresh() has succeeded since the stream came up and no news came since.
    bool isFresh(const Jid& person) const { return m_fresh.contains(person); }

    void forgetFreshness() { m_fresh.clear(); }

    /// A PEP event: the list is another one now. No value: it is gone.
    void takeList(const Jid& person, const std::optional<xmpp::Element>& devices);

    /// Whom to seal for, of this person or of ourselves: never this device. Needs an open
    /// transaction. Empty: there is no device yet.
    Result<std::vector<omemo::SealTarget>> targets(const Jid& person);

    /// One device of those. No value: it is not on the list, has no session, or its key is not
    /// trusted. Needs an open transaction.
    Result<std::optional<omemo::SealTarget>> target(const omemo::DeviceAddress& device);

    /// Begins a new session with a device whose old one is broken; what the other side still
    /// sends in the old one stays readable. Not more than once an hour for each device: then
    /// nothing is done. Errors: NotFound (no bundle), those of refresh() and of the bundle.
    Task<Done> renew(const omemo::DeviceAddress& device);

Q_SIGNALS:
    void listChanged(const sotto::Jid& person);

private:
    struct Round {
        std::vector<Promise<Done>> waiting;
        std::vector<DeviceId> missing;  ///< devices whose bundle is still to be fetched
        bool listChanged = false;       ///< since `missing` was made
    };

    void onList(const Jid& person, const Result<std::optional<xmpp::Element>>& item);
    Result<Done> saveList(const Jid& person, const std::optional<xmpp::Element>& devices);
    bool isOther(const store::DeviceRow& device) const;
    Result<std::vector<DeviceId>> withoutSession(const Jid& person);
    void fetchMissing(const Jid& person);
    void fetchNext(const Jid& person);
    void onBundle(const omemo::DeviceAddress& device,
                  const Result<std::optional<xmpp::Element>>& item);
    enum class Why : std::uint8_t { Missing, Broken };
    Result<Done> useBundle(const omemo::DeviceAddress& device, const xmpp::Element& item, Why why);
    void finish(const Jid& person, Result<Done> result);

    VaultContext& m_context;
    RelayLink& m_link;
    std::map<Jid, Round> m_rounds;
    std::set<Jid> m_fresh;
};

}  // namespace sotto::engine
