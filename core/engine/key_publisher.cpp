// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/key_publisher.h"

#include "core/base/log.h"
#include "core/engine/pep.h"
#include "core/engine/retired_devices.h"
#include "core/omemo/bundle.h"
#include "core/xmpp/pubsub.h"

#include <algorithm>

namespace sotto::engine {
namespace {

const std::string kCurrent{omemo::kCurrentItem};
constexpr std::string_view kLabel = "device.label";

}  // namespace

KeyPublisher::KeyPublisher(VaultContext& context, RelayLink& link, std::string label,
                           std::string platform)
    : m_context(context),
      m_link(link),
      m_label(std::move(label)),
      m_platform(std::move(platform))
{
    if (const auto own = m_context.stores.account.value(kLabel); own && *own)
        m_label = (*own)->text();
}

Result<Done> KeyPublisher::rename(const std::string& label)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.account.setValue(kLabel, viewOf(label)));
    SOTTO_TRY(transaction.commit());
    m_label = label;
    if (m_link.isOnline() && !isPublishing())
        (void)publish();
    return Done{};
}

Task<Done> KeyPublisher::publish()
{
    m_promise.emplace();
    auto task = m_promise->task();
    auto retired = retiredDevices(m_context.stores.account);
    m_retired = retired ? *std::move(retired) : std::vector<DeviceId>{};
    publishBundle();
    return task;
}

void KeyPublisher::publishBundle()
{
    auto bundle = [this]() -> Result<omemo::Bundle> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.sessions.topUp());
        SOTTO_TRY_ASSIGN(auto made, m_context.sessions.ownBundle());
        SOTTO_TRY(transaction.commit());
        return made;
    }();
    if (!bundle) {
        end(bundle.error());
        return;
    }
    publishItem(m_link.stream(), omemo::bundleNode(m_context.device), kCurrent,
                omemo::buildBundle(*bundle), PepAccess::Open)
        .then(this, [this](const Result<Done>& done) {
            if (!done)
                end(done);
            else if (m_promise)
                readDevices();
        });
}

void KeyPublisher::readDevices()
{
    const std::string node{omemo::kDevicesNs};
    fetchItem(m_link.stream(), m_context.self, node, kCurrent)
        .then(this, [this, node](const Result<std::optional<xmpp::Element>>& item) {
            if (!item) {
                end(item.error());
                return;
            }
            auto parsed = *item
                ? omemo::parseDevices(**item)
                : Result<std::vector<omemo::SottoDevice>>{std::vector<omemo::SottoDevice>{}};
            auto list = parsed ? *parsed : std::vector<omemo::SottoDevice>{};
            const auto takenOff =
                std::erase_if(list, [this](const auto& entry) { return isRetired(entry.id); });
            const auto own = ownEntry();
            const auto known = std::ranges::find(list, own.id, &omemo::SottoDevice::id);
            if (takenOff == 0 && known != list.end() && *known == own) {
                readDeviceIds();
                return;
            }
            if (known != list.end())
                *known = own;
            else
                list.push_back(own);
            publishItem(m_link.stream(), node, kCurrent, omemo::buildDevices(list), PepAccess::Open)
                .then(this, [this](const Result<Done>& done) {
                    if (!done)
                        end(done);
                    else
                        readDeviceIds();
                });
        });
}

/// Phones look for us on this list: where policy keeps them out, we are not on it.
void KeyPublisher::readDeviceIds()
{
    const std::string node{omemo::kDeviceIdsNode};
    fetchItem(m_link.stream(), m_context.self, node, {})
        .then(this, [this, node](const Result<std::optional<xmpp::Element>>& item) {
            if (!item) {
                end(item.error());
                return;
            }
            const auto before = *item ? omemo::parseDeviceIds(**item)
                                      : Result<std::vector<DeviceId>>{std::vector<DeviceId>{}};
            auto list = before ? *before : std::vector<DeviceId>{};
            std::erase_if(list, [this](DeviceId id) { return isRetired(id); });
            const bool isListed = std::ranges::find(list, m_context.device) != list.end();
            if (isListed && !m_context.phones.isOn())
                std::erase(list, m_context.device);
            else if (!isListed && m_context.phones.isOn())
                list.insert(list.begin(), m_context.device);  // who reads only some reads the first
            if (before && list == *before) {
                finish(Done{});
                return;
            }
            publishItem(m_link.stream(), node, kCurrent, omemo::buildDeviceIds(list),
                        PepAccess::Open)
                .then(this, [this](const Result<Done>& done) { finish(done); });
        });
}

bool KeyPublisher::isRetired(DeviceId id) const
{
    return std::ranges::find(m_retired, id) != m_retired.end();
}

/// Both lists are right: bundles that nobody may use any more go last.
void KeyPublisher::finish(const Result<Done>& done)
{
    if (done)
        for (const auto id : m_retired)
            m_link.stream()
                .request(xmpp::buildDeleteNode(omemo::bundleNode(id)))
                .then(this, [this, id](const Result<xmpp::Element>& answer) {
                    if (answer || answer.error().code == Errc::NotFound)
                        forget(id);
                });
    end(done);
}

void KeyPublisher::forget(DeviceId retired)
{
    const auto forgotten = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(forgetRetired(m_context.stores.account, retired));
        return transaction.commit();
    }();
    if (!forgotten)
        log::warning("engine", "a retired device stays noted", {{"why", forgotten.error().code}});
}

void KeyPublisher::topUp()
{
    const auto changed = [this]() -> Result<bool> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const bool news, m_context.sessions.topUp());
        SOTTO_TRY(transaction.commit());
        return news;
    }();
    if (!changed)
        log::warning("engine", "one-time keys were not renewed", {{"why", changed.error().code}});
    else if (*changed && m_link.isOnline())
        publishBundle();
}

void KeyPublisher::wipeUsed()
{
    const auto wiped = [this]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.keys->wipeUsedPreKeys());
        return transaction.commit();
    }();
    if (!wiped)
        log::warning("engine", "used one-time keys were not wiped", {{"why", wiped.error().code}});
}

void KeyPublisher::end(Result<Done> result)
{
    if (!result)
        log::warning("engine", "keys were not published", {{"why", result.error().code}});
    if (!m_promise)
        return;
    auto promise = *std::move(m_promise);
    m_promise.reset();
    promise.finish(std::move(result));
}

omemo::SottoDevice KeyPublisher::ownEntry() const
{
    return {m_context.device, m_label, m_platform, m_context.alertKeys.publicKey};
}

}  // namespace sotto::engine
