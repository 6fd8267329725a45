// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive_view.h"

#include "core/engine/trust_view.h"

#include <algorithm>

namespace sotto::engine {

Result<bool> archiveReads(VaultContext& context, const Jid& peer)
{
    if (!context.archive.isOn())
        return false;
    SOTTO_TRY_ASSIGN(const auto room, context.stores.rooms.find(peer));
    if (!room)
        return false;
    SOTTO_TRY_ASSIGN(const auto readers, readersOf(context, peer));
    return std::ranges::find(readers, *context.archive.address) != readers.end();
}

Result<bool> archiveHasDevice(VaultContext& context)
{
    if (!context.archive.address)
        return false;
    SOTTO_TRY_ASSIGN(const auto devices, context.stores.devices.of(*context.archive.address));
    return std::ranges::any_of(devices, [&](const store::DeviceRow& device) {
        return mayReceive(context, device) && device.kind == store::DeviceKind::Sealed &&
            device.hasKey && omemo::mayTalk(device.trust) && device.keyChangedAtMs == 0;
    });
}

Result<bool> archiveHolds(VaultContext& context, const Jid& peer)
{
    const auto& archive = context.archive;
    if (!archive.required || archive.weAreIt || peer == archive.address)
        return false;
    SOTTO_TRY_ASSIGN(const bool hasDevice, archiveHasDevice(context));
    return !hasDevice;
}

Result<ArchivedBy> archivedBy(VaultContext& context, const Jid& peer)
{
    using State = ArchivedBy::State;
    const auto& archive = context.archive;
    ArchivedBy out;
    if (archive.weAreIt || (!archive.address && !archive.required) || peer == archive.address)
        return out;
    SOTTO_TRY_ASSIGN(const bool hasDevice, archiveHasDevice(context));
    out.clinic = SafeText::fromUtf8(archive.clinic, SafeText::Kind::Name);
    out.state = hasDevice ? State::On : archive.required ? State::Held : State::Late;
    return out;
}

}  // namespace sotto::engine
