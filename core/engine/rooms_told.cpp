// SPDX-License-Identifier: GPL-3.0-or-later
// How the other devices of our person come to know the rooms that this one is in.
#include "core/engine/rooms.h"

#include <set>
#include <sstream>

namespace sotto::engine {
namespace {

constexpr std::string_view kTold = "rooms.told";  // room and device, a space after each

using Told = std::set<std::pair<std::int64_t, std::uint32_t>>;

Result<Told> readTold(store::AccountStore& account)
{
    SOTTO_TRY_ASSIGN(const auto stored, account.value(kTold));
    Told told;
    if (!stored)
        return told;
    std::istringstream text{std::string{stored->text()}};
    std::int64_t room = 0;
    std::uint32_t device = 0;
    while (text >> room >> device)
        told.emplace(room, device);
    return told;
}

Result<Done> saveTold(store::AccountStore& account, const Told& told)
{
    std::string text;
    for (const auto& [room, device] : told)
        text += std::to_string(room) + ' ' + std::to_string(device) + ' ';
    return account.setValue(kTold, viewOf(text));
}

}  // namespace

/// Each of them once for each room: a device may be newer than our invitation to the room, or be
/// set up while we were away. One that knows the room already passes over it.
Result<Done> Rooms::tellOwnDevices(std::vector<Outbound::Sealed>& batch)
{
    if (!m_devices.isFresh(m_context.self))
        return Done{};
    SOTTO_TRY_ASSIGN(const auto targets, m_devices.targets(m_context.self));
    if (targets.empty())
        return Done{};
    SOTTO_TRY_ASSIGN(auto told, readTold(m_context.stores.account));
    SOTTO_TRY_ASSIGN(const auto rooms, m_context.stores.rooms.all());
    const auto before = told.size();
    for (const auto& room : rooms) {
        for (const auto& target : targets) {
            const bool isDue = room.state == store::RoomState::Open &&
                told.emplace(room.conversation.value, target.device.value).second;
            if (!isDue)
                continue;
            const xmpp::RoomInvitation invitation{room.address, room.name};
            SOTTO_TRY_ASSIGN(
                auto sealed,
                m_outbound.sealForDevice(target, invitation, m_context.time.clock.wallNow()));
            batch.push_back(std::move(sealed));
        }
    }
    return told.size() == before ? Result<Done>{Done{}} : saveTold(m_context.stores.account, told);
}

}  // namespace sotto::engine
