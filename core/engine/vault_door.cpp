// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/vault_door.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/emergency_door.h"
#include "core/engine/share.h"

namespace sotto::engine {
namespace {

using VaultResult = Result<std::shared_ptr<store::Vault>>;

/// Secrets can only be moved, and a continuation may only be copied: shared, they are both.
std::shared_ptr<SecretBytes> shared(SecretBytes secret)
{
    return std::make_shared<SecretBytes>(std::move(secret));
}

}  // namespace

VaultDoor::VaultDoor(std::filesystem::path folder, Jid person, const EngineSettings& settings,
                     relay::RelayStream& stream, QuickUnlock& quick, OfflineAccess& offline)
    : m_folder(std::move(folder)),
      m_person(std::move(person)),
      m_kdf(settings.kdf),
      m_emergency(settings.emergency),
      m_stream(stream),
      m_quick(quick),
      m_offline(offline)
{
}

bool VaultDoor::exists() const
{
    std::error_code ignored;
    return std::filesystem::exists(m_folder / "header", ignored) ||
        std::filesystem::exists(m_folder / "vault.db", ignored);
}

/// Runs `work` once the relay has given the share, with the header as it was before.
template <class T>
Task<T>
VaultDoor::withShare(std::function<Result<T>(const store::VaultHeader&, ByteView share)> work)
{
    auto promise = std::make_shared<Promise<T>>();
    auto task = promise->task();
    auto header = loadHeader();
    if (!header) {
        promise->finish(header.error());
        return task;
    }
    fetchShare(m_stream, *header)
        .then(this,
              [promise, work = std::move(work),
               header = *header](const Result<std::shared_ptr<SecretBytes>>& share) {
                  promise->finish(share ? work(header, (*share)->view())
                                        : Result<T>{share.error()});
              });
    return task;
}

VaultDoor::Opening VaultDoor::open(SecretBytes password)
{
    return withShare<std::shared_ptr<store::Vault>>(
        [this, password = shared(std::move(password))](const store::VaultHeader& header,
                                                       ByteView share) -> VaultResult {
            SOTTO_TRY_ASSIGN(const auto key, header.passwordKey(password->view()));
            SOTTO_TRY_ASSIGN(const auto dek, header.unlockWithPasswordKey(key.view(), share));
            SOTTO_TRY_ASSIGN(auto vault, openFile(header, dek.view()));
            m_offline.renew(header, key.view(), share);
            keepShare(share);
            return vault;
        });
}

VaultDoor::Opening VaultDoor::openOffline(SecretBytes password)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<store::Vault>>>();
    auto task = promise->task();
    auto header = loadHeader();
    if (!header) {
        promise->finish(header.error());
        return task;
    }
    using Keys = std::shared_ptr<OfflineAccess::Keys>;
    m_offline.open(*header, std::move(password))
        .then(this, [this, promise, header = *header](const Result<Keys>& keys) {
            if (!keys) {
                promise->finish(keys.error());
                return;
            }
            const auto dek =
                header.unlockWithPasswordKey((*keys)->passwordKey.view(), (*keys)->share.view());
            if (dek)
                keepShare((*keys)->share.view());
            promise->finish(dek ? openFile(header, dek->view()) : VaultResult{dek.error()});
        });
    return task;
}

/// Costs another derivation: for the rare ways that have no key of the password at hand.
void VaultDoor::renewOffline(const store::VaultHeader& header, ByteView password, ByteView share)
{
    if (!m_offline.isAllowed())
        return;
    if (const auto key = header.passwordKey(password))
        m_offline.renew(header, key->view(), share);
}

VaultDoor::Opening VaultDoor::openWithPin(SecretBytes pin)
{
    return withShare<std::shared_ptr<store::Vault>>(
        [this, pin = shared(std::move(pin))](const store::VaultHeader& header,
                                             ByteView share) -> VaultResult {
            SOTTO_TRY_ASSIGN(const auto dek, m_quick.open(header, pin->view(), share));
            keepShare(share);
            return openFile(header, dek.view());
        });
}

