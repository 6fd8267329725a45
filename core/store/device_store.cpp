// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/device_store.h"

#include <algorithm>

namespace sotto::store {
namespace {

constexpr std::string_view kOf =
    "SELECT d.account, d.device, d.kind, d.label, d.platform, d.alert_key, d.active, "
    "d.first_seen_at, d.last_seen_at, coalesce(p.trust, 0), d.renewed_at, "
    "d.key_changed_at, d.offered_key, p.key IS NOT NULL, coalesce(p.novelty, 0) "
    "FROM device d LEFT JOIN peer_identity p ON p.account = d.account AND p.device = d.device "
    "WHERE d.account = ?1 AND (?2 IS NULL OR d.device = ?2) ORDER BY d.device";

constexpr std::string_view kSave =
    "INSERT INTO device (account, device, kind, label, platform, alert_key, active, "
    "first_seen_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
    "ON CONFLICT (account, device) DO UPDATE SET kind = excluded.kind, label = excluded.label, "
    "platform = excluded.platform, alert_key = excluded.alert_key, active = excluded.active, "
    "last_seen_at = excluded.last_seen_at";

Result<DeviceRow> readDevice(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto account, row.jid(0));
    return DeviceRow{
        .address = {std::move(account), row.as<DeviceId>(1)},
        .kind = row.as<DeviceKind>(2),
        .label = row.text(3),
        .platform = row.text(4),
        .alertKey = row.blob(5),
        .active = row.integer(6) != 0,
        .firstSeenAtMs = row.integer(7),
        .lastSeenAtMs = row.integer(8),
        .renewedAtMs = row.integer(10),
        .keyChangedAtMs = row.integer(11),
        .offeredKey = row.blob(12),
        .hasKey = row.integer(13) != 0,
        .novelty = row.as<Novelty>(14),
        .trust = row.as<omemo::Trust>(9),
    };
}

}  // namespace

Result<DeviceStore> DeviceStore::open(Connection& connection)
{
    DeviceStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_of, std::string{kOf}},
            {&store.m_save, std::string{kSave}},
            {&store.m_retire, "UPDATE device SET active = 0 WHERE account = ?1 AND device = ?2"},
            {&store.m_noteRenewal,
             "UPDATE device SET renewed_at = ?3 WHERE account = ?1 AND device = ?2"},
            {&store.m_noteOfferedKey,
             "UPDATE device SET offered_key = ?3, key_changed_at = ?4 "
             "WHERE account = ?1 AND device = ?2"},
        }));
    return store;
}

Result<std::vector<DeviceRow>> DeviceStore::of(const Jid& account)
{
    return m_of->with(account.toString(), std::optional<DeviceId>{}).all(readDevice);
}

Result<std::optional<DeviceRow>> DeviceStore::find(const omemo::DeviceAddress& address)
{
    return m_of->with(address.account.toString(), std::optional{address.device}).first(readDevice);
}

Result<Done> DeviceStore::save(const DeviceRow& device)
{
    SOTTO_TRY(m_save
                  ->with(device.address.account.toString(), device.address.device, device.kind,
                         device.label, device.platform, ByteView{device.alertKey}, device.active,
                         device.firstSeenAtMs, device.lastSeenAtMs)
                  .run());
    return Done{};
}

Result<Done> DeviceStore::keepActive(const Jid& account, const std::vector<DeviceId>& listed)
{
    SOTTO_TRY_ASSIGN(const auto known, of(account));
    for (const auto& device : known)
        if (std::ranges::find(listed, device.address.device) == listed.end())
            SOTTO_TRY(m_retire->with(account.toString(), device.address.device).run());
    return Done{};
}

Result<Done> DeviceStore::noteRenewal(const omemo::DeviceAddress& address, std::int64_t nowMs)
{
    SOTTO_TRY(m_noteRenewal->with(address.account.toString(), address.device, nowMs).run());
    return Done{};
}

Result<Done> DeviceStore::noteOfferedKey(const omemo::DeviceAddress& address, ByteView key,
                                         std::int64_t sinceMs)
{
    SOTTO_TRY(
        m_noteOfferedKey->with(address.account.toString(), address.device, key, sinceMs).run());
    return Done{};
}

}  // namespace sotto::store
