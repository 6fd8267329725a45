// SPDX-License-Identifier: GPL-3.0-or-later
// For whom something is sealed, and what must be known of them before.
#include "core/base/log.h"
#include "core/engine/outbound.h"
#include "core/engine/trust_view.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::size_t kPeopleAtOnce = 16;

/// Not the vault: it may be another time.
bool isForNow(const Error& error)
{
    return error.code != Errc::Storage && error.code != Errc::StorageFull;
}

}  // namespace

void Outbound::setReady(bool ready)
{
    m_ready = ready;
    m_unreadable.clear();
    m_toldOfArchive = false;
}

void Outbound::openRoom(const Jid& room)
{
    m_openRooms.insert(room);
    pump(room);
}

/// First everybody's devices are found out, several people at a time: a room of a hundred costs
/// hundreds of answers of the relay.
void Outbound::pump(const Jid& peer)
{
    const auto room = isRoom(peer);
    const auto stale = room ? staleReaders(peer) : room.error();
    if (!stale) {
        storageTrouble(stale.error());
        return;
    }
    if (!mayLeave() || (*room && !m_openRooms.contains(peer)))
        return;
    if (stale->empty()) {
        sealQueued(peer);
        return;
    }
    std::vector<Jid> now;
    for (const auto& whom : *stale)
        if (m_finding[peer].size() < kPeopleAtOnce && m_finding[peer].insert(whom).second)
            now.push_back(whom);
    for (const auto& whom : now)
        m_devices.refresh(whom).then(
            this, [this, peer, whom, room = *room](const Result<Done>& refreshed) {
                m_finding[peer].erase(whom);
                const bool isArchive = m_context.archive.address == whom;
                const bool isMember = isArchive || (room && whom != m_context.self);
                if (!refreshed && isMember && isForNow(refreshed.error()) && m_link.isOnline())
                    m_unreadable.insert(whom);  // one member must not keep the others from it
                else if (!refreshed && !isForNow(refreshed.error()))
                    storageTrouble(refreshed.error());
                if (refreshed || m_unreadable.contains(whom))
                    pump(peer);
            });
}

Result<bool> Outbound::isRoom(const Jid& peer)
{
    SOTTO_TRY_ASSIGN(const auto room, m_context.stores.rooms.find(peer));
    return room.has_value();
}

/// Whose devices must be found out before anything is sealed; we come first.
Result<std::vector<Jid>> Outbound::staleReaders(const Jid& peer)
{
    SOTTO_TRY_ASSIGN(auto readers, readersOf(m_context, peer));
    if (peer != m_context.self)
        readers.insert(readers.begin(), m_context.self);
    if (m_context.archive.isOn() && peer != *m_context.archive.address)
        readers.push_back(*m_context.archive.address);
    std::erase_if(readers, [this](const Jid& person) {
        return m_devices.isFresh(person) || m_unreadable.contains(person);
    });
    return readers;
}

/// Of the others, in the form that most of them read: each form has a stanza's room for itself.
Result<int> Outbound::countDevices(const Jid& peer)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto people, readersOf(m_context, peer));
    std::size_t sealed = 0;
    std::size_t phones = 0;
    for (const auto& person : people) {
        SOTTO_TRY_ASSIGN(const auto targets, m_devices.targets(person));
        SOTTO_TRY_ASSIGN(const auto more, m_devices.phones(person));
        sealed += targets.size();
        phones += more.size();
    }
    return static_cast<int>(std::max(sealed, phones));
}

void Outbound::tellOfTooMany(const Jid& peer)
{
    const auto count = countDevices(peer);
    if (!count)
        storageTrouble(count.error());
    else if (m_toldTooMany.insert(peer).second)
        Q_EMIT tooManyDevices(*count);
}

/// The readers' devices and our own other ones. A header names a device without its account:
/// where a device has the number of one before it, it goes without; ours come last.
Result<std::vector<omemo::SealTarget>> Outbound::targetsFor(const Jid& peer)
{
    SOTTO_TRY_ASSIGN(auto people, readersOf(m_context, peer));
    std::vector<omemo::SealTarget> targets;
    if (peer != m_context.self)
        people.push_back(m_context.self);
    for (const auto& person : people) {
        SOTTO_TRY_ASSIGN(auto more, m_devices.targets(person));
        if (person == m_context.self && peer != m_context.self && targets.empty())
            break;  // none of those whom it is for can read it
        for (auto& target : more) {
            const bool clashes = std::ranges::find(targets, target.device,
                                                   &omemo::SealTarget::device) != targets.end();
            if (targets.size() >= omemo::kMostSealedKeys && person != m_context.self)
                return Error{Errc::Unsupported, "more devices than one stanza can name"};
            if (clashes || targets.size() >= omemo::kMostSealedKeys)
                log::warning("engine", "a device gets no copy");
            else
                targets.push_back(std::move(target));
        }
    }
    return targets;
}

}  // namespace sotto::engine
