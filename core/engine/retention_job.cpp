// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/retention_job.h"

#include "core/base/log.h"
#include "core/store/vault_files.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kSettle = 5min;  // until the archive has stamped what came
constexpr std::chrono::milliseconds kEvery = 24h;
constexpr std::chrono::milliseconds kRetry = 1h;
constexpr std::chrono::milliseconds kPause = 10ms;  // between steps, for everything else
constexpr int kInStep = 50;                         // messages: some milliseconds
constexpr std::chrono::milliseconds kStampEvery = 10min;

constexpr std::string_view kKept = "retention.rounds";
constexpr std::string_view kRelayTime = "retention.relay_time";

Result<std::int64_t> relayTimeMs(store::AccountStore& account)
{
    SOTTO_TRY_ASSIGN(const auto kept, account.value(kRelayTime));
    std::int64_t at = 0;
    if (kept) {
        const auto text = kept->text();
        std::from_chars(text.data(), text.data() + text.size(), at);
    }
    return at;
}

}  // namespace

Result<Done> RetentionJob::noteRelayTime(VaultContext& context, WallTime at)
{
    auto& account = context.stores.account;
    SOTTO_TRY_ASSIGN(const auto known, relayTimeMs(account));
    if (toMs(at) < known + kStampEvery.count())
        return Done{};
    return account.setValue(kRelayTime, viewOf(std::to_string(toMs(at))));
}

void RetentionJob::start()
{
    m_now = {};
    m_now.isEverythingHeld = m_context.retention.holdAll;
    const bool keepsAll = m_context.archive.weAreIt;
    m_now.localDays = keepsAll ? 0 : m_context.retention.localDays;
    tell();
    if (m_context.retention.isOn() && !keepsAll)
        schedule(std::max(kSettle, untilDue()), true);
}

void RetentionJob::stop()
{
    m_timer.reset();
}

void RetentionJob::schedule(std::chrono::milliseconds delay, bool begins)
{
    m_timer = m_context.time.scheduler.after(delay, [this, begins] {
        const auto timer = std::move(m_timer);  // we are inside its work
        begins ? begin() : step();
    });
}

Result<RetentionJob::Kept> RetentionJob::kept()
{
    SOTTO_TRY_ASSIGN(const auto stored, m_context.stores.account.value(kKept));
    Kept kept;
    if (stored) {
        std::istringstream text{std::string{stored->text()}};
        text >> kept.lastAtMs >> kept.lastRemoved >> kept.unreported.messages >>
            kept.unreported.files >> kept.unreported.conversations;
    }
    return kept;
}

Result<Done> RetentionJob::keep(const Kept& kept)
{
    const auto& open = kept.unreported;
    std::ostringstream text;
    text << kept.lastAtMs << ' ' << kept.lastRemoved << ' ' << open.messages << ' ' << open.files
         << ' ' << open.conversations;
    return m_context.stores.account.setValue(kKept, viewOf(text.str()));
}

/// A last round that lies in the future was noted by a wrong clock: due.
std::chrono::milliseconds RetentionJob::untilDue()
{
    const auto known = kept();
    const auto now = m_context.nowMs();
    if (!known || known->lastAtMs == 0 || known->lastAtMs > now)
        return 0ms;
    return std::max(0ms, std::chrono::milliseconds{known->lastAtMs + kEvery.count() - now});
}

void RetentionJob::begin()
{
    const auto relay = relayTimeMs(m_context.stores.account);
    if (!relay) {
        fail(relay.error());
        return;
    }
    m_at = {};
    m_arrivals = {};
    m_heldConversations.clear();
    m_asksArchive = false;
    const auto days = m_now.localDays;
    m_now = {};
    m_now.localDays = days;
    m_now.clockDoubted = *relay == 0;
    const auto age = std::chrono::milliseconds{std::chrono::days{days}};
    m_beforeMs = std::min(m_context.nowMs(), *relay) - age.count();
    step();
}

void RetentionJob::step()
{
    const auto areMore = removeSome();
    if (!areMore) {
        fail(areMore.error());
        return;
    }
    const store::VaultFiles files(m_context.vault.folder());
    for (const auto& file : std::exchange(m_files, {}))
        files.remove(file);  // noise without its key, and removed at the next opening at the latest
    if (*areMore)
        schedule(kPause, false);
    else
        finish();
}