VaultDoor::Opening VaultDoor::openWithOldPassword(SecretBytes oldPassword, SecretBytes newPassword)
{
    return withShare<std::shared_ptr<store::Vault>>(
        [this, old = shared(std::move(oldPassword)), fresh = shared(std::move(newPassword))](
            const store::VaultHeader& header, ByteView share) -> VaultResult {
            SOTTO_TRY_ASSIGN(const auto dek, header.unlockWithPassword(old->view(), share));
            SOTTO_TRY_ASSIGN(const auto renewed,
                             header.withPassword(dek.view(), fresh->view(), share, m_kdf));
            return finish({renewed, dek.clone(), fresh->clone(), SecretBytes{share}});
        });
}

Task<Done> VaultDoor::prove(SecretBytes password)
{
    return withShare<Done>([password = shared(std::move(password))](
                               const store::VaultHeader& header, ByteView share) -> Result<Done> {
        SOTTO_TRY(header.unlockWithPassword(password->view(), share));
        return Done{};
    });
}

Result<Done> VaultDoor::proveHere(ByteView secret)
{
    if (!m_share)
        return Error{Errc::Unsupported, "no share to prove it with"};
    SOTTO_TRY_ASSIGN(const auto header, loadHeader());
    if (m_quick.isSet() && m_quick.open(header, secret, m_share->view()))
        return Done{};
    SOTTO_TRY(header.unlockWithPassword(secret, m_share->view()));
    return Done{};
}

Task<Done> VaultDoor::setPin(SecretBytes password, SecretBytes pin)
{
    return withShare<Done>([this, password = shared(std::move(password)),
                            pin = shared(std::move(pin))](const store::VaultHeader& header,
                                                          ByteView share) -> Result<Done> {
        SOTTO_TRY_ASSIGN(const auto dek, header.unlockWithPassword(password->view(), share));
        return m_quick.set(header, dek.view(), pin->view(), share);
    });
}

VaultResult VaultDoor::openFile(const store::VaultHeader& header, ByteView dek) const
{
    auto vault = store::Vault::open(m_folder, dek);
    if (!vault && vault.error().code == Errc::NotFound)
        vault = store::Vault::create(m_folder, dek);  // its creation was interrupted
    if (!vault)
        return std::move(vault).error();
    tendEmergency(header, dek);
    return std::make_shared<store::Vault>(*std::move(vault));
}

/// What opens it in an emergency follows the policy, as soon as the key is at hand.
void VaultDoor::tendEmergency(const store::VaultHeader& header, ByteView dek) const
{
    const auto done = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(const auto changed, tendedHeader(header, dek, m_emergency));
        if (!changed)
            return Done{};
        if (changed->emergencyWay())
            SOTTO_TRY(recordCodeMade());
        return changed->save(m_folder);
    }();
    if (!done)  // at the next opening
        log::warning("engine", "the way in for an emergency was not renewed",
                     {{"why", done.error().code}});
}

bool VaultDoor::wantsSealedCode() const
{
    return m_emergency.enabled && m_emergency.method == EmergencyMethod::SealedCode;
}

Result<Done> VaultDoor::recordCodeMade() const
{
    if (!m_emergency.record)
        return Error{Errc::Storage, "there is no activity log"};
    return m_emergency.record({.what = EmergencyRecord::What::CodeMade,
                               .owner = m_person,
                               .accessor = m_person,
                               .method = m_emergency.method});
}

Task<std::shared_ptr<SecretBytes>> VaultDoor::makeEmergencyCode(SecretBytes password)
{
    return withShare<std::shared_ptr<SecretBytes>>(
        [this, password = shared(std::move(password))](
            const store::VaultHeader& header,
            ByteView share) -> Result<std::shared_ptr<SecretBytes>> {
            if (!wantsSealedCode())
                return Error{Errc::Unsupported, "policy wants no emergency code"};
            SOTTO_TRY_ASSIGN(const auto dek, header.unlockWithPassword(password->view(), share));
            SOTTO_TRY_ASSIGN(auto made, header.withEmergencyCode(dek.view()));
            SOTTO_TRY(recordCodeMade());
            SOTTO_TRY(made.header.save(m_folder));
            return shared(std::move(made.recoveryCode));
        });
}

