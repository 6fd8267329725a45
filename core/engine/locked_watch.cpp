// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/locked_watch.h"

#include "core/crypto/random.h"
#include "core/engine/own_features.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/archive.h"
#include "core/xmpp/availability.h"
#include "core/xmpp/carbons.h"
#include "core/xmpp/presence.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"

#include <algorithm>
#include <limits>

namespace sotto::engine {
namespace {

constexpr std::uint32_t kPageSize = 250;
constexpr std::size_t kMostCounted = 9999;
constexpr std::chrono::milliseconds kLongestStep{3'600'000};
constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();

}  // namespace

LockedWatch::LockedWatch(RelayLink& link, HandOver handOver, AvailabilityRules rules,
                         const LoopRules& loop, Time time)
    : m_link(link),
      m_handOver(std::move(handOver)),
      m_rules(std::move(rules)),
      m_clock(time.clock),
      m_scheduler(time.scheduler),
      m_loop(loop)
{
    if (auto keys = crypto::alertKeyPairFrom(m_handOver.alertKey.view()))
        m_alertKeys = *std::move(keys);
    connect(&m_link, &RelayLink::online, this, &LockedWatch::onOnline);
    connect(&m_link.stream(), &relay::RelayStream::stanzaReceived, this, &LockedWatch::onStanza);
}

HandOver LockedWatch::handOver() const
{
    auto handOver = m_handOver.clone();
    if (const auto token = m_link.token()) {
        handOver.loginToken = token->token.clone(SecretBytes::Memory::Locked);
        handOver.tokenExpiryMs = toMs(token->expiry);
    }
    return handOver;
}

void LockedWatch::onOnline()
{
    m_link.stream().setOwnFeatures(ownFeatures(false));
    announce();
    askArchive(m_handOver.archiveCursor);
}

/// Again at the end of "do not disturb", which nobody else would tell.
void LockedWatch::announce()
{
    using Show = xmpp::PresenceStanza::Show;
    auto presence = xmpp::buildPresence(Show::Away, ownCaps(false));  // not at the desk
    if (isQuiet()) {
        xmpp::AvailabilityClaim claim;
        if (m_handOver.quietUntilMs != kNoEnd)
            claim.until = wallTimeFromMs(m_handOver.quietUntilMs);
        presence = xmpp::buildPresence(Show::DoNotDisturb, ownCaps(false))
                       .add(xmpp::buildAvailability(claim));
    }
    (void)m_link.stream().send(presence);
    waitForQuietEnd();
}

/// In steps: the wall clock may be set.
void LockedWatch::waitForQuietEnd()
{
    m_quietEnd.reset();
    if (!isQuiet() || m_handOver.quietUntilMs == kNoEnd)
        return;
    const std::chrono::milliseconds left{m_handOver.quietUntilMs - toMs(m_clock.wallNow())};
    m_quietEnd = m_scheduler.after(std::min(left, kLongestStep), [this] {
        const auto step = std::move(m_quietEnd);  // we are inside its work
        if (isQuiet())
            waitForQuietEnd();
        else if (m_link.isOnline())
            announce();
    });
}

bool LockedWatch::isQuiet() const
{
    return m_handOver.quietUntilMs > toMs(m_clock.wallNow());
}

/// What came while no process held the stream. Asked on each new stream; what was counted
/// is known by its id.
void LockedWatch::askArchive(const std::string& after)
{
    if (after.empty())
        return;
    m_queryId = crypto::uuidV4();
    xmpp::ArchiveQuery query;
    query.after = after;
    query.max = kPageSize;
    m_link.stream()
        .request(xmpp::buildArchiveQuery(query, {m_link.person(), std::nullopt, m_queryId}))
        .then(this, [this, after](const Result<xmpp::Element>& answer) {
            const auto page =
                answer ? xmpp::parseArchiveFin(*answer) : Result<xmpp::ArchivePage>{answer.error()};
            if (page && !page->complete && !page->last.empty() && page->last != after &&
                m_seen.size() < kMostCounted)
                askArchive(page->last);
        });
}

void LockedWatch::onStanza(const xmpp::Element& stanza)
{
    // Nothing is counted yet, so the relay hears nothing of this; but what is confirmed
    // after the unlock must not be taken for this stanza.
    m_link.stream().confirmHandled();
    const auto origin = xmpp::classifyOrigin(stanza, m_link.person());
    if (!origin || stanza.name != "message")
        return;
    if (!xmpp::hasArchiveResult(stanza)) {
        takeLive(stanza, *origin);
        return;
    }
    const auto archived =
        xmpp::parseArchiveResult(stanza, *origin, {m_link.person(), std::nullopt, m_queryId});
    if (!archived || !*archived)
        return;
    const auto inner = xmpp::classifyOrigin((*archived)->message, m_link.person());
    if (inner)
        take((*archived)->message, *inner, false);
}

/// Also what was addressed to another device of ours alone, of which a carbon comes here.
void LockedWatch::takeLive(const xmpp::Element& stanza, const xmpp::Origin& origin)
{
    const auto carbon = xmpp::parseCarbon(stanza, origin, m_link.person());
    if (!carbon)
        return;
    const auto& message = *carbon ? (*carbon)->message : stanza;
    if (const auto sender = xmpp::classifyOrigin(message, m_link.person()))
        take(message, *sender, true);
}

/// A phone has no words for its urgency that this process could read.
std::optional<Urgency> LockedWatch::urgencyOf(const xmpp::Element& message) const
{
    const DeviceId device{m_handOver.device};
    if (const auto* const encrypted = message.child("encrypted", omemo::kSealedNs)) {
        const auto sealed = omemo::parseSealed(*encrypted);
        return sealed ? omemo::peekUrgency(*sealed, m_alertKeys, device) : std::nullopt;
    }
    const auto* const encrypted = message.child("encrypted", omemo::kOmemoNs);
    const auto phone = encrypted ? omemo::parseOmemo03(*encrypted) : Error{Errc::NotFound, {}};
    const bool isForUs = phone && phone->payload &&
        std::ranges::find(phone->keys, device, &omemo::SealedKey::recipient) != phone->keys.end();
    return isForUs ? std::optional{Urgency::Fyi} : std::nullopt;
}

void LockedWatch::take(const xmpp::Element& message, const xmpp::Origin& origin, bool live)
{
    if (!std::holds_alternative<xmpp::Peer>(origin) || xmpp::isErrorStanza(message))
        return;
    const auto named = xmpp::originId(message);
    const std::string id{named.empty() ? message.attribute("id") : named};
    if (id.empty() || m_seen.size() >= kMostCounted)
        return;
    const auto urgency = urgencyOf(message);
    if (!urgency || *urgency == Urgency::None || !m_seen.insert(id).second)
        return;
    m_waiting += 1;
    m_stat += *urgency == Urgency::Stat ? 1 : 0;
    Q_EMIT waitingChanged(m_waiting, m_stat);
    if (rings(*urgency) && (live || *urgency == Urgency::Stat))
        Q_EMIT arrived(*urgency);
    if (*urgency == Urgency::Stat)
        ringAgain(m_loop.repeatCount);
}

bool LockedWatch::rings(Urgency urgency) const
{
    return !isQuiet() || m_rules.overDoNotDisturb.contains(urgency);
}

void LockedWatch::ringAgain(int times)
{
    m_again.reset();
    if (times <= 0)
        return;
    m_again = m_scheduler.after(m_loop.repeatEvery, [this, times] {
        ringAgain(times - 1);
        if (rings(Urgency::Stat))
            Q_EMIT arrived(Urgency::Stat);
    });
}

}  // namespace sotto::engine
