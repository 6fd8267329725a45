// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive_desk.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/archive_copy.h"
#include "core/engine/archive_view.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kPause = 10ms;     // between steps, for everything else
constexpr std::chrono::milliseconds kPatience = 5min;  // until the archive is looked for again
constexpr std::chrono::milliseconds kAgain = 24h;      // it may never have been able to read it
constexpr int kInStep = 20;                            // copies: each is a seal for all its devices

}  // namespace

ArchiveDesk::ArchiveDesk(VaultContext& context, PeerDevices& devices, Outbound& outbound)
    : m_context(context),
      m_devices(devices),
      m_outbound(outbound)
{
    connect(&m_devices, &PeerDevices::listChanged, this, [this](const Jid& person) {
        if (m_context.archive.isOn() && person == m_context.archive.address) {
            m_outbound.pumpAll();  // what was held for it
            goOn();
        }
    });
    connect(&m_outbound, &Outbound::archiveDue, this, &ArchiveDesk::goOn);
    connect(&m_outbound, &Outbound::problem, this, [this](ProblemKind kind) {
        if (kind == ProblemKind::ArchiveNotReady)
            lookAgain(kPatience);
    });
}

Result<Done> ArchiveDesk::noteSealed(VaultContext& context, const store::MessageRow& row,
                                     const Jid& peer)
{
    if (!context.archive.isOn() || peer == *context.archive.address)
        return Done{};
    auto& archive = context.stores.archive;
    SOTTO_TRY(archive.addDue(row.id));
    SOTTO_TRY_ASSIGN(const bool reads, archiveReads(context, peer));
    return reads ? archive.noteSealed(row.id, row.originId, context.nowMs()) : Result{Done{}};
}

/// From a phone, which can seal nothing for the archive, or from another clinic, which need not.
Result<Done> ArchiveDesk::noteArrival(VaultContext& context, const store::MessageRow& row,
                                      const Jid& peer, Arrivals& arrivals)
{
    const bool isForeign = row.sender.domain() != context.self.domain();
    const bool isTheirs = !row.unmanaged && !isForeign;
    if (!context.archive.isOn() || isTheirs || peer == *context.archive.address)
        return Done{};
    SOTTO_TRY_ASSIGN(const bool reads, archiveReads(context, peer));
    if (reads)
        return Done{};
    arrivals.archiveDue = true;
    return context.stores.archive.addDue(row.id);
}

void ArchiveDesk::goOn()
{
    for (const auto& [person, ids] : m_toConfirm)
        if (!ids.empty()) {
            say(person);
            break;
        }
    const auto due = m_context.stores.archive.countDue();
    if (!m_context.archive.isOn() || !m_outbound.mayLeave() || m_isFinding || !due || *due == 0)
        return;
    const auto& archive = *m_context.archive.address;
    if (m_devices.isFresh(archive)) {
        seal();
        return;
    }
    m_isFinding = true;
    m_devices.refresh(archive).then(this, [this](const Result<Done>& read) {
        m_isFinding = false;
        read ? goOn() : lookAgain(kPatience);
    });
}

void ArchiveDesk::stop()
{
    m_timer.reset();
    m_isFinding = false;
    m_asked.clear();
}

void ArchiveDesk::lookAgain(std::chrono::milliseconds after)
{
    if (m_timer)
        return;
    m_timer = m_context.time.scheduler.after(after, [this] {
        const auto timer = std::move(m_timer);  // we are inside its work
        if (m_context.archive.isOn())
            m_devices.forgetFreshness(*m_context.archive.address);
        goOn();
        m_outbound.pumpAll();
        const auto hasDevice = archiveHasDevice(m_context);
        if (m_context.archive.required && m_outbound.mayLeave() && hasDevice && !*hasDevice)
            lookAgain(kPatience);  // what is queued still waits for it
    });
}

void ArchiveDesk::seal()
{
    std::vector<Outbound::Sealed> batch;
    const auto areMore = sealSome(batch);
    if (!areMore) {
        fail(areMore.error());
        return;
    }
    m_outbound.send(batch);
    if (*areMore && !m_timer)
        m_timer = m_context.time.scheduler.after(kPause, [this] {
            const auto timer = std::move(m_timer);
            goOn();
        });
}

/// True: there is more. Nothing can be sealed while it has no device that counts.
Result<bool> ArchiveDesk::sealSome(std::vector<Outbound::Sealed>& batch)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto targets, m_devices.targets(*m_context.archive.address));
    const auto again = m_context.nowMs() - kAgain.count();
    SOTTO_TRY_ASSIGN(const auto due, m_context.stores.archive.due(again, kInStep));
    if (targets.empty()) {
        lookAgain(kPatience);
        return false;
    }
    for (const auto& one : due)
        SOTTO_TRY(sealCopy(one, targets, batch));
    SOTTO_TRY(transaction.commit());
    return due.size() == kInStep;
}

Result<Done> ArchiveDesk::sealCopy(const store::CopyRow& due,
                                   const std::vector<omemo::SealTarget>& targets,
                                   std::vector<Outbound::Sealed>& batch)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto copy, archiveCopyOf(m_context, due.message));
    if (!copy)
        return stores.archive.drop(due.message);
    SOTTO_TRY_ASSIGN(
        auto sealed,
        m_outbound.sealElements(*m_context.archive.address, {*std::move(copy)}, targets));
    SOTTO_TRY(stores.archive.noteSealed(due.message, sealed.originId, m_context.nowMs()));
    batch.push_back(std::move(sealed));
    return Done{};
}

void ArchiveDesk::confirm(const Arrivals& arrivals)
{
    for (const auto& [person, ids] : arrivals.keptForArchive) {
        auto& all = m_toConfirm[person];
        all.insert(all.end(), ids.begin(), ids.end());
    }
    for (const auto& [person, ids] : arrivals.keptForArchive)
        say(person);
}

/// What is not said because we end is handed in again, and said then.
void ArchiveDesk::say(const Jid& person)
{
    if (!m_outbound.mayLeave() || m_toConfirm[person].empty())
        return;
    if (!m_devices.isFresh(person)) {
        if (!m_asked.emplace(person, true).second)
            return;
        m_devices.refresh(person).then(this, [this, person](const Result<Done>& read) {
            m_asked.erase(person);
            if (read)
                say(person);
        });
        return;
    }
    const auto batch = sealConfirmation(person);
    if (!batch) {
        fail(batch.error());
        return;
    }
    m_toConfirm.erase(person);
    m_outbound.send(*batch);
    goOn();
}

Result<std::vector<Outbound::Sealed>> ArchiveDesk::sealConfirmation(const Jid& person)
{
    std::vector<Outbound::Sealed> batch;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto targets, m_devices.targets(person));
    const auto& ids = m_toConfirm[person];
    for (std::size_t at = 0; !targets.empty() && at < ids.size(); at += xmpp::kMostKeptAtOnce) {
        const auto end = std::min(ids.size(), at + xmpp::kMostKeptAtOnce);
        const std::vector<std::string> part(ids.begin() + static_cast<std::ptrdiff_t>(at),
                                            ids.begin() + static_cast<std::ptrdiff_t>(end));
        SOTTO_TRY_ASSIGN(auto sealed,
                         m_outbound.sealElements(person, xmpp::buildKept(part), targets));
        batch.push_back(std::move(sealed));
    }
    SOTTO_TRY(transaction.commit());
    return batch;
}

void ArchiveDesk::fail(const Error& error)
{
    log::warning("engine", "nothing was handed to the archive", {{"why", error.code}});
    Q_EMIT failed(error.code);
    lookAgain(kPatience);
}

}  // namespace sotto::engine
