// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/forwarder.h"

#include "core/base/log.h"
#include "core/engine/passings.h"
#include "core/engine/people_news.h"

#include <algorithm>

namespace sotto::engine {

using store::PassingWhy;

Forwarder::Forwarder(VaultContext& context, const AvailabilityDesk& availability,
                     Outbound& outbound, PeerDevices& devices)
    : m_context(context),
      m_availability(availability),
      m_outbound(outbound),
      m_devices(devices)
{
}

void Forwarder::note(const Arrivals& arrivals)
{
    const auto colleague = Jid::parseAccount(m_availability.now().forwardTo.toStdString());
    if (arrivals.newMessages == 0 || m_availability.quietUntilMs() == 0 || !colleague)
        return;
    for (const auto id : arrivals.changed) {
        const auto row = m_context.stores.messages.get(id);
        const auto isToGo = row && *row ? isToPassOn(**row, *colleague) : Result<bool>{false};
        if (!isToGo || !*isToGo)
            continue;
        const auto passed = passOn(**row, *colleague);
        if (passed)
            Q_EMIT stored(*passed);
        else
            log::warning("engine", "a message was not passed on", {{"why", passed.error().code}});
    }
    m_outbound.pump(*colleague);
    tellAuthors();
}

/// To its own author nothing goes back.
Result<bool> Forwarder::isToPassOn(const store::MessageRow& row, const Jid& colleague)
{
    auto& stores = m_context.stores;
    if (row.kind != store::MessageKind::Text || !row.unread || row.sender == colleague)
        return false;
    SOTTO_TRY_ASSIGN(const auto room, stores.rooms.find(row.conversation));
    SOTTO_TRY_ASSIGN(const auto file, stores.attachments.get(row.id));
    SOTTO_TRY_ASSIGN(const auto passing, stores.passings.find(row.id));
    SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(row.id));
    SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(row.id));
    // An order is for whom it was signed. What was passed on to us, or by us, ends here; a
    // broadcast is for its members alone. What is sensitive needs a person's reason (42 CFR 2.32).
    return !room && !file && !passing && !order && !(patient && patient->isSensitive());
}

Result<Arrivals> Forwarder::passOn(const store::MessageRow& row, const Jid& colleague)
{
    Arrivals arrivals;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto to,
                     stores.conversations.findOrCreate(colleague, m_context.nowMs()));
    SOTTO_TRY_ASSIGN(const auto id,
                     m_outbound.addText(to, row.body, urgencyLeft(row, m_context.nowMs())));
    SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(row.id));
    SOTTO_TRY(stores.patients.add(id, patient));
    SOTTO_TRY(stores.passings.add(
        {id, PassingWhy::Forwarded, row.originId, row.sender.toString(), true}));
    SOTTO_TRY(stores.passings.add(
        {row.id, PassingWhy::PassedOn, row.originId, colleague.toString(), row.unmanaged}));
    SOTTO_TRY(addPeopleNews(m_context, row.conversation,
                            {PeopleNotice::Kind::PassedOn, m_context.self, colleague.toString()},
                            arrivals));
    SOTTO_TRY(transaction.commit());
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(to);
    return arrivals;
}

void Forwarder::tellAuthors()
{
    const auto untold = m_context.stores.passings.untold();
    if (!untold || untold->empty() || !m_outbound.mayLeave())
        return;
    for (const auto& one : *untold) {
        const auto row = m_context.stores.messages.get(one.message);
        if (!row || !*row || m_devices.isFresh((*row)->sender))
            continue;
        m_devices.refresh((*row)->sender).then(this, [this](const Result<Done>& refreshed) {
            if (refreshed)
                tellAuthors();
        });
        return;
    }
    const auto batch = sealNews();
    if (batch)
        m_outbound.send(*batch);
    else
        log::warning("engine", "authors were not told", {{"why", batch.error().code}});
}

Result<std::vector<Outbound::Sealed>> Forwarder::sealNews()
{
    std::vector<Outbound::Sealed> batch;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto untold, stores.passings.untold());
    for (const auto& one : untold) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(one.message));
        const auto colleague = Jid::parseAccount(one.person);
        if (!row || !colleague || !m_devices.isFresh(row->sender))
            continue;
        SOTTO_TRY_ASSIGN(auto sealed,
                         m_outbound.sealNews(row->sender, xmpp::PassedOn{one.ref, *colleague}, {}));
        if (!sealed)
            continue;
        SOTTO_TRY(stores.passings.setTold(one.message));
        batch.push_back(*std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

}  // namespace sotto::engine