/// True: there is more to look at. Ids rise with arrival: where nothing is old, nothing after it
/// is.
Result<bool> RetentionJob::removeSome()
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto slice, m_context.stores.retention.look(m_at, kInStep, m_beforeMs));
    if (slice.oldestFirst.empty())
        return false;
    SOTTO_TRY_ASSIGN(auto known, kept());
    for (const auto& old : slice.oldestFirst)
        SOTTO_TRY(consider(old, known));
    SOTTO_TRY(keep(known));
    SOTTO_TRY(transaction.commit());
    m_at = slice.goOnAfter.value_or(MessageId{});
    return slice.goOnAfter.has_value();
}

Result<Done> RetentionJob::consider(const store::OldMessage& old, Kept& kept)
{
    SOTTO_TRY_ASSIGN(const bool goes, mayGo(old));
    if (!goes)
        return Done{};
    SOTTO_TRY(m_context.stores.retention.remove(old, m_context.nowMs()));
    if (!old.file.empty()) {
        m_files.push_back(old.file);
        ++kept.unreported.files;
    }
    ++kept.unreported.messages;
    if (m_arrivals.conversations.insert(old.conversation).second)
        ++kept.unreported.conversations;
    m_arrivals.removed.push_back(old.id);
    return Done{};
}

Result<bool> RetentionJob::mayGo(const store::OldMessage& old)
{
    SOTTO_TRY_ASSIGN(const bool held, isHeld(old));
    if (held || old.isNeeded) {
        ++(held ? m_now.held : m_now.needed);
        return false;
    }
    SOTTO_TRY_ASSIGN(const bool confirmed, isConfirmed(old));
    m_now.waiting += confirmed ? 0 : 1;
    return confirmed;
}

/// A person: what they wrote, what was written with them, and every team that they are in.
Result<bool> RetentionJob::isHeld(const store::OldMessage& old)
{
    const auto& held = m_context.retention.held;
    if (held.empty())
        return false;
    if (held.contains(old.sender) || held.contains(old.peer) || held.contains(m_context.self))
        return true;
    const auto known = m_heldConversations.find(old.conversation);
    if (known != m_heldConversations.end())
        return known->second;
    SOTTO_TRY_ASSIGN(const auto members, m_context.stores.rooms.members(old.conversation));
    const bool isIt =
        std::ranges::any_of(members, [&](const Jid& member) { return held.contains(member); });
    m_heldConversations.emplace(old.conversation, isIt);
    return isIt;
}

/// What was there before the archive is handed in now, and goes in a later round. In a team the
/// archive gets by itself what others write: there its membership counts.
Result<bool> RetentionJob::isConfirmed(const store::OldMessage& old)
{
    const auto& archive = m_context.archive;
    if (!archive.required || old.kind != store::MessageKind::Text || old.isKept)
        return true;
    if (!archive.address)
        return false;
    if (old.isInRoom && !old.outgoing) {
        SOTTO_TRY_ASSIGN(const auto since,
                         m_context.stores.rooms.memberSince(old.conversation, *archive.address));
        return since && *since <= old.atMs;
    }
    if (old.peer == *archive.address)
        return true;
    if (!old.isCopyDue) {
        SOTTO_TRY(m_context.stores.archive.addDue(old.id));
        m_asksArchive = true;
    }
    return false;
}

/// With an old stamp of the relay little was old enough: it is looked again once there are newer
/// ones.
void RetentionJob::finish()
{
    const std::chrono::milliseconds age{std::chrono::days{m_now.localDays}};
    const bool isLate = m_context.nowMs() - (m_beforeMs + age.count()) > kEvery.count();
    const auto report = [this, isLate]() -> Result<RemovalReport> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.retention.dropStale(m_beforeMs));
        SOTTO_TRY_ASSIGN(auto known, kept());
        const auto done = std::exchange(known.unreported, {});
        if (!isLate)
            known.lastAtMs = m_context.nowMs();
        known.lastRemoved = done.messages;
        SOTTO_TRY(keep(known));
        SOTTO_TRY(transaction.commit());
        return done;
    }();
    if (!report) {
        fail(report.error());
        return;
    }
    schedule(isLate ? kRetry : kEvery, true);
    if (report->messages > 0)
        Q_EMIT reported(*report);
    if (!m_arrivals.removed.empty())
        Q_EMIT removed(std::exchange(m_arrivals, {}));
    tell();
    if (m_asksArchive)
        Q_EMIT archiveDue();
}

void RetentionJob::tell()
{
    if (const auto known = kept()) {
        m_now.lastAtMs = known->lastAtMs;
        m_now.lastRemoved = known->lastRemoved;
    }
    Q_EMIT changed(m_now);
}

void RetentionJob::fail(const Error& error)
{
    log::warning("engine", "old messages were not removed", {{"why", error.code}});
    m_files.clear();
    schedule(kRetry, true);
}

}  // namespace sotto::engine
