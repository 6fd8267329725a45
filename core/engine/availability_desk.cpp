// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/availability_desk.h"

#include "core/base/log.h"
#include "core/engine/own_features.h"
#include "core/xmpp/availability.h"

#include <limits>
#include <sstream>

namespace sotto::engine {
namespace {

constexpr std::string_view kKey = "people.availability";
constexpr std::int64_t kLongestMs = 7LL * 24 * 3600 * 1000;  // a mistyped year is not for ever

/// "3 1795356000000 lee@clinic.example": Presence, until, forwardTo.
std::string textOf(const Availability& availability)
{
    return std::to_string(static_cast<int>(availability.presence)) + " " +
        std::to_string(availability.untilMs) + " " + availability.forwardTo.toStdString();
}

Availability availabilityFrom(std::string_view text)
{
    std::istringstream in{std::string{text}};
    int presence = 0;
    Availability out;
    std::string forwardTo;
    in >> presence >> out.untilMs >> forwardTo;
    out.presence = static_cast<Presence>(presence);
    out.forwardTo = QString::fromStdString(forwardTo);
    return out;
}

}  // namespace

AvailabilityDesk::AvailabilityDesk(VaultContext& context, RelayLink& link, AvailabilityRules rules)
    : m_context(context),
      m_link(link),
      m_rules(std::move(rules))
{
}

bool AvailabilityDesk::isOver(const Availability& availability) const
{
    return availability.untilMs != 0 && availability.untilMs <= m_context.nowMs();
}

Availability AvailabilityDesk::checked(Availability wanted) const
{
    const bool isDnd = wanted.presence == Presence::DoNotDisturb;
    if ((!isDnd && wanted.presence != Presence::Busy) || isOver(wanted))
        return {};
    if (!isDnd)
        return {.presence = Presence::Busy};
    if (wanted.untilMs != 0)
        wanted.untilMs = std::min(wanted.untilMs, m_context.nowMs() + kLongestMs);
    const auto colleague = Jid::parseAccount(wanted.forwardTo.toStdString());
    const bool mayGo = m_rules.mayForward && colleague && *colleague != m_context.self &&
        m_context.domains.lets(*colleague, m_context.self);
    wanted.forwardTo = mayGo ? QString::fromStdString(colleague->toString()) : QString{};
    return wanted;
}

void AvailabilityDesk::load()
{
    const auto kept = m_context.stores.account.value(kKey);
    become(kept && *kept ? checked(availabilityFrom((*kept)->text())) : Availability{});
}

void AvailabilityDesk::set(const Availability& wanted)
{
    become(checked(wanted));
    keep();
    announce();
}

void AvailabilityDesk::become(Availability availability)
{
    m_now = std::move(availability);
    m_end.reset();
    if (m_now.untilMs != 0)
        m_end = m_context.time.scheduler.after(
            std::chrono::milliseconds{m_now.untilMs - m_context.nowMs()}, [this] {
                const auto end = std::move(m_end);            // we are inside its work
                set(isOver(m_now) ? Availability{} : m_now);  // the wall clock may have been set
            });
    Q_EMIT changed(m_now);
}

void AvailabilityDesk::keep()
{
    const auto kept = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.account.setValue(kKey, viewOf(textOf(m_now))));
        return transaction.commit();
    }();
    if (!kept)
        log::warning("engine", "the availability was not saved", {{"why", kept.error().code}});
}

void AvailabilityDesk::announce()
{
    if (m_link.isOnline())
        (void)m_link.stream().send(presence());
}

xmpp::Element AvailabilityDesk::presence() const
{
    using Show = xmpp::PresenceStanza::Show;
    const bool isBusy = m_now.presence == Presence::Busy;
    if (!isBusy && m_now.presence != Presence::DoNotDisturb)
        return xmpp::buildPresence(Show::Online, ownCaps(true));
    xmpp::AvailabilityClaim claim{.busy = isBusy};
    if (m_now.untilMs != 0)
        claim.until = wallTimeFromMs(m_now.untilMs);
    return xmpp::buildPresence(Show::DoNotDisturb, ownCaps(true))
        .add(xmpp::buildAvailability(claim));
}

bool AvailabilityDesk::rings(Urgency urgency) const
{
    return quietUntilMs() == 0 || m_rules.overDoNotDisturb.contains(urgency);
}

std::int64_t AvailabilityDesk::quietUntilMs() const
{
    if (m_now.presence != Presence::DoNotDisturb || isOver(m_now))
        return 0;
    return m_now.untilMs != 0 ? m_now.untilMs : std::numeric_limits<std::int64_t>::max();
}

}  // namespace sotto::engine
