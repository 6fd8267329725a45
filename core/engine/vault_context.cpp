// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/vault_context.h"

namespace sotto::engine {

VaultContext::VaultContext(store::Vault openVault, store::Stores openStores, Jid person,
                           Time injected)
    : vault(std::move(openVault)),
      stores(std::move(openStores)),
      time(injected),
      self(std::move(person)),
      // Trust on first use: a person is asked where policy says so (crypto.trust_mode).
      sessions(*stores.keys, time.clock,
               [](const omemo::DeviceAddress&, ByteView) { return omemo::Trust::TofuTrusted; })
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

Result<Done> VaultContext::prepareDevice()
{
    SOTTO_TRY_ASSIGN(auto transaction, vault.begin());
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
    return transaction.commit();
}

}  // namespace sotto::engine
