// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/resend_desk.h"

#include "core/base/log.h"
#include "core/engine/attachments.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/orders.h"
#include "core/engine/passings.h"
#include "core/engine/recalls.h"
#include "core/engine/states.h"
#include "core/engine/trust_view.h"

#include <set>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kIdsAnHour = 200;
constexpr BootTime kHour = 1h;
constexpr int kMostWaiting = 1000;  // ids of one device

bool hasLeft(Delivery delivery)
{
    return delivery >= Delivery::Sealed && delivery <= Delivery::Acknowledged;
}

}  // namespace

ResendDesk::ResendDesk(VaultContext& context, PeerDevices& devices, Outbound& outbound)
    : m_context(context),
      m_devices(devices),
      m_outbound(outbound),
      m_rounds(
          devices, outbound,
          [this]() -> Result<std::set<omemo::DeviceAddress>> {
              SOTTO_TRY_ASSIGN(const auto waiting, m_context.stores.resends.waiting());
              return std::set(waiting.begin(), waiting.end());
          },
          [this](const omemo::DeviceAddress& device) { return readyTask(serve(device)); })
{
}

Result<Done> ResendDesk::note(VaultContext& context, const omemo::DeviceAddress& by,
                              const std::vector<std::string>& ids)
{
    for (const auto& id : ids)
        SOTTO_TRY(context.stores.resends.add(by, id, kMostWaiting));
    return Done{};
}

Result<Done> ResendDesk::serve(const omemo::DeviceAddress& device)
{
    if (!m_outbound.mayLeave())
        return Done{};
    auto& stores = m_context.stores;
    Batch batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto due, stores.resends.due(device));
    SOTTO_TRY_ASSIGN(const auto row, stores.devices.find(device));
    const bool mayHave = row && row->active && omemo::mayTalk(row->trust);
    SOTTO_TRY_ASSIGN(const auto target, m_devices.target(device));
    if (mayHave && !target)
        return Done{};  // no session yet: due until there is one
    const auto room = allowance(device);
    bool lostReceipt = false;
    bool lostReaction = false;
    for (const auto& one : due) {
        if (mayHave && batch.size() >= room) {
            m_later = m_context.time.scheduler.after(kHour, [this] { run(); });
            break;
        }
        SOTTO_TRY(stores.resends.remove(one.id));
        SOTTO_TRY_ASSIGN(const auto reactedTo, stores.talk.sentAs(one.originId));
        if (mayHave && reactedTo)  // said anew to all: it changes nothing where it was read
            SOTTO_TRY(stores.talk.addDue(*reactedTo));
        lostReaction = lostReaction || (mayHave && reactedTo);
        WallTime sentAt = m_context.time.clock.wallNow();
        SOTTO_TRY_ASSIGN(const auto answer, answerTo(one, sentAt, lostReceipt));
        if (!mayHave || !answer)
            continue;
        SOTTO_TRY_ASSIGN(auto sealed, m_outbound.sealForDevice(*target, *answer, sentAt));
        batch.push_back(std::move(sealed));
    }
    if (mayHave && lostReceipt)
        SOTTO_TRY(oweReceipts(device));
    SOTTO_TRY(transaction.commit());
    m_served[device].insert(m_served[device].end(), batch.size(), m_context.time.clock.bootNow());
    m_outbound.send(batch);
    if (lostReceipt)
        m_outbound.sendReceipts();
    if (lostReaction)
        m_outbound.pumpAll();
    return Done{};
}

/// No value: it is under way anyhow.
Result<std::optional<xmpp::Content>> ResendDesk::answerTo(const store::ResendDue& due,
                                                          WallTime& sentAt, bool& oweReceipts)
{
    using Answer = std::optional<xmpp::Content>;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto row,
                     stores.messages.find(m_context.self, m_context.device, due.originId));
    SOTTO_TRY_ASSIGN(const bool wasForThem,
                     row ? wasWrittenFor(due.by, *row) : Result<bool>{false});
    if (wasForThem) {
        if (row->delivery == Delivery::Queued)
            return Answer{};
        if (hasLeft(row->delivery)) {
            sentAt = wallTimeFromMs(row->sentAtMs);
            SOTTO_TRY_ASSIGN(auto content, m_outbound.contentOf(*row));
            if (changeOf(content))
                return Answer{std::move(content)};
            if (row->recalledAtMs > 0)  // its recall goes another way
                return Answer{xmpp::ResendAnswer{due.originId, xmpp::ResendResult::NotAMessage}};
            auto& text = std::get<xmpp::TextMessage>(content);
            SOTTO_TRY_ASSIGN(
                text.previous,
                stores.messages.textBefore(row->conversation, row->id, m_context.device));
            text.resent = due.originId;
            return Answer{std::move(content)};
        }
        return Answer{xmpp::ResendAnswer{due.originId, xmpp::ResendResult::Unknown}};
    }
    SOTTO_TRY_ASSIGN(const auto purpose, stores.outbox.purposeOf(due.originId));
    if (purpose == store::Purpose::Repair)
        SOTTO_TRY(stores.rooms.inviteAnew(due.by.account));  // it may have been an invitation
    const bool isMessage = !purpose || *purpose == store::Purpose::Message;
    oweReceipts = oweReceipts || purpose == store::Purpose::Receipt;
    return Answer{xmpp::ResendAnswer{
        due.originId, isMessage ? xmpp::ResendResult::Unknown : xmpp::ResendResult::NotAMessage}};
}

/// To a person's own conversation, or to a room of which they were a member by then: who came
/// later cannot ask for what was said before. Nor can a device that nobody compared.
Result<bool> ResendDesk::wasWrittenFor(const omemo::DeviceAddress& device,
                                       const store::MessageRow& row)
{
    auto& stores = m_context.stores;
    if (!row.outgoing || row.kind == store::MessageKind::Undecryptable)
        return false;
    const auto& person = device.account;
    SOTTO_TRY_ASSIGN(const auto known, stores.devices.find(device));
    const auto left = row.relayedAtMs > 0 ? row.relayedAtMs : m_context.nowMs();
    if (!known || (isNewcomer(m_context, *known) && known->firstSeenAtMs > left))
        return false;
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.find(person));
    SOTTO_TRY_ASSIGN(const auto since, stores.rooms.memberSince(row.conversation, person));
    return row.conversation == conversation || (since && *since <= row.receivedAtMs);
}

/// A receipt that could not be read says the same again: it changes nothing over there if the
/// first one was read after all. Once an hour, so that nobody makes us write for ever.
Result<Done> ResendDesk::oweReceipts(const omemo::DeviceAddress& device)
{
    const auto now = m_context.time.clock.bootNow();
    const auto [last, isFirst] = m_receiptsOwed.try_emplace(device, now);
    if (!isFirst && now - last->second < kHour)
        return Done{};
    last->second = now;
    return m_context.stores.receipts.oweAnew(device.account, device.device,
                                             m_context.nowMs() - store::kReceiptsAnewMs,
                                             store::kMostReceiptsAnew);
}

std::size_t ResendDesk::allowance(const omemo::DeviceAddress& device)
{
    auto& served = m_served[device];
    const auto now = m_context.time.clock.bootNow();
    while (!served.empty() && now - served.front() >= kHour)
        served.pop_front();
    return served.size() >= kIdsAnHour ? 0 : kIdsAnHour - served.size();
}

}  // namespace sotto::engine
