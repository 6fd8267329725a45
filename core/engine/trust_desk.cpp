// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/trust_desk.h"

#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/device_news.h"
#include "core/engine/problems.h"
#include "core/engine/trust_view.h"

#include <charconv>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;
using omemo::Trust;

constexpr std::string_view kListSerial = "trust.list_serial";
constexpr auto kJudgeEvery = 60s;  // how long a line of the list may count beyond its date

}  // namespace

TrustDesk::TrustDesk(VaultContext& context, PeerDevices& devices)
    : m_context(context),
      m_devices(devices)
{
}

void TrustDesk::setRules(TrustRules rules)
{
    const auto& before = m_context.trust;
    const bool isOther = rules.mode != before.mode || rules.urgentWaits != before.urgentWaits;
    m_context.trust = std::move(rules);
    m_later.reset();
    applyRules();
    const auto keys = m_context.stores.keys->identities(std::nullopt);
    if (!isOther || !keys)
        return;
    std::set<Jid> people;
    for (const auto& key : *keys)
        people.insert(key.device.account);
    for (const auto& person : people)
        Q_EMIT changed(person);
}

/// Lines of the list end by themselves.
void TrustDesk::judgeLater()
{
    if (m_context.trust.mode == TrustRules::Mode::OrgList)
        m_later = m_context.time.scheduler.after(kJudgeEvery, [this] { applyRules(); });
}

void TrustDesk::applyRules()
{
    judgeLater();
    Arrivals arrivals;
    bool isOld = false;
    const auto begunToTrust = [&]() -> Result<std::set<Jid>> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(isOld, isOldList());
        if (isOld)
            m_context.trust.list = {};
        SOTTO_TRY_ASSIGN(auto people, judgeAll(arrivals));
        SOTTO_TRY(transaction.commit());
        return people;
    }();
    if (!begunToTrust) {
        log::warning("engine", "keys were not judged", {{"why", begunToTrust.error().code}});
        Q_EMIT problem(vaultProblem(begunToTrust.error()).kind);
        return;
    }
    Q_EMIT decided(arrivals);
    if (!std::exchange(m_toldOldList, isOld) && isOld)
        Q_EMIT problem(ProblemKind::OrgListRefused);
    for (const auto& person : *begunToTrust)
        Q_EMIT trusted(person);
    for (const auto& person : std::set{m_shown})
        show(person);
}

/// A list that this vault saw a successor of: who puts it back gives a revoked device its trust
/// again. Notes the newest serial.
Result<bool> TrustDesk::isOldList()
{
    auto& account = m_context.stores.account;
    const auto serial = m_context.trust.list.serial;
    if (m_context.trust.mode != TrustRules::Mode::OrgList)
        return false;
    SOTTO_TRY_ASSIGN(const auto kept, account.value(kListSerial));
    std::int64_t newest = 0;
    const auto text = kept ? kept->text() : std::string_view{};
    std::from_chars(text.data(), text.data() + text.size(), newest);
    if (serial > newest)
        SOTTO_TRY(account.setValue(kListSerial, viewOf(std::to_string(serial))));
    return serial < newest;
}

/// What the rules make of all keys now. Gives those of whom a key is trusted that was not.
Result<std::set<Jid>> TrustDesk::judgeAll(Arrivals& arrivals)
{
    std::set<Jid> begunToTrust;
    const auto now = m_context.time.clock.wallNow();
    SOTTO_TRY_ASSIGN(const auto all, m_context.stores.keys->identities(std::nullopt));
    for (const auto& [device, identity, novelty] : all) {
        SOTTO_TRY_ASSIGN(const auto row, m_context.stores.devices.find(device));
        SOTTO_TRY_ASSIGN(const bool tookOffered,
                         row ? takeOffered(*row, arrivals) : Result<bool>{false});
        const auto trust = m_context.trust.judgeAgain(device, identity, now);
        if (tookOffered)
            begunToTrust.insert(device.account);
        if (tookOffered || trust == identity.trust)
            continue;
        SOTTO_TRY(m_context.sessions.setIdentity(device, {identity.key, trust}));
        const bool was = omemo::mayTalk(identity.trust);
        const bool is = omemo::mayTalk(trust);
        if (was == is || (row && !row->active))
            continue;
        noteTrust(arrivals, is ? eventOf(m_context.trust, trust) : TrustEvent::Kind::Withdrawn,
                  device.account);
        SOTTO_TRY(addNotice(m_context, device,
                            is ? NoticeSnapshot::Kind::DeviceTrusted
                               : NoticeSnapshot::Kind::DeviceDoubted,
                            arrivals));
        if (is)
            begunToTrust.insert(device.account);
    }
    return begunToTrust;
}

/// The clinic's list vouches for a key that a device offers in place of its known one.
Result<bool> TrustDesk::takeOffered(const store::DeviceRow& device, Arrivals& arrivals)
{
    const auto now = m_context.time.clock.wallNow();
    if (device.keyChangedAtMs == 0 || device.offeredKey.empty() ||
        !m_context.trust.listed(device.address, device.offeredKey, now))
        return false;
    SOTTO_TRY(
        m_context.sessions.setIdentity(device.address, {device.offeredKey, Trust::TofuTrusted}));
    SOTTO_TRY(m_context.stores.devices.noteOfferedKey(device.address, {}, 0));
    noteTrust(arrivals, TrustEvent::Kind::Listed, device.address.account);
    SOTTO_TRY(addNotice(m_context, device.address, NoticeSnapshot::Kind::DeviceTrusted, arrivals));
    return true;
}

