// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/peer_devices.h"

#include "core/base/log.h"
#include "core/engine/pep.h"
#include "core/omemo/device_list.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::int64_t kRenewalMs = 3'600'000;

}  // namespace

PeerDevices::PeerDevices(VaultContext& context, RelayLink& link) : m_context(context), m_link(link)
{
}

Task<Done> PeerDevices::refresh(const Jid& person)
{
    Promise<Done> promise;
    auto task = promise.task();
    const bool runs = m_rounds.contains(person);
    m_rounds[person].waiting.push_back(std::move(promise));
    if (!runs) {
        fetchItem(m_link.stream(), person, std::string{omemo::kDevicesNs},
                  std::string{omemo::kCurrentItem})
            .then(this, [this, person](const Result<std::optional<xmpp::Element>>& item) {
                onList(person, item);
            });
    }
    return task;
}

void PeerDevices::onList(const Jid& person, const Result<std::optional<xmpp::Element>>& item)
{
    if (!item) {
        finish(person, item.error());
        return;
    }
    if (const auto saved = saveList(person, *item); !saved) {
        finish(person, saved.error());
        return;
    }
    fetchMissing(person);
}

void PeerDevices::fetchMissing(const Jid& person)
{
    auto missing = withoutSession(person);
    if (!missing) {
        finish(person, missing.error());
        return;
    }
    m_rounds[person].missing = *std::move(missing);
    m_rounds[person].listChanged = false;
    fetchNext(person);
}

void PeerDevices::takeList(const Jid& person, const std::optional<xmpp::Element>& devices)
{
    m_fresh.erase(person);
    if (const auto round = m_rounds.find(person); round != m_rounds.end())
        round->second.listChanged = true;
    if (saveList(person, devices))
        Q_EMIT listChanged(person);
}

/// Without a list there is nobody to seal for: sending waits (D32).
Result<Done> PeerDevices::saveList(const Jid& person, const std::optional<xmpp::Element>& devices)
{
    std::vector<omemo::SottoDevice> listed;
    if (devices) {
        SOTTO_TRY_ASSIGN(listed, omemo::parseDevices(*devices));
    }
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    std::vector<DeviceId> ids;
    for (const auto& device : listed) {
        ids.push_back(device.id);
        store::DeviceRow row{.address = {person, device.id}};
        row.kind = store::DeviceKind::Sealed;
        row.label = device.label;
        row.platform = device.platform;
        row.alertKey = device.alertKey;
        row.firstSeenAtMs = row.lastSeenAtMs = m_context.nowMs();
        SOTTO_TRY(m_context.stores.devices.save(row));
    }
    SOTTO_TRY(m_context.stores.devices.keepActive(person, ids));
    return transaction.commit();
}

/// One that understands us, and not this very one.
bool PeerDevices::isOther(const store::DeviceRow& device) const
{
    const bool isThis =
        device.address.account == m_context.self && device.address.device == m_context.device;
    return device.active && device.kind == store::DeviceKind::Sealed && !isThis;
}

Result<std::vector<DeviceId>> PeerDevices::withoutSession(const Jid& person)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto devices, m_context.stores.devices.of(person));
    std::vector<DeviceId> missing;
    for (const auto& device : devices) {
        if (!isOther(device))
            continue;
        SOTTO_TRY_ASSIGN(const bool has, m_context.sessions.hasSession(device.address));
        if (!has)
            missing.push_back(device.address.device);
    }
    return missing;
}

void PeerDevices::fetchNext(const Jid& person)
{
    auto& round = m_rounds[person];
    if (round.missing.empty() && round.listChanged) {
        fetchMissing(person);
        return;
    }
    if (round.missing.empty()) {
        m_fresh.insert(person);
        finish(person, Done{});
        return;
    }
    const omemo::DeviceAddress device{person, round.missing.back()};
    round.missing.pop_back();
    fetchItem(m_link.stream(), person, omemo::bundleNode(device.device), {})
        .then(this, [this, device](const Result<std::optional<xmpp::Element>>& item) {
            onBundle(device, item);
        });
}

void PeerDevices::onBundle(const omemo::DeviceAddress& device,
                           const Result<std::optional<xmpp::Element>>& item)
{
    if (!item) {
        finish(device.account, item.error());
        return;
    }
    // A device whose bundle is missing or wrong is passed over: it must not keep the
    // person's other devices from getting the message.
    if (!*item)
        log::info("engine", "a listed device has no bundle");
    else if (const auto used = useBundle(device, **item, Why::Missing); !used)
        log::warning("engine", "a bundle was refused", {{"why", used.error().code}});
    fetchNext(device.account);
}

Result<Done> PeerDevices::useBundle(const omemo::DeviceAddress& device, const xmpp::Element& item,
                                    Why why)
{
    SOTTO_TRY_ASSIGN(const auto bundle, omemo::parseBundle(item));
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.sessions.processBundle(device, bundle));  // an error rolls back
    if (why == Why::Broken)
        SOTTO_TRY(m_context.stores.devices.noteRenewal(device, m_context.nowMs()));
    return transaction.commit();
}

void PeerDevices::finish(const Jid& person, Result<Done> result)
{
    auto round = m_rounds.extract(person);
    if (round.empty())
        return;
    for (auto& promise : round.mapped().waiting)
        promise.finish(result);
}

Result<std::vector<omemo::SealTarget>> PeerDevices::targets(const Jid& person)
{
    SOTTO_TRY_ASSIGN(const auto devices, m_context.stores.devices.of(person));
    std::vector<omemo::SealTarget> targets;
    for (const auto& device : devices) {
        if (!isOther(device) || !omemo::mayTalk(device.trust))
            continue;
        SOTTO_TRY_ASSIGN(const bool has, m_context.sessions.hasSession(device.address));
        if (has)
            targets.push_back({person, device.address.device, device.alertKey});
    }
    return targets;
}

Result<std::optional<omemo::SealTarget>> PeerDevices::target(const omemo::DeviceAddress& device)
{
    SOTTO_TRY_ASSIGN(auto all, targets(device.account));
    const auto found = std::ranges::find(all, device.device, &omemo::SealTarget::device);
    return found == all.end() ? std::optional<omemo::SealTarget>{} : std::optional{*found};
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
