// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/on_call_hand_over.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/on_call_rules.h"
#include "core/engine/passings.h"
#include "core/engine/people_news.h"

#include <algorithm>
#include <limits>

namespace sotto::engine {

using store::OnCallOfferState;

OnCallHandOver::OnCallHandOver(VaultContext& context, OnCallDesk& desk, Directory& directory,
                               Outbound& outbound, PeerDevices& devices)
    : m_context(context),
      m_desk(desk),
      m_directory(directory),
      m_outbound(outbound),
      m_devices(devices),
      m_news(context, outbound, devices,
             {[this] { return untold(); },
              [this](MessageId message) { return m_context.stores.onCall.setTold(message); }})
{
    connect(&m_desk, &OnCallDesk::changed, this, &OnCallHandOver::refresh);
}

/// Their devices must be known before anything is sealed for them.
void OnCallHandOver::say(const Jid& to, std::function<Result<Batch>()> seal)
{
    if (!m_outbound.mayLeave()) {
        Q_EMIT problem(ProblemKind::OnCallNotChanged);
        return;
    }
    m_devices.refresh(to).then(this, [this, seal = std::move(seal)](const Result<Done>& refreshed) {
        const auto batch = refreshed ? seal() : Result<Batch>{refreshed.error()};
        if (!batch) {
            log::warning("engine", "a role was not offered or answered",
                         {{"why", batch.error().code}});
            Q_EMIT problem(ProblemKind::OnCallNotChanged);
            return;
        }
        m_outbound.send(*batch);
        m_desk.refresh();
    });
}

void OnCallHandOver::offer(const std::string& role, const Jid& to)
{
    const bool isFit =
        to != m_context.self && m_desk.holds(role, m_context.self) && m_desk.mayHold(role, to);
    if (!isFit)
        Q_EMIT problem(ProblemKind::OnCallNotChanged);
    else
        say(to, [this, role, to] { return sealOffer(role, to); });
}

/// One at a time for each role: an earlier one is over.
Result<OnCallHandOver::Batch> OnCallHandOver::sealOffer(const std::string& role, const Jid& to)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto items, stores.onCall.openItems(role));
    SOTTO_TRY_ASSIGN(const auto open, stores.onCall.offers(OnCallOfferState::Open));
    for (const auto& one : open)
        if (one.outgoing && one.role == role)
            SOTTO_TRY(stores.onCall.settleOffer(one.id, one.person, OnCallOfferState::Over));
    const auto count = std::min(static_cast<int>(items.size()), xmpp::kMostOfferedItems);
    const auto id = crypto::uuidV4();
    SOTTO_TRY(stores.onCall.addOffer({id, to, true, role, count, m_context.nowMs()}));
    SOTTO_TRY_ASSIGN(auto sealed, m_outbound.sealNews(to, xmpp::OnCallOffer{id, role, count}, {}));
    if (!sealed)
        return Error{Errc::NotFound, "no device to seal for"};
    SOTTO_TRY(transaction.commit());
    return Batch{*std::move(sealed)};
}

/// Made to us, not answered, and still theirs to make.
std::optional<store::OnCallOfferRow> OnCallHandOver::openOffer(const std::string& id)
{
    const auto open = m_context.stores.onCall.offers(OnCallOfferState::Open);
    if (!open)
        return std::nullopt;
    const auto found = std::ranges::find_if(*open, [&](const store::OnCallOfferRow& one) {
        return !one.outgoing && one.id == id && stands(one);
    });
    return found == open->end() ? std::nullopt : std::optional{*found};
}

/// Still theirs to make, ours to take, and of now.
bool OnCallHandOver::stands(const store::OnCallOfferRow& offer) const
{
    return m_context.nowMs() - offer.atMs < kOnCallOfferStands.count() &&
        m_desk.holds(offer.role, offer.person) && m_desk.mayHold(offer.role, m_context.self);
}

void OnCallHandOver::answer(const std::string& id, bool yes)
{
    const auto found = openOffer(id);
    if (!found)
        return;
    const auto reply = [this, row = *found, yes] {
        say(row.person, [this, row, yes] { return sealAnswer(row, yes); });
    };
    if (yes)
        m_desk.claim(found->role, kClaimAfterOffer, OnCallEvent::Kind::TakenOver, reply);
    else
        reply();
}

Result<OnCallHandOver::Batch> OnCallHandOver::sealAnswer(const store::OnCallOfferRow& offer,
                                                         bool yes)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.onCall.settleOffer(
        offer.id, offer.person, yes ? OnCallOfferState::Taken : OnCallOfferState::Declined));
    SOTTO_TRY_ASSIGN(auto sealed,
                     m_outbound.sealNews(offer.person, xmpp::OnCallAnswer{offer.id, yes}, {}));
    if (!sealed)
        return Error{Errc::NotFound, "no device to seal for"};
    SOTTO_TRY(transaction.commit());
    return Batch{*std::move(sealed)};
}

