// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/forwarder.h"

#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/passings.h"
#include "core/engine/people_news.h"
#include "core/engine/recalls.h"

#include <algorithm>

namespace sotto::engine {

using store::PassingWhy;

Forwarder::Forwarder(VaultContext& context, const AvailabilityDesk& availability,
                     Outbound& outbound, PeerDevices& devices)
    : m_context(context),
      m_availability(availability),
      m_outbound(outbound),
      m_news(context, outbound, devices,
             {[this] { return untold(); },
              [this](MessageId message) { return m_context.stores.passings.setTold(message); }})
{
}

void Forwarder::note(const Arrivals& arrivals)
{
    for (const auto id : arrivals.changed)
        followChange(id);
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

/// What its author takes back or puts right is taken back and put right where it went on to, too.
void Forwarder::followChange(MessageId id)
{
    auto& stores = m_context.stores;
    const auto row = stores.messages.get(id);
    const bool isChanged =
        row && *row && !(*row)->outgoing && ((*row)->recalledAtMs > 0 || (*row)->correctedAtMs > 0);
    const auto passing =
        isChanged ? stores.passings.find(id) : Result{std::optional<store::PassingRow>{}};
    if (!passing || !*passing || (*passing)->why != PassingWhy::PassedOn)
        return;
    const auto changed = changeCopy(**row);
    if (!changed) {
        log::warning("engine", "what was passed on was not changed",
                     {{"why", changed.error().code}});
        return;
    }
    Q_EMIT stored(*changed);
    if (const auto colleague = Jid::parseAccount((*passing)->person))
        m_outbound.pump(*colleague);
}

Result<Arrivals> Forwarder::changeCopy(const store::MessageRow& row)
{
    Arrivals arrivals;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto copy, stores.messages.find(m_context.self, copyId(row)));
    SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(row.id));
    const bool isRecall = row.recalledAtMs > 0;
    if (!copy || copy->recalledAtMs > 0 || (!isRecall && copy->body == row.body))
        return arrivals;
    const auto line =
        changeOurs(m_context, copy->id, isRecall ? NewWords{} : NewWords{row.body, patient});
    if (!line && line.error().code == Errc::Denied)
        return arrivals;  // our own time for it is over
    if (!line)
        return line.error();
    SOTTO_TRY(transaction.commit());
    arrivals.changed = {copy->id, *line};
    arrivals.conversations.insert(copy->conversation);
    arrivals.openChanged = true;
    return arrivals;
}

/// By which the copy is found again. The relay sees it: it must tell nothing of the message.
std::string Forwarder::copyId(const store::MessageRow& row) const
{
    const auto digest =
        crypto::hmacSha256(m_context.alertKeys.secretKey.view(),
                           viewOf("sotto passed on " + row.sender.toString() + " " + row.originId));
    return toHex(digest.view().first(16));
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
    SOTTO_TRY_ASSIGN(
        const auto id,
        m_outbound.addText(to, row.body, urgencyLeft(row, m_context.nowMs()), copyId(row)));
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
    m_news.tell();
}

Result<std::vector<AuthorNews::Item>> Forwarder::untold()
{
    std::vector<AuthorNews::Item> items;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto rows, stores.passings.untold());
    for (const auto& one : rows) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(one.message));
        const auto colleague = Jid::parseAccount(one.person);
        if (row && colleague)
            items.push_back({one.message, row->sender, {one.ref, *colleague}});
    }
    return items;
}

}  // namespace sotto::engine
