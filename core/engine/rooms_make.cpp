// SPDX-License-Identifier: GPL-3.0-or-later
// How a room of ours comes into being, and how its people come to know of it.
#include "core/crypto/random.h"
#include "core/engine/problems.h"
#include "core/engine/rooms.h"

namespace sotto::engine {

using relay::RoomDesk;

void Rooms::make(const std::string& name, std::vector<Jid> people)
{
    if (!m_link.isOnline()) {  // its archive may still be read: then the room is entered by start()
        Q_EMIT problem(ProblemKind::RelayUnreachable);
        return;
    }
    m_desk.findService().then(this,
                              [this, name, people = std::move(people)](const Result<Jid>& service) {
                                  if (service)
                                      makeAt(*service, name, people);
                                  else
                                      Q_EMIT problem(ProblemKind::RoomUnfit);
                              });
}

/// The address tells nothing: it is random.
void Rooms::makeAt(const Jid& service, const std::string& name, const std::vector<Jid>& people)
{
    const auto room = Jid::parseAccount(crypto::uuidV4() + "@" + service.toString());
    if (!room || !Inbound::mayBeRoom(*room, m_context.self)) {
        Q_EMIT problem(ProblemKind::RoomUnfit);
        return;
    }
    const auto id = storeNew(*room, name, people);
    if (!id) {
        Q_EMIT problem(vaultProblem(id.error()).kind);
        return;
    }
    Arrivals arrivals;
    arrivals.conversations.insert(*id);
    Q_EMIT stored(arrivals);
    Q_EMIT made(*id);
    bring(*room);
}

/// A room that we make: those who are still missing on its list, then as any other.
void Rooms::addPeople(const store::RoomRow& row, const RoomDesk::Members& members)
{
    const auto missing = stillToAdd(row, members);
    if (!missing) {
        Q_EMIT problem(vaultProblem(missing.error()).kind);
        return;
    }
    if (missing->empty()) {
        if (tell(storeMembers(row, members)))
            readArchive(row.address);
        return;
    }
    RoomDesk::Members wanted;
    for (const auto& person : *missing)
        wanted.push_back({person, xmpp::Affiliation::Member});
    m_desk.changeMembers(row.address, wanted)
        .then(this, [this, room = row.address](const Result<Done>& changed) {
            if (!m_running)
                return;
            if (!changed) {
                onMembers(room, changed.error());
                return;
            }
            m_desk.inspect(room).then(this, [this, room](const Result<RoomDesk::Members>& now) {
                const auto made = rowOf(room);
                if (!m_running || !made)
                    return;
                const auto left = now ? stillToAdd(*made, *now) : now.error();
                if (!left || !left->empty())
                    onRefused(*made, left ? Errc::Unsupported : left.error().code);
                else if (tell(storeMembers(*made, *now)))
                    readArchive(room);
            });
        });
}

/// Invitations go from person to person, sealed, and to our other devices; the relay's own are
/// never looked at.
void Rooms::invite()
{
    const auto rooms = m_context.stores.rooms.all();
    const auto due = m_context.stores.rooms.invitationsDue(m_context.self);
    if (!rooms || rooms->empty() || !due)
        return;
    std::vector<Jid> people{m_context.self};
    for (const auto& one : *due)
        people.push_back(one.to);
    inviteNext(std::move(people));
}

void Rooms::inviteNext(std::vector<Jid> people)
{
    while (!people.empty() && m_devices.isFresh(people.front()))
        people.erase(people.begin());
    if (!people.empty()) {
        const auto person = people.front();
        people.erase(people.begin());
        m_devices.refresh(person).then(this, [this, person, people](const Result<Done>& read) {
            if (!m_running)
                return;
            auto left = people;
            if (read && !m_devices.isFresh(person))  // a list changed while it was read
                left.insert(left.begin(), person);
            inviteNext(std::move(left));
        });
        return;
    }
    if (!m_outbound.mayLeave())
        return;
    const auto batch = sealInvitations();
    if (batch)
        m_outbound.send(*batch);
    else
        Q_EMIT problem(vaultProblem(batch.error()).kind);
}

}  // namespace sotto::engine
