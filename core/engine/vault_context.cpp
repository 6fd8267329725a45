// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/vault_context.h"

#include "core/engine/retired_devices.h"
#include "core/store/device_change.h"
#include "core/store/vault_restore.h"

namespace sotto::engine {
VaultContext::VaultContext(store::Vault openVault, store::Stores openStores, Jid person,
                           Time injected)
    : vault(std::move(openVault)),
      stores(std::move(openStores)),
      time(injected),
      self(std::move(person)),
      sessions(*stores.keys, time.clock, [this](const omemo::DeviceAddress& of, ByteView key) {
          return trust.judge(of, key, time.clock.wallNow());
      })
{
}

Result<std::unique_ptr<VaultContext>> VaultContext::make(store::Vault vault, Jid self, Time time)
{
    SOTTO_TRY_ASSIGN(auto stores, store::Stores::open(vault));
    std::unique_ptr<VaultContext> context(
        new VaultContext(std::move(vault), std::move(stores), std::move(self), time));
    SOTTO_TRY(context->prepareDevice());
    return context;
}

Result<Done> VaultContext::dropDevice()
{
    SOTTO_TRY_ASSIGN(const auto identity, stores.keys->ownIdentity());
    SOTTO_TRY(stores.keys->forgetOwnDevice());
    SOTTO_TRY_ASSIGN(const bool lostReceipts, store::abandonOutbox(vault));
    if (lostReceipts)  // nothing tells which; repeated ones change nothing over there
        SOTTO_TRY(
            stores.receipts.oweAllAnew(nowMs() - store::kReceiptsAnewMs, store::kMostReceiptsAnew));
    SOTTO_TRY_ASSIGN(const auto epoch, stores.account.sessionEpoch());
    SOTTO_TRY(stores.account.setSessionEpoch(epoch + 1));
    SOTTO_TRY(stores.account.clearCloneAlarm());
    return identity ? retireDevice(stores.account, identity->device) : Result<Done>{Done{}};
}

Result<Done> VaultContext::prepareDevice()
{
    isNewEpoch = store::isMarkedRestored(vault.folder());
    SOTTO_TRY_ASSIGN(auto transaction, vault.begin());
    if (isNewEpoch)
        SOTTO_TRY(dropDevice());
    SOTTO_TRY_ASSIGN(const auto identity, stores.keys->ownIdentity());
    if (!identity) {
        SOTTO_TRY(sessions.createOwnDevice());
        SOTTO_TRY(stores.account.setAddress(self));
        SOTTO_TRY(stores.account.setAlertKeys(crypto::makeAlertKeyPair()));
    }
    SOTTO_TRY_ASSIGN(device, sessions.ownDevice());
    SOTTO_TRY_ASSIGN(auto keys, stores.account.alertKeys());
    if (!keys)
        return Error{Errc::Malformed, "vault without alert key"};
    alertKeys = *std::move(keys);
    SOTTO_TRY(transaction.commit());
    // Nothing of the new device has left yet: after a crash before this it is dropped too.
    return isNewEpoch ? store::clearRestored(vault.folder()) : Result<Done>{Done{}};
}

}  // namespace sotto::engine
