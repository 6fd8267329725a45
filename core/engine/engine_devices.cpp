// SPDX-License-Identifier: GPL-3.0-or-later
// What an Engine does about devices of its own person, and when this very one was removed.
#include "core/base/log.h"
#include "core/engine/device_desk.h"
#include "core/engine/doorway.h"
#include "core/engine/engine.h"
#include "core/engine/locked_watch.h"
#include "core/engine/open_session.h"
#include "core/engine/removal_watch.h"
#include "core/engine/sign_in.h"
#include "core/policy/erase_order.h"
#include "core/store/vault_erase.h"
#include "core/store/vault_restore.h"

namespace sotto::engine {

void Engine::renameDevice(QString label)
{
    if (mayQueue())
        m_open->devices().rename(label);
}

/// The password again: who passes by an open session must not erase another workstation.
void Engine::removeDevice(quint32 device, SecretBytes password)
{
    if (!mayQueue())
        return;
    auto& attempts = m_doorway->attempts;
    if (attempts.unlocksUsedUp()) {
        Q_EMIT removalAnswered(RemovalAnswer::TooManyTries);
        return;
    }
    (void)attempts.countUnlock();
    m_doorway->vault.prove(std::move(password))
        .then(m_open.get(), [this, device](const Result<Done>& proved) {
            if (!proved && proved.error().code == Errc::Denied) {
                Q_EMIT removalAnswered(RemovalAnswer::WrongPassword);
                return;
            }
            m_doorway->attempts.takeBack();
            const bool offline = !proved &&
                (proved.error().code == Errc::Network || proved.error().code == Errc::Timeout);
            const auto begun =
                proved ? m_open->devices().removal().begin(DeviceId{device}) : proved;
            if (begun)
                Q_EMIT vaultEvent(VaultEvent::DeviceRemoved);
            Q_EMIT removalAnswered(begun         ? RemovalAnswer::Begun
                                       : offline ? RemovalAnswer::Offline
                                                 : RemovalAnswer::Failed);
        });
}

void Engine::watchRemovals()
{
    if (store::isErasing(personFolder()))  // it was cut short
        erase();
    m_removals = std::make_unique<RemovalWatch>(*m_link, personFolder());
    connect(m_removals.get(), &RemovalWatch::removed, this,
            [this](bool proven) { leaveSoon(proven && m_settings.remoteWipe); });
    connect(m_link.get(), &RelayLink::failed, this, &Engine::obeyOrder);
}

/// The clinic wants what is here destroyed. True: it is about to be.
bool Engine::obeyOrder(const relay::LoginFailure& failure)
{
    if (failure.eraseOrder.empty() || !m_settings.remoteWipe || m_settings.clinicKey.empty())
        return false;
    const auto order = policy::verifyEraseOrder(m_settings.clinicKey, failure.eraseOrder);
    if (!order) {
        log::warning("engine", "an erase order was not believed", {{"why", order.error().code}});
        return false;
    }
    // One that is repeated later must not reach who came back since.
    const auto made = store::madeAt(personFolder());
    if (order->account != *m_person)
        return false;
    if (made && *made >= order->before) {
        log::warning("engine", "an erase order is older than the vault, and was not obeyed");
        return false;
    }
    leaveSoon(true);
    return true;
}

/// Later: we are inside an answer of the stream that ends.
void Engine::leaveSoon(bool erases)
{
    m_leaving =
        m_time.scheduler.after(std::chrono::milliseconds{0}, [this, erases] { leave(erases); });
}

/// What opens this vault without the relay goes in any case. Whoever opens it again is another
/// device: the lists have taken this one off.
void Engine::leave(bool erases)
{
    m_doorway->quick.erase();
    m_doorway->offline.erase();
    const auto why = erases ? ProblemKind::DeviceErased : ProblemKind::DeviceRemoved;
    if (!erases && !store::markRestored(personFolder()))
        log::warning("engine", "a removed device was not marked");
    if (m_open) {
        raise(why);
        end(why);
        return;
    }
    if (!m_signIn)
        return;                 // signed out meanwhile
    if (!erases && !m_watch) {  // somebody is signing in: with the recovery code, it goes on
        raise(why);
        return;
    }
    m_watch.reset();
    m_signIn->cancel();
    m_link->close();
    if (erases)
        erase();
    m_signIn->needFullLogin({why, 0});
}

/// The vault is closed.
void Engine::erase()
{
    const auto erased = store::eraseVault(personFolder(), Seat::kFileName, m_time.clock.wallNow());
    if (!erased)
        log::warning("engine", "the vault was not erased", {{"why", erased.error().code}});
    Q_EMIT vaultEvent(erased ? VaultEvent::Erased : VaultEvent::EraseFailed);
}

std::filesystem::path Engine::personFolder() const
{
    return Installation::folderOf(m_settings.dataFolder, *m_person);
}

}  // namespace sotto::engine