Result<store::VaultHeader> VaultDoor::loadHeader() const
{
    auto header = store::VaultHeader::load(m_folder);
    if (!header && header.error().code == Errc::NotFound)  // NotFound is for the share
        return Error{Errc::Malformed, "a vault without its header"};
    if (header && header->user() != m_person)
        return Error{Errc::Forged, "header of another person"};
    return header;
}

VaultDoor::Opening VaultDoor::recover(SecretBytes code, SecretBytes newPassword)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<store::Vault>>>();
    auto task = promise->task();
    auto header = loadHeader();
    if (!header) {
        promise->finish(header.error());
        return task;
    }
    auto dek = header->unlockWithRecoveryCode(code.text());
    if (!dek) {
        promise->finish(dek.error());
        return task;
    }
    auto share = crypto::randomSecret(store::kShareSize, SecretBytes::Memory::Locked);
    auto renewed = header->withPassword(dek->view(), newPassword.view(), share.view(), m_kdf);
    if (!renewed) {
        promise->finish(renewed.error());
        return task;
    }
    const auto next = std::make_shared<Renewal>(
        Renewal{*std::move(renewed), *std::move(dek), std::move(newPassword), std::move(share)});
    publishShare(m_stream, next->header, next->share.view())
        .then(this, [this, promise, next](const Result<Done>& published) {
            promise->finish(published ? finish(*next) : VaultResult{published.error()});
        });
    return task;
}

/// The relay has the share: now the header may need it.
VaultResult VaultDoor::finish(const Renewal& next)
{
    SOTTO_TRY(next.header.save(m_folder));
    SOTTO_TRY_ASSIGN(auto vault, openFile(next.header, next.dek.view()));
    renewOffline(next.header, next.password.view(), next.share.view());
    keepShare(next.share.view());
    return vault;
}

Task<std::shared_ptr<VaultDoor::NewCodes>> VaultDoor::prepare(SecretBytes password)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<NewCodes>>>();
    auto task = promise->task();
    auto share = crypto::randomSecret(store::kShareSize, SecretBytes::Memory::Locked);
    const auto codes = std::make_shared<NewCodes>();
    auto made = makeHeader(password.view(), share.view(), *codes);
    if (!made) {
        promise->finish(made.error());
        return task;
    }
    m_prepared = std::make_unique<Renewal>(Renewal{std::move(made->header), std::move(made->dek),
                                                   std::move(password), std::move(share)});
    publishShare(m_stream, m_prepared->header, m_prepared->share.view())
        .then(this, [promise, codes](const Result<Done>& published) {
            promise->finish(published ? Result<std::shared_ptr<NewCodes>>{codes}
                                      : Result<std::shared_ptr<NewCodes>>{published.error()});
        });
    return task;
}

Result<store::NewVaultHeader> VaultDoor::makeHeader(ByteView password, ByteView share,
                                                    NewCodes& codes) const
{
    SOTTO_TRY_ASSIGN(auto made, store::VaultHeader::create(m_person, password, share, m_kdf));
    codes.recovery = std::move(made.recoveryCode);
    if (!wantsSealedCode())
        return made;
    SOTTO_TRY_ASSIGN(auto coded, made.header.withEmergencyCode(made.dek.view()));
    codes.emergency = std::move(coded.recoveryCode);
    made.header = std::move(coded.header);
    return made;
}

VaultResult VaultDoor::create()
{
    if (!m_prepared)
        return Error{Errc::NotFound, "nothing prepared"};
    auto vault = finish(*m_prepared);
    if (vault && m_prepared->header.emergencyWay() && !recordCodeMade())
        log::warning("engine", "a new emergency code was not recorded");
    if (vault)
        m_prepared.reset();
    return vault;
}

}  // namespace sotto::engine
