// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/escalation.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/loop_notices.h"
#include "core/engine/states.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::chrono::milliseconds kLongestWait{3'600'000};  // the wall clock may be set

}  // namespace

Escalation::Escalation(VaultContext& context, Outbound& outbound)
    : m_context(context),
      m_outbound(outbound)
{
}

void Escalation::setLevel(bool level)
{
    m_level = level;
    m_soon.reset();
    m_due.reset();
    refresh();
}

void Escalation::refresh()
{
    if (m_level && !m_soon)
        m_soon = m_context.time.scheduler.after(std::chrono::milliseconds{0}, [this] {
            m_soon.reset();
            run();
        });
}

void Escalation::run()
{
    Arrivals arrivals;
    std::vector<Jid> to;
    const auto next = [&]() -> Result<std::int64_t> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto plans, m_context.stores.escalations.all());
        for (const auto& plan : plans) {
            SOTTO_TRY_ASSIGN(const auto person, step(plan, arrivals));
            if (person)
                to.push_back(*person);
        }
        SOTTO_TRY_ASSIGN(const auto left, m_context.stores.escalations.all());
        SOTTO_TRY(transaction.commit());
        return left.empty() ? 0 : left.front().dueAtMs;
    }();
    m_due.reset();
    if (!next) {
        log::warning("engine", "an escalation was not stored", {{"why", next.error().code}});
        Q_EMIT failed(next.error().code);
        return;
    }
    if (*next > 0)
        m_due = m_context.time.scheduler.after(
            std::clamp(std::chrono::milliseconds{*next - m_context.nowMs()},
                       std::chrono::milliseconds{1}, kLongestWait),
            [this] { run(); });
    if (to.empty())
        return;
    Q_EMIT told(arrivals);
    for (const auto& person : to)
        m_outbound.pump(person);
}

/// By those whom it was for, or by one to whom it went on.
Result<bool> Escalation::isAnswered(const store::MessageRow& row)
{
    if (!row.isOpen || row.recalledAtMs > 0)
        return true;
    SOTTO_TRY_ASSIGN(auto ids, m_context.stores.escalations.copiesOf(row.id));
    ids.push_back(row.originId);
    for (const auto& id : ids) {
        SOTTO_TRY_ASSIGN(const auto counts, m_context.stores.states.counts(id));
        if (counts.acknowledged > counts.declined)
            return true;
    }
    return false;
}

/// To whom it went on just now, if to anybody.
Result<std::optional<Jid>> Escalation::step(const store::EscalationRow& plan, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(plan.message));
    SOTTO_TRY_ASSIGN(const bool answered, row ? isAnswered(*row) : Result<bool>{true});
    if (answered) {
        SOTTO_TRY(stores.escalations.drop(plan.message));
        return std::optional<Jid>{};
    }
    if (plan.dueAtMs > m_context.nowMs())
        return std::optional<Jid>{};
    const auto to = plan.chain.front();
    SOTTO_TRY(forward(*row, to, arrivals));
    SOTTO_TRY(addLine(*row, to, arrivals));
    auto rest = plan;
    rest.chain.erase(rest.chain.begin());
    rest.dueAtMs =
        m_context.nowMs() + std::chrono::milliseconds{m_context.loop.escalateAfter}.count();
    if (rest.chain.empty())
        SOTTO_TRY(stores.escalations.drop(plan.message));
    else
        SOTTO_TRY(stores.escalations.plan(rest));
    return std::optional{to};
}

/// The same words, one to one; labelled, so that the receiver knows whom they were for.
Result<Done> Escalation::forward(const store::MessageRow& row, const Jid& to, Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const auto now = m_context.nowMs();
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.findOrCreate(to, now));
    SOTTO_TRY_ASSIGN(const auto first, stores.conversations.get(row.conversation));
    store::MessageRow copy{
        .conversation = conversation, .outgoing = true, .sender = m_context.self};
    copy.senderDevice = m_context.device;
    copy.originId = crypto::uuidV4();
    copy.body = row.body;
    copy.urgency = row.urgency;
    copy.isOpen = true;
    copy.sentAtMs = copy.receivedAtMs = now;
    if (row.dueAtMs > 0)
        copy.dueAtMs = now + (row.dueAtMs - row.sentAtMs);
    copy.delivery = Delivery::Queued;
    SOTTO_TRY_ASSIGN(const auto id, stores.messages.add(copy));
    SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(row.id));
    SOTTO_TRY(stores.patients.add(id, patient));
    if (first)
        SOTTO_TRY(stores.escalations.label(id, {first->peer, row.sentAtMs, row.id}));
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(conversation);
    arrivals.openChanged = true;
    return Done{};
}

Result<Done> Escalation::addLine(const store::MessageRow& row, const Jid& to, Arrivals& arrivals)
{
    store::MessageRow line{.conversation = row.conversation, .sender = to};
    line.kind = store::MessageKind::System;
    line.originId = crypto::uuidV4();
    line.body = loopNotice(NoticeSnapshot::Kind::Escalated, to.toString());
    line.sentAtMs = line.receivedAtMs = m_context.nowMs();
    SOTTO_TRY_ASSIGN(const auto id, m_context.stores.messages.add(line));
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(row.conversation);
    return Done{};
}

}  // namespace sotto::engine