void OnCallHandOver::refresh()
{
    const auto open = m_context.stores.onCall.offers(OnCallOfferState::Open);
    if (!open)
        return;
    QList<OnCallOffer> offers;
    const auto now = m_context.nowMs();
    auto end = std::numeric_limits<std::int64_t>::max();
    for (const auto& one : *open) {
        if (!one.outgoing && stands(one))
            offers.append({QString::fromStdString(one.id), QString::fromStdString(one.role),
                           titleOf(m_context.roles, one.role), m_directory.person(one.person).name,
                           one.items});
        if (const auto its = one.atMs + kOnCallOfferStands.count(); its > now)
            end = std::min(end, its);
    }
    Q_EMIT offersChanged(offers);
    m_end.reset();
    if (end != std::numeric_limits<std::int64_t>::max())
        m_end = m_context.time.scheduler.after(
            std::min(std::chrono::milliseconds{end - now}, kOnCallOfferStands),
            [this] { m_desk.refresh(); });
    finishTaken();  // the word of who took it may have come only now
}

void OnCallHandOver::note(const Arrivals& arrivals)
{
    if (!arrivals.onCallNews)
        return;
    m_desk.refresh();
    goOn();
}

void OnCallHandOver::goOn()
{
    finishTaken();
    m_news.tell();
}

/// What was said yes to goes in one transaction each, also after a crash: to who holds the role by
/// their own word, and not long after.
void OnCallHandOver::finishTaken()
{
    const auto taken = m_context.stores.onCall.offers(OnCallOfferState::Taken);
    if (!taken || !m_outbound.mayLeave())
        return;
    for (const auto& offer : *taken) {
        if (!offer.outgoing)
            continue;
        if (m_context.nowMs() - offer.atMs > std::chrono::milliseconds{kClaimAfterOffer}.count())
            drop(offer);
        else if (m_desk.holds(offer.role, offer.person))
            finish(offer);
    }
}

/// They have long given it up: everything stays where it is.
void OnCallHandOver::drop(const store::OnCallOfferRow& offer)
{
    const auto dropped = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(
            m_context.stores.onCall.settleOffer(offer.id, offer.person, OnCallOfferState::Over));
        return transaction.commit();
    }();
    if (dropped)
        Q_EMIT problem(ProblemKind::OnCallNotChanged);
}

void OnCallHandOver::finish(const store::OnCallOfferRow& offer)
{
    const auto arrivals = passItems(offer);
    if (!arrivals) {
        log::warning("engine", "items were not handed over", {{"why", arrivals.error().code}});
        return;
    }
    Q_EMIT stored(*arrivals);
    m_outbound.pump(offer.person);
    m_news.tell();
    m_desk.release(offer.role, OnCallEvent::Kind::HandedOver);
    m_desk.refresh();
}

Result<Arrivals> OnCallHandOver::passItems(const store::OnCallOfferRow& offer)
{
    Arrivals arrivals;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto items, stores.onCall.openItems(offer.role));
    for (const auto id : items) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(id));
        SOTTO_TRY_ASSIGN(const auto mark, stores.onCall.find(id));
        SOTTO_TRY_ASSIGN(const auto file, stores.attachments.get(id));
        SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(id));
        SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(id));
        if (!row || !mark || file || order || (patient && patient->isSensitive()) ||
            authorOf(*mark, *row) == offer.person)
            continue;
        SOTTO_TRY(passItem(*row, *mark, offer.person, arrivals));
    }
    SOTTO_TRY(stores.onCall.settleOffer(offer.id, offer.person, OnCallOfferState::Over));
    SOTTO_TRY(transaction.commit());
    arrivals.openChanged = true;
    return arrivals;
}

Result<Done> OnCallHandOver::passItem(const store::MessageRow& row,
                                      const store::OnCallMessageRow& mark, const Jid& to,
                                      Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto in, stores.conversations.findOrCreate(to, m_context.nowMs()));
    SOTTO_TRY_ASSIGN(const auto id,
                     m_outbound.addText(in, row.body, urgencyLeft(row, m_context.nowMs())));
    SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(row.id));
    SOTTO_TRY(stores.patients.add(id, patient));
    SOTTO_TRY(stores.onCall.add({id, mark.role, authorOf(mark, row).toString(),
                                 mark.author.empty() ? row.originId : mark.ref}));
    SOTTO_TRY(stores.onCall.handOver(row.id, to, row.unmanaged));  // a phone is told nothing
    SOTTO_TRY(stores.messages.close(row.id));
    SOTTO_TRY(addPeopleNews(m_context, row.conversation,
                            {PeopleNotice::Kind::PassedOn, m_context.self, to.toString()},
                            arrivals));
    arrivals.changed.push_back(id);
    arrivals.changed.push_back(row.id);
    arrivals.conversations.insert(in);
    return Done{};
}

Jid OnCallHandOver::authorOf(const store::OnCallMessageRow& mark,
                             const store::MessageRow& row) const
{
    const auto author = Jid::parseAccount(mark.author);
    return author ? *author : row.sender;
}

Result<std::vector<AuthorNews::Item>> OnCallHandOver::untold()
{
    std::vector<AuthorNews::Item> items;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto rows, stores.onCall.untold());
    for (const auto& one : rows) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(one.message));
        const auto to = Jid::parseAccount(one.handedTo);
        if (row && to)
            items.push_back({one.message,
                             authorOf(one, *row),
                             {one.author.empty() ? row->originId : one.ref, *to}});
    }
    return items;
}

}  // namespace sotto::engine
