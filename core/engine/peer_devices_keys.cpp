// SPDX-License-Identifier: GPL-3.0-or-later
// What bundles say of the keys of devices, and when a session begins from one.
#include "core/base/log.h"
#include "core/engine/device_news.h"
#include "core/engine/peer_devices.h"
#include "core/engine/pep.h"

namespace sotto::engine {
namespace {

constexpr std::int64_t kRenewalMs = 3'600'000;

}  // namespace

/// A bundle with another identity key stops the sending to that device until it has the one
/// that we know again: a person has to find out why (D14).
Result<Done> PeerDevices::useBundle(const omemo::DeviceAddress& device, const xmpp::Element& item,
                                    Why why)
{
    SOTTO_TRY_ASSIGN(const auto bundle, omemo::parseBundle(item));
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto row, m_context.stores.devices.find(device));
    SOTTO_TRY_ASSIGN(const bool isOther, offersOtherKey(device, bundle));
    const bool wasOther = row && row->keyChangedAtMs > 0;
    if (isOther && (!wasOther || row->offeredKey != bundle.identityKey))
        SOTTO_TRY(
            m_context.stores.devices.noteOfferedKey(device, bundle.identityKey, m_context.nowMs()));
    else if (!isOther && wasOther)
        SOTTO_TRY(m_context.stores.devices.noteOfferedKey(device, {}, 0));
    if (why == Why::Broken)
        SOTTO_TRY(m_context.stores.devices.noteRenewal(device, m_context.nowMs()));
    SOTTO_TRY_ASSIGN(const bool begins, isOther ? Result<bool>{false} : mayBegin(device, bundle));
    if (begins)
        SOTTO_TRY(m_context.sessions.processBundle(device, bundle));  // an error rolls back
    SOTTO_TRY(transaction.commit());
    if (isOther != wasOther)
        Q_EMIT keyChanged(device.account, isOther);
    return isOther ? Result<Done>{Error{Errc::Denied, "another identity key"}}
                   : Result<Done>{Done{}};
}

/// A known key gives way without a word where it was never trusted, or where the clinic's list
/// vouches for its successor.
Result<bool> PeerDevices::offersOtherKey(const omemo::DeviceAddress& device,
                                         const omemo::Bundle& bundle)
{
    SOTTO_TRY_ASSIGN(const auto known, m_context.stores.keys->peerIdentity(device));
    if (!known || known->key == bundle.identityKey)
        return false;
    SOTTO_TRY_ASSIGN(const bool hasSession, m_context.sessions.hasSession(device));
    const auto now = m_context.time.clock.wallNow();
    const bool wasNeverTrusted = known->trust == omemo::Trust::Undecided && !hasSession;
    if (!wasNeverTrusted && !m_context.trust.listed(device, bundle.identityKey, now))
        return true;
    const auto trust = m_context.trust.judge(device, bundle.identityKey, now);
    SOTTO_TRY(m_context.sessions.setIdentity(device, {bundle.identityKey, trust}));
    return false;
}

/// False: nobody vouches for its key yet. The key is kept, so that somebody can.
Result<bool> PeerDevices::mayBegin(const omemo::DeviceAddress& device, const omemo::Bundle& bundle)
{
    SOTTO_TRY_ASSIGN(const auto known, m_context.stores.keys->peerIdentity(device));
    if (known)
        return omemo::mayTalk(known->trust);
    const auto trust =
        m_context.trust.judge(device, bundle.identityKey, m_context.time.clock.wallNow());
    if (!omemo::mayTalk(trust))
        SOTTO_TRY(m_context.sessions.setIdentity(device, {bundle.identityKey, trust}));
    return omemo::mayTalk(trust);
}

Result<Done> PeerDevices::tell(const Jid& person)
{
    Arrivals arrivals;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(tellOfNewDevices(m_context, person, Known::All, arrivals));
    SOTTO_TRY(transaction.commit());
    Q_EMIT told(person, arrivals);
    return Done{};
}

/// A device that nobody lists is no matter of keys: the list is read again, and no more.
void PeerDevices::lookAtKey(const omemo::DeviceAddress& device)
{
    const auto row = m_context.stores.devices.find(device);
    if (!row || !*row || !(*row)->active) {
        if (!isFresh(device.account))
            refresh(device.account);
        return;
    }
    renew(device).then(this, [](const Result<Done>& looked) {
        if (!looked)
            log::info("engine", "a session was not begun anew", {{"why", looked.error().code}});
    });
}

Task<Done> PeerDevices::renew(const omemo::DeviceAddress& device)
{
    const auto row = m_context.stores.devices.find(device);
    if (!row)
        return readyTask<Done>(row.error());
    const auto since = *row ? m_context.nowMs() - (*row)->renewedAtMs : kRenewalMs;
    if (since >= 0 && since < kRenewalMs)
        return readyTask<Done>(Done{});
    auto promise = std::make_shared<Promise<Done>>();
    fetchItem(m_link.stream(), device.account, omemo::bundleNode(device.device), {})
        .then(this, [this, device, promise](const Result<std::optional<xmpp::Element>>& item) {
            if (!item)
                promise->finish(item.error());
            else if (!*item)
                promise->finish(Error{Errc::NotFound, "no bundle"});
            else
                promise->finish(useBundle(device, **item, Why::Broken));
        });
    return promise->task();
}

}  // namespace sotto::engine
