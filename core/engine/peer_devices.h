// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/omemo/device_list.h"
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

    void forgetFreshness(const Jid& person) { m_fresh.erase(person); }

    /// A key of that person is trusted now that was not: as if their list had changed.
    void trustMore(const Jid& person);

    /// A PEP event: the list of those that understand us is another one now. No value: gone.
    void takeList(const Jid& person, const std::optional<xmpp::Element>& devices);

    /// A PEP event: the OMEMO 0.3 list is another one now. It is read before the next message.
    void takeIds(const Jid& person);

    /// Whom to seal for, of this person or of ourselves: never this device. Needs an open
    /// transaction. Empty: there is no device yet.
    Result<std::vector<omemo::SealTarget>> targets(const Jid& person);

    /// Somebody has written from that device. If it is on no list that we know, ours is old: the
    /// relay does not tell us of everybody's lists.
    void noteWriter(const omemo::DeviceAddress& device);

    /// Devices of this person that speak OMEMO 0.3 only, if policy lets them in. As targets().
    Result<std::vector<omemo::DeviceAddress>> phones(const Jid& person);
    /// True if that device is one of those. Needs an open transaction.
    Result<bool> isPhone(const omemo::DeviceAddress& device);

    /// One device of targets(). No value: it is not on the list, has no session, or its key is not
    /// trusted. Needs an open transaction.
    Result<std::optional<omemo::SealTarget>> target(const omemo::DeviceAddress& device);

    /// Begins a new session with a device whose old one is broken; what the other side still
    /// sends in the old one stays readable. Not more than once an hour for each device: then
    /// nothing is done. Errors: NotFound (no bundle), those of refresh() and of the bundle.
    Task<Done> renew(const omemo::DeviceAddress& device);

    /// Somebody used another key under the name of that device: looks whether its owner offers
    /// that key. As often as renew().
    void lookAtKey(const omemo::DeviceAddress& device);

Q_SIGNALS:
    void listChanged(const sotto::Jid& person);
    /// A device offers another identity key than the one that we know, or that one again. While
    /// it does nothing is sent to it.
    void keyChanged(const sotto::Jid& person, bool isOther);
    /// The devices of that person were read; what was told of new ones is committed.
    void told(const sotto::Jid& person, sotto::engine::Arrivals arrivals);

private:
    struct Round {
        std::vector<Promise<Done>> waiting;
        std::vector<DeviceId> ids;      ///< on the OMEMO 0.3 list
        std::vector<DeviceId> missing;  ///< devices whose bundle is still to be fetched
        bool listChanged = false;       ///< since `missing` was made
        bool idsChanged = false;        ///< since `ids` was read: not fresh at the end
    };

    using Item = std::optional<xmpp::Element>;

    void fetchLists(const Jid& person);
    void fetchDevices(const Jid& person);
    void onIds(const Jid& person, const Result<Item>& item);

    void onList(const Jid& person, const Result<std::optional<xmpp::Element>>& item);
    Result<Done> saveLists(const Jid& person, const Item& devices,
                           const std::vector<DeviceId>& ids);
    Result<Done> saveSealed(const Jid& person, const omemo::SottoDevice& device);
    Result<bool> savePhone(const omemo::DeviceAddress& device);
    Result<std::vector<store::DeviceRow>> readers(const Jid& person, store::DeviceKind kind);
    Result<std::vector<DeviceId>> withoutSession(const Jid& person);
    void fetchMissing(const Jid& person);
    void fetchNext(const Jid& person);
    void onBundle(const omemo::DeviceAddress& device,
                  const Result<std::optional<xmpp::Element>>& item);
    enum class Why : std::uint8_t { Missing, Broken };
    Result<Done> useBundle(const omemo::DeviceAddress& device, const xmpp::Element& item, Why why);
    Result<bool> offersOtherKey(const omemo::DeviceAddress& device, const omemo::Bundle& bundle);
    Result<bool> mayBegin(const omemo::DeviceAddress& device, const omemo::Bundle& bundle);
    Result<Done> tell(const Jid& person);
    void finish(const Jid& person, Result<Done> result);

    VaultContext& m_context;
    RelayLink& m_link;
    std::map<Jid, Round> m_rounds;
    std::set<Jid> m_fresh;
    std::map<Jid, int> m_listNews;  ///< how often devices that left or came back were told of
};

}  // namespace sotto::engine
