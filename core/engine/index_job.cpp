// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/index_job.h"

#include "core/base/log.h"

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kSettle = 3s;   // after an unlock there is enough to do
constexpr std::chrono::milliseconds kPause = 10ms;  // between steps, for everything else
constexpr int kInStep = 400;                        // messages: some 10 ms

}  // namespace

void IndexJob::start()
{
    const auto begun = beginAnew(true);
    if (!begun)
        fail(begun.error());
    else
        goOn(kSettle);
}

void IndexJob::stop()
{
    m_timer.reset();
    tell();
}

void IndexJob::tend(IndexWish wish)
{
    m_isTold = true;
    switch (wish) {
    case IndexWish::Tell:
        break;
    case IndexWish::Rebuild:
        if (const auto begun = beginAnew(false); !begun)
            fail(begun.error());
        else
            goOn(0ms);
        break;
    case IndexWish::Pause:
        m_timer.reset();
        break;
    case IndexWish::GoOn:
        goOn(0ms);
        break;
    }
    m_last.reset();
    tell();
}

Result<Done> IndexJob::beginAnew(bool onlyIfOld)
{
    auto& search = m_context.stores.search;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(onlyIfOld ? search.beginAnewIfOld() : search.beginAnew());
    return transaction.commit();
}

void IndexJob::goOn(std::chrono::milliseconds delay)
{
    const auto state = m_context.stores.search.state();
    m_isFailing = !state;
    if (state && state->next.value != 0)
        m_timer = m_context.time.scheduler.after(delay, [this] { step(); });
}

void IndexJob::step()
{
    const auto areMore = [this]() -> Result<bool> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const bool more, m_context.stores.search.indexMore(kInStep));
        SOTTO_TRY(transaction.commit());
        return more;
    }();
    m_timer.reset();
    if (!areMore) {
        fail(areMore.error());
        return;
    }
    if (*areMore)
        m_timer = m_context.time.scheduler.after(kPause, [this] { step(); });
    tell();
}

void IndexJob::tell()
{
    if (!m_isTold)
        return;
    const auto state = m_context.stores.search.state();
    if (!state)
        return;
    const SearchCoverage coverage{state->oldestMs, state->indexedFromMs, state->percent,
                                  m_timer != nullptr, m_isFailing};
    if (coverage == m_last)
        return;
    m_last = coverage;
    Q_EMIT changed(coverage);
}

void IndexJob::fail(const Error& error)
{
    log::warning("engine", "the search was not indexed", {{"why", error.code}});
    m_timer.reset();
    m_isFailing = true;
    tell();
}

}  // namespace sotto::engine