void TrustDesk::openDevices(const Jid& person)
{
    m_shown.insert(person);
    show(person);
    if (m_devices.isFresh(person))
        return;
    m_devices.refresh(person).then(this, [this, person](const Result<Done>&) { show(person); });
}

void TrustDesk::show(const Jid& person)
{
    if (!m_shown.contains(person))
        return;
    const auto devices = deviceSnapshots(m_context, person);
    if (devices)
        Q_EMIT devicesChanged(QString::fromStdString(person.toString()), *devices);
    else
        Q_EMIT problem(vaultProblem(devices.error()).kind);
}

void TrustDesk::decide(const omemo::DeviceAddress& device, ByteView keySha256, Word word)
{
    finish(device.account, take(device, keySha256, word));
}

void TrustDesk::withdraw(const omemo::DeviceAddress& device)
{
    finish(device.account, takeBack(device));
}

void TrustDesk::finish(const Jid& person, const Result<Decision>& decision)
{
    if (!decision) {
        const auto why = decision.error();
        const bool isVault = why.code == Errc::Storage || why.code == Errc::StorageFull;
        if (isVault || why.code == Errc::Forged)
            Q_EMIT problem(isVault ? vaultProblem(why).kind : ProblemKind::KeyNotTheSame);
        show(person);
        return;
    }
    Q_EMIT decided(decision->arrivals);
    if (decision->isTrustedNow)  // first: before that nobody there could read what waits
        Q_EMIT trusted(person);
    Q_EMIT changed(person);
    show(person);
}

void TrustDesk::choose(MessageId message, UrgentChoice choice)
{
    Arrivals arrivals;
    const auto peer = [&]() -> Result<Jid> {
        auto& stores = m_context.stores;
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(message));
        if (!row || row->delivery != Delivery::Queued)
            return Error{Errc::NotFound, "nothing waits"};
        SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.get(row->conversation));
        if (!conversation)
            return Error{Errc::NotFound, "no conversation"};
        const bool isForAll = choice == UrgentChoice::AllDevices;
        SOTTO_TRY(stores.messages.setReach(
            message, isForAll ? store::Reach::AllDevices : store::Reach::KnownDevices));
        noteTrust(arrivals,
                  isForAll ? TrustEvent::Kind::UrgentToAll : TrustEvent::Kind::UrgentToKnown,
                  conversation->peer);
        arrivals.conversations.insert(row->conversation);
        SOTTO_TRY(transaction.commit());
        return conversation->peer;
    }();
    if (!peer) {
        if (peer.error().code != Errc::NotFound)
            Q_EMIT problem(vaultProblem(peer.error()).kind);
        return;
    }
    Q_EMIT decided(arrivals);
    Q_EMIT chosen(*peer);
}

/// Errors: Forged (another key than that one), Denied (not for a person to say).
Result<TrustDesk::Decision> TrustDesk::take(const omemo::DeviceAddress& device, ByteView keySha256,
                                            Word word)
{
    auto& stores = m_context.stores;
    Decision decision;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto row, stores.devices.find(device));
    if (!row || !row->active)
        return Error{Errc::Forged, "no such device"};
    SOTTO_TRY_ASSIGN(const auto key, currentKey(m_context, *row));
    if (key.empty() || !equalInConstantTime(crypto::sha256(key), keySha256))
        return Error{Errc::Forged, "another key"};
    const bool isOffered = row->keyChangedAtMs > 0;
    const auto now = m_context.time.clock.wallNow();
    const bool isForPerson = word == Word::Accepted ? isOffered && m_context.trust.mayAccept()
                                                    : m_context.trust.mayCompare(device, key, now);
    const bool isThisOne = device.account == m_context.self && device.device == m_context.device;
    if (!isForPerson || isThisOne)
        return Error{Errc::Denied, "policy decides"};
    using Kind = TrustEvent::Kind;
    if (word == Word::Refused) {
        if (!isOffered)  // else the known key stays, and with it the stop
            SOTTO_TRY(m_context.sessions.setIdentity(device, {key, Trust::Rejected}));
        noteTrust(decision.arrivals, Kind::Refused, device.account);
    } else {
        const bool isCompared = word == Word::Compared;
        const auto trust = isCompared ? Trust::Verified : Trust::TofuTrusted;
        SOTTO_TRY(m_context.sessions.setIdentity(device, {key, trust}));
        SOTTO_TRY(stores.devices.noteOfferedKey(device, {}, 0));
        if (isOffered)
            SOTTO_TRY(stores.keys->setNovelty(device, store::Novelty::Added));
        if (!isCompared)
            SOTTO_TRY(
                addNotice(m_context, device, NoticeSnapshot::Kind::KeyAccepted, decision.arrivals));
        noteTrust(decision.arrivals, isCompared ? Kind::Compared : Kind::Accepted, device.account);
        decision.isTrustedNow = true;
    }
    SOTTO_TRY(transaction.commit());
    return decision;
}

Result<TrustDesk::Decision> TrustDesk::takeBack(const omemo::DeviceAddress& device)
{
    Decision decision;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto known, m_context.stores.keys->peerIdentity(device));
    if (!known)
        return Error{Errc::Forged, "no key"};
    const auto trust = m_context.trust.judge(device, known->key, m_context.time.clock.wallNow());
    decision.isTrustedNow = omemo::mayTalk(trust) && !omemo::mayTalk(known->trust);
    SOTTO_TRY(m_context.sessions.setIdentity(device, {known->key, trust}));
    noteTrust(decision.arrivals, TrustEvent::Kind::Withdrawn, device.account);
    SOTTO_TRY(transaction.commit());
    return decision;
}

}  // namespace sotto::engine
