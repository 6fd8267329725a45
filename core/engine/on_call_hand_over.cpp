// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/on_call_hand_over.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/passings.h"
#include "core/engine/people_news.h"

#include <algorithm>

namespace sotto::engine {

using store::OnCallOfferState;

namespace {

constexpr std::chrono::hours kClaimAfterOffer{8};  // at most; policy may say less
constexpr std::chrono::milliseconds kOfferStands = std::chrono::minutes{30};

}  // namespace

OnCallHandOver::OnCallHandOver(VaultContext& context, OnCallDesk& desk, Directory& directory,
                               Outbound& outbound, PeerDevices& devices)
    : m_context(context),
      m_desk(desk),
      m_directory(directory),
      m_outbound(outbound),
      m_devices(devices)
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

/// Still theirs to make, ours to take, and of now: a shift's hand-over is no matter of days.
bool OnCallHandOver::stands(const store::OnCallOfferRow& offer) const
{
    return m_context.nowMs() - offer.atMs < kOfferStands.count() &&
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
    for (const auto& one : *open)
        if (!one.outgoing && stands(one))
            offers.append({QString::fromStdString(one.id), QString::fromStdString(one.role),
                           titleOf(m_context.roles, one.role), m_directory.person(one.person).name,
                           one.items});
    Q_EMIT offersChanged(offers);
}

void OnCallHandOver::note(const Arrivals& arrivals)
{
    if (!arrivals.onCallNews)
        return;
    m_desk.refresh();
    goOn();
}

/// What was said yes to goes in one transaction each, also after a crash.
void OnCallHandOver::goOn()
{
    const auto taken = m_context.stores.onCall.offers(OnCallOfferState::Taken);
    if (taken && m_outbound.mayLeave())
        for (const auto& offer : *taken)
            if (offer.outgoing)
                finish(offer);
    tellAuthors();
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

/// Those whose devices are not known are asked for first, one after the other.
void OnCallHandOver::tellAuthors()
{
    const auto untold = m_context.stores.onCall.untold();
    if (!untold || untold->empty() || !m_outbound.mayLeave())
        return;
    for (const auto& one : *untold) {
        const auto row = m_context.stores.messages.get(one.message);
        if (!row || !*row)
            continue;
        const auto author = authorOf(one, **row);
        if (m_devices.isFresh(author))
            continue;
        m_devices.refresh(author).then(this, [this](const Result<Done>& refreshed) {
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

Result<OnCallHandOver::Batch> OnCallHandOver::sealNews()
{
    Batch batch;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto untold, stores.onCall.untold());
    for (const auto& one : untold) {
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(one.message));
        const auto to = Jid::parseAccount(one.handedTo);
        if (!row || !to || !m_devices.isFresh(authorOf(one, *row)))
            continue;
        const auto& ref = one.author.empty() ? row->originId : one.ref;
        SOTTO_TRY_ASSIGN(auto sealed,
                         m_outbound.sealNews(authorOf(one, *row), xmpp::PassedOn{ref, *to}, {}));
        SOTTO_TRY(stores.onCall.setTold(one.message));
        if (sealed)
            batch.push_back(*std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

}  // namespace sotto::engine
