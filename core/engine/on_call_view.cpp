// SPDX-License-Identifier: GPL-3.0-or-later
// What the screen is told of roles on call.
#include "core/engine/on_call_desk.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/on_call_rules.h"
#include "core/engine/trust_view.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::chrono::milliseconds kLongestWait{3'600'000};  // the wall clock may be set

}  // namespace

void OnCallDesk::refresh()
{
    if (!m_telling)
        m_telling = m_context.time.scheduler.after(std::chrono::milliseconds{0}, [this] {
            m_telling.reset();
            tell();
        });
}

void OnCallDesk::tell()
{
    QList<OnCallSnapshot> roles;
    for (const auto& [name, role] : m_context.roles.list.roles)
        if (role.onCall)
            roles.append(snapshot(name));
    std::ranges::sort(roles, {}, [](const OnCallSnapshot& role) { return role.title.string(); });
    noteEnded();
    Q_EMIT changed(roles);
    m_end.reset();
    const auto now = m_context.nowMs();
    if (const auto next = m_board.nextEndMs(now))
        m_end =
            m_context.time.scheduler.after(std::clamp(std::chrono::milliseconds{*next - now},
                                                      std::chrono::milliseconds{1}, kLongestWait),
                                           [this] { refresh(); });
}

/// A claim of ours that has ended by itself is told like one that is given up, by a word without
/// it: so it is told once, also if it ended while we were locked or offline.
void OnCallDesk::noteEnded()
{
    const auto* const word = m_board.wordOf(m_context.self);
    if (!m_isLevel || m_saying > 0 || !m_link.isOnline() || !word || word->by != m_context.device)
        return;
    Saying saying{.claims = ownClaims(), .byItself = true};
    for (const auto& claim : word->claims)
        if (claim.untilMs <= m_context.nowMs())
            saying.events.push_back(
                {OnCallEvent::Kind::Released, QString::fromStdString(claim.role)});
    if (!saying.events.empty())
        say(std::move(saying));
}

OnCallSnapshot OnCallDesk::snapshot(const std::string& role) const
{
    const auto now = m_context.nowMs();
    OnCallSnapshot out;
    out.role = QString::fromStdString(role);
    out.title = titleOf(m_context.roles, role);
    out.mayClaim = m_board.mayHold(role, m_context.self);
    out.longestClaimS = static_cast<int>(m_context.roles.longestClaim.count());
    const auto holders = m_board.holders(role, now);
    for (const auto& person : targets(role))
        out.goesTo.append(m_directory.person(person));
    if (!holders.empty())
        addHolders(out, holders);
    else if (!m_board.peopleOf(m_context.roles.unclaimedTo, m_people).empty())
        out.fallsTo = titleOf(m_context.roles, m_context.roles.unclaimedTo);
    if (const auto items = m_context.stores.onCall.openItems(role))
        out.openItems = static_cast<int>(items->size());
    if (out.byUs)
        for (const auto& person : m_board.peopleOf(role, m_people))
            if (person != m_context.self)
                out.colleagues.append(m_directory.person(person));
    const auto offers = m_context.stores.onCall.offers(store::OnCallOfferState::Open);
    if (out.byUs && offers)
        for (const auto& offer : *offers)
            if (offer.outgoing && offer.role == role &&
                offer.atMs + kOnCallOfferStands.count() > now)
                out.offeredTo = m_directory.person(offer.person).name;
    return out;
}

void OnCallDesk::addHolders(OnCallSnapshot& out, const std::vector<OnCallHolder>& holders) const
{
    const auto& first = holders.front();
    out.untilMs = first.claim.untilMs;
    out.byUs = first.person == m_context.self;
    if (holders.size() > 1) {
        out.alsoClaimedBy = m_directory.person(holders[1].person).name;
        out.lost = !out.byUs &&
            std::ranges::find(holders, m_context.self, &OnCallHolder::person) != holders.end();
    }
    const auto device = m_context.stores.devices.find({first.person, first.by});
    out.byNewDevice = !out.byUs && device && *device && isNewcomer(m_context, **device);
}

}  // namespace sotto::engine
