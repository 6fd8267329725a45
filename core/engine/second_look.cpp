// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/second_look.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr int kAtOnce = 200;
constexpr int kAllUntrusted = 10'000;
constexpr BootTime kShortest = 100ms;

}  // namespace

SecondLook::SecondLook(VaultContext& context, Inbound& inbound)
    : m_context(context),
      m_inbound(inbound)
{
}

void SecondLook::start()
{
    if (m_timer)
        return;
    const auto waiting =
        m_context.stores.quarantine.withReason(store::QuarantineReason::Postponed, kAtOnce);
    if (!waiting || waiting->empty())
        return;
    auto soonest = BootTime::max();
    for (const auto& row : *waiting)
        soonest = std::min(soonest, m_inbound.budget().wait(row.from));
    m_timer = m_context.time.scheduler.after(std::max(soonest, kShortest), [this] {
        m_timer.reset();
        look(store::QuarantineReason::Postponed, kAtOnce, [this](const store::QuarantineRow& row) {
            return m_inbound.budget().mayTry(row.from);
        });
        start();
    });
}

void SecondLook::retryQuarantined(const Jid& person)
{
    look(store::QuarantineReason::Untrusted, kAllUntrusted,
         [&](const store::QuarantineRow& row) { return row.from == person; });
}

template <class Wanted>
void SecondLook::look(store::QuarantineReason reason, int most, Wanted wanted)
{
    Arrivals arrivals;
    const auto looked = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto rows, m_context.stores.quarantine.withReason(reason, most));
        for (const auto& row : rows)
            if (wanted(row))
                SOTTO_TRY(m_inbound.takeAgain(transaction, row, arrivals));
        return transaction.commit();
    }();
    if (looked)
        Q_EMIT taken(arrivals);
    else
        Q_EMIT failed(looked.error().code);
}

}  // namespace sotto::engine
