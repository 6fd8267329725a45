// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/peer_devices.h"

#include "core/base/log.h"
#include "core/engine/device_news.h"
#include "core/engine/pep.h"

#include <algorithm>

namespace sotto::engine {
namespace {

/// In one session: a list that flutters must not fill a conversation.
constexpr int kMostListNews = 6;

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
    if (!runs)
        fetchLists(person);
    return task;
}

/// The OMEMO 0.3 list first: a device of ours enters its own list before that one, so none is
/// taken for a phone.
void PeerDevices::fetchLists(const Jid& person)
{
    if (!m_context.phones.lets(person)) {
        fetchDevices(person);
        return;
    }
    fetchItem(m_link.stream(), person, std::string{omemo::kDeviceIdsNode}, {})
        .then(this, [this, person](const Result<Item>& item) { onIds(person, item); });
}

void PeerDevices::onIds(const Jid& person, const Result<Item>& item)
{
    if (!item) {
        finish(person, item.error());
        return;
    }
    auto ids = *item ? omemo::parseDeviceIds(**item)
                     : Result<std::vector<DeviceId>>{std::vector<DeviceId>{}};
    if (ids)
        m_rounds[person].ids = *std::move(ids);
    else
        log::warning("engine", "a list of devices was refused", {{"why", ids.error().code}});
    fetchDevices(person);
}

void PeerDevices::fetchDevices(const Jid& person)
{
    fetchItem(m_link.stream(), person, std::string{omemo::kDevicesNs},
              std::string{omemo::kCurrentItem})
        .then(this, [this, person](const Result<Item>& item) { onList(person, item); });
}

void PeerDevices::onList(const Jid& person, const Result<Item>& item)
{
    if (!item) {
        finish(person, item.error());
        return;
    }
    if (const auto saved = saveLists(person, *item, m_rounds[person].ids); !saved) {
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
    const auto saved = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(const auto known, m_context.stores.devices.of(person));
        std::vector<DeviceId> ids;
        for (const auto& device : known)
            if (device.active && device.kind == store::DeviceKind::Legacy)
                ids.push_back(device.address.device);
        return saveLists(person, devices, ids);
    }();
    if (saved)
        Q_EMIT listChanged(person);
}

void PeerDevices::trustMore(const Jid& person)
{
    m_fresh.erase(person);
    Q_EMIT listChanged(person);
}

void PeerDevices::takeIds(const Jid& person)
{
    if (!m_context.phones.lets(person))
        return;
    m_fresh.erase(person);
    if (const auto round = m_rounds.find(person); round != m_rounds.end())
        round->second.idsChanged = true;
    Q_EMIT listChanged(person);
}

void PeerDevices::noteWriter(const omemo::DeviceAddress& device)
{
    const auto row = m_context.stores.devices.find(device);
    const bool isKnown = row && *row && (*row)->active;
    if (!isKnown && m_fresh.erase(device.account) > 0)
        Q_EMIT listChanged(device.account);
}

/// Without a list there is nobody to seal for: sending waits (D32).
Result<Done> PeerDevices::saveLists(const Jid& person, const Item& devices,
                                    const std::vector<DeviceId>& ids)
{
    std::vector<omemo::SottoDevice> listed;
    if (devices) {
        SOTTO_TRY_ASSIGN(listed, omemo::parseDevices(*devices));
    }
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto before, m_context.stores.devices.of(person));
    std::vector<DeviceId> active;
    for (const auto& device : listed) {
        active.push_back(device.id);
        SOTTO_TRY(saveSealed(person, device));
    }
    for (const auto id : ids) {
        if (std::ranges::find(active, id) != active.end())
            continue;
        SOTTO_TRY_ASSIGN(const bool isOne, savePhone({person, id}));
        if (isOne)
            active.push_back(id);
    }
    SOTTO_TRY(m_context.stores.devices.keepActive(person, active));
    Arrivals arrivals;
    auto& news = m_listNews[person];
    if (news < kMostListNews)
        SOTTO_TRY(tellOfList(m_context, person, before, arrivals));
    SOTTO_TRY(transaction.commit());
    if (!arrivals.isEmpty()) {
        ++news;
        Q_EMIT told(person, arrivals);
    }
    return Done{};
}

Result<Done> PeerDevices::saveSealed(const Jid& person, const omemo::SottoDevice& device)
{
    store::DeviceRow row{.address = {person, device.id}};
    row.kind = store::DeviceKind::Sealed;
    row.label = device.label;
    row.platform = device.platform;
    row.alertKey = device.alertKey;
    row.firstSeenAtMs = row.lastSeenAtMs = m_context.nowMs();
    return m_context.stores.devices.save(row);
}

/// False: it understands us, or did once. Who takes it off that list must not bring us to
/// write to it in OMEMO 0.3.
Result<bool> PeerDevices::savePhone(const omemo::DeviceAddress& device)
{
    SOTTO_TRY_ASSIGN(const auto known, m_context.stores.devices.find(device));
    if (known && known->kind == store::DeviceKind::Sealed)
        return false;
    store::DeviceRow row{.address = device};
    row.firstSeenAtMs = row.lastSeenAtMs = m_context.nowMs();
    SOTTO_TRY(m_context.stores.devices.save(row));
    return true;
}

void PeerDevices::fetchNext(const Jid& person)
{
    auto& round = m_rounds[person];
    if (round.missing.empty() && round.listChanged) {
        fetchMissing(person);
        return;
    }
    if (round.missing.empty()) {
        if (!round.idsChanged)
            m_fresh.insert(person);
        finish(person, tell(person));
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

void PeerDevices::finish(const Jid& person, Result<Done> result)
{
    auto round = m_rounds.extract(person);
    if (round.empty())
        return;
    for (auto& promise : round.mapped().waiting)
        promise.finish(result);
}

}  // namespace sotto::engine
