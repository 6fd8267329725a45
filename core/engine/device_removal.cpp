// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/device_removal.h"

#include "core/base/log.h"
#include "core/engine/pep.h"
#include "core/engine/retired_devices.h"
#include "core/engine/share.h"
#include "core/omemo/bundle.h"
#include "core/omemo/removal.h"
#include "core/store/vault_header.h"

#include <algorithm>
#include <sstream>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kRemovals = "device.removals";       // "id step ", repeated
constexpr std::string_view kVaultNoted = "device.vault_noted";  // for which device id
constexpr auto kAgainAfter = 1s;

std::vector<DeviceId> idsOn(const std::string& node, const xmpp::Element& list)
{
    std::vector<DeviceId> ids;
    if (node == omemo::kDeviceIdsNode) {
        if (auto parsed = omemo::parseDeviceIds(list))
            ids = *std::move(parsed);
    } else if (node == omemo::kDevicesNs) {
        if (const auto parsed = omemo::parseDevices(list))
            for (const auto& device : *parsed)
                ids.push_back(device.id);
    }
    return ids;
}

}  // namespace

DeviceRemoval::DeviceRemoval(VaultContext& context, RelayLink& link, KeyPublisher& keys,
                             PeerDevices& devices)
    : m_context(context),
      m_link(link),
      m_keys(keys),
      m_devices(devices)
{
}

Result<Done> DeviceRemoval::begin(DeviceId device)
{
    const omemo::DeviceAddress address{m_context.self, device};
    SOTTO_TRY_ASSIGN(const auto known, m_context.stores.devices.find(address));
    if (device == m_context.device || !known)
        return Error{Errc::NotFound, "no such device"};
    SOTTO_TRY(note(device, Step::Announce));
    run(device, Step::Announce);
    return Done{};
}

void DeviceRemoval::goOn()
{
    noteOwnVault();
    const auto entries = load();
    if (!entries)
        return;
    for (const auto& [device, step] : *entries)
        if (step != Step::Done)
            run(device, step);
}

void DeviceRemoval::takeOwn(const std::string& node, const std::optional<xmpp::Element>& list)
{
    const auto entries = load();
    if (!list || !entries || entries->empty())
        return;
    const auto listed = idsOn(node, *list);
    for (const auto& [device, step] : *entries)
        if (step == Step::Done && std::ranges::find(listed, device) != listed.end())
            proceed(device, Step::TakeOff, Done{});
}

void DeviceRemoval::run(DeviceId device, Step step)
{
    if (!m_link.isOnline())
        return;
    switch (step) {
    case Step::Announce:
        announce(device);
        break;
    case Step::TakeOff:
        takeOff(device);
        break;
    case Step::TakeShare:
        takeShare(device);
        break;
    case Step::Done:
        break;
    }
}

/// What failed stays noted and is tried again on the next stream.
void DeviceRemoval::proceed(DeviceId device, Step next, const Result<Done>& done)
{
    const auto noted = done ? note(device, next) : done;
    if (noted)
        run(device, next);
    else
        log::warning("engine", "a device is not removed yet", {{"why", noted.error().code}});
}

void DeviceRemoval::announce(DeviceId device)
{
    const auto word = signedWord(device);
    if (!word && word.error().code == Errc::NotFound) {  // it never said who it is
        proceed(device, Step::TakeOff, Done{});
        return;
    }
    if (!word) {
        proceed(device, Step::TakeOff, word.error());
        return;
    }
    publishItem(m_link.stream(), std::string{omemo::kRemovalNs}, std::to_string(device.value),
                *word, PepAccess::Owner)
        .then(this,
              [this, device](const Result<Done>& done) { proceed(device, Step::TakeOff, done); });
}

/// The publisher takes retired devices off both lists, and their bundles.
void DeviceRemoval::takeOff(DeviceId device)
{
    if (m_keys.isPublishing()) {
        m_later = m_context.time.scheduler.after(kAgainAfter, [this] { goOn(); });
        return;
    }
    m_keys.publish().then(this, [this, device](const Result<Done>& done) {
        proceed(device, Step::TakeShare, done);
        if (done)
            (void)m_devices.refresh(m_context.self);
    });
}

void DeviceRemoval::takeShare(DeviceId device)
{
    removeShare(m_link.stream(), m_context.self, device)
        .then(this,
              [this, device](const Result<Done>& done) { proceed(device, Step::Done, done); });
}

Result<xmpp::Element> DeviceRemoval::signedWord(DeviceId device)
{
    const omemo::DeviceAddress address{m_context.self, device};
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto identity, m_context.stores.keys->peerIdentity(address));
    if (!identity)
        return Error{Errc::NotFound, "no key of that device"};
    SOTTO_TRY_ASSIGN(const auto word,
                     omemo::signRemoval(m_context.sessions, {address, identity->key}));
    return omemo::buildRemoval(word);
}

/// Which share is ours; said once.
void DeviceRemoval::noteOwnVault()
{
    const auto own = std::to_string(m_context.device.value);
    const auto noted = m_context.stores.account.value(kVaultNoted);
    const auto header = store::VaultHeader::load(m_context.vault.folder());
    if (!noted || !header || (*noted && (*noted)->text() == own))
        return;
    noteVault(m_link.stream(), *header, m_context.device)
        .then(this, [this, own](const Result<Done>& done) {
            const auto saved = [&]() -> Result<Done> {
                SOTTO_TRY(done);
                SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
                SOTTO_TRY(m_context.stores.account.setValue(kVaultNoted, viewOf(own)));
                return transaction.commit();
            }();
            if (!saved)
                log::warning("engine", "the own vault is not noted", {{"why", saved.error().code}});
        });
}

Result<std::vector<DeviceRemoval::Entry>> DeviceRemoval::load()
{
    SOTTO_TRY_ASSIGN(const auto stored, m_context.stores.account.value(kRemovals));
    std::vector<Entry> entries;
    std::istringstream text{stored ? std::string{stored->text()} : std::string{}};
    unsigned step = 0;
    for (std::uint32_t id = 0; text >> id >> step;)
        entries.push_back({DeviceId{id}, static_cast<Step>(std::min(step, 3U))});
    return entries;
}

Result<Done> DeviceRemoval::save(const std::vector<Entry>& entries)
{
    std::string text;
    for (const auto& [device, step] : entries)
        text += std::to_string(device.value) + ' ' + std::to_string(static_cast<int>(step)) + ' ';
    return m_context.stores.account.setValue(kRemovals, viewOf(text));
}

Result<Done> DeviceRemoval::note(DeviceId device, Step step)
{
    SOTTO_TRY_ASSIGN(auto entries, load());
    const auto known = std::ranges::find(entries, device, &Entry::device);
    if (known != entries.end())
        known->step = step;
    else
        entries.push_back({device, step});
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(save(entries));
    if (step == Step::TakeOff)
        SOTTO_TRY(retireDevice(m_context.stores.account, device));
    return transaction.commit();
}

}  // namespace sotto::engine
