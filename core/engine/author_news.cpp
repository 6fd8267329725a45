// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/author_news.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace sotto::engine {

AuthorNews::AuthorNews(VaultContext& context, Outbound& outbound, PeerDevices& devices,
                       Ledger ledger)
    : m_context(context),
      m_outbound(outbound),
      m_devices(devices),
      m_ledger(std::move(ledger))
{
}

void AuthorNews::tell()
{
    if (m_isAsking)
        return;  // what is new is seen at the next step
    m_asked.clear();
    goOn();
}

void AuthorNews::goOn()
{
    const auto untold = m_ledger.untold();
    if (!untold || untold->empty() || !m_outbound.mayLeave())
        return;
    const auto batch = seal();
    if (batch)
        m_outbound.send(*batch);
    else
        log::warning("engine", "authors were not told", {{"why", batch.error().code}});
    const auto next = std::ranges::find_if(*untold, [this](const Item& item) {
        return !m_devices.isFresh(item.author) && !m_asked.contains(item.author);
    });
    if (next == untold->end())
        return;
    m_asked.insert(next->author);
    m_isAsking = true;
    m_devices.refresh(next->author).then(this, [this](const Result<Done>&) {
        m_isAsking = false;
        goOn();
    });
}

/// Only what is sealed counts as told.
Result<std::vector<Outbound::Sealed>> AuthorNews::seal()
{
    std::vector<Outbound::Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto untold, m_ledger.untold());
    for (const auto& item : untold) {
        if (!m_devices.isFresh(item.author))
            continue;
        SOTTO_TRY_ASSIGN(auto sealed, m_outbound.sealNews(item.author, item.news, {}));
        if (!sealed)
            continue;
        SOTTO_TRY(m_ledger.setTold(item.message));
        batch.push_back(*std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

}  // namespace sotto::engine
