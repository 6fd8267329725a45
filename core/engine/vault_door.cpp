// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/vault_door.h"

#include "core/base/encoding.h"
#include "core/crypto/random.h"
#include "core/engine/pep.h"

namespace sotto::engine {
namespace {

constexpr std::string_view kShareNs = "urn:x-sotto:share:0";  // also the node

using OpenPromise = std::shared_ptr<Promise<std::shared_ptr<store::Vault>>>;

std::string itemOf(const store::VaultHeader& header)
{
    return toHex(header.vaultId());
}

xmpp::Element buildShare(const SecretBytes& share)
{
    auto text = toBase64(share.view());
    xmpp::Element element("share", kShareNs);
    element.setText(text);
    wipe(text);
    return element;
}

/// Errors: NotFound (no share, or something else in its place).
Result<SecretBytes> parseShare(const std::optional<xmpp::Element>& item)
{
    if (!item || !item->is("share", kShareNs))
        return Error{Errc::NotFound, "no share at the relay"};
    auto bytes = fromBase64(item->text);
    if (!bytes || bytes->size() != store::kShareSize)
        return Error{Errc::NotFound, "the share cannot be read"};
    SecretBytes share(*bytes, SecretBytes::Memory::Locked);
    wipe(*bytes);
    return share;
}

}  // namespace

VaultDoor::VaultDoor(std::filesystem::path folder, Jid person, crypto::Argon2Params kdf,
                     relay::RelayStream& stream)
    : m_folder(std::move(folder)),
      m_person(std::move(person)),
      m_kdf(kdf),
      m_stream(stream)
{
}

bool VaultDoor::exists() const
{
    std::error_code ignored;
    return std::filesystem::exists(m_folder / "header", ignored) ||
        std::filesystem::exists(m_folder / "vault.db", ignored);
}

Task<std::shared_ptr<store::Vault>> VaultDoor::open(SecretBytes password)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<store::Vault>>>();
    auto task = promise->task();
    auto header = loadHeader();
    if (!header) {
        promise->finish(header.error());
        return task;
    }
    auto secret = std::make_shared<SecretBytes>(std::move(password));
    fetchItem(m_stream, m_person, std::string{kShareNs}, itemOf(*header))
        .then(this,
              [this, promise, secret,
               header = *std::move(header)](const Result<std::optional<xmpp::Element>>& item) {
                  if (!item) {
                      promise->finish(item.error());
                      return;
                  }
                  promise->finish(openWith(header, secret->view(), *item));
              });
    return task;
}

Result<std::shared_ptr<store::Vault>>
VaultDoor::openWith(const store::VaultHeader& header, ByteView password,
                    const std::optional<xmpp::Element>& item) const
{
    SOTTO_TRY_ASSIGN(const auto share, parseShare(item));
    SOTTO_TRY_ASSIGN(const auto dek, header.unlockWithPassword(password, share.view()));
    return openFile(dek.view());
}

Result<std::shared_ptr<store::Vault>> VaultDoor::openFile(ByteView dek) const
{
    auto vault = store::Vault::open(m_folder, dek);
    if (!vault && vault.error().code == Errc::NotFound)
        vault = store::Vault::create(m_folder, dek);  // its creation was interrupted
    if (!vault)
        return std::move(vault).error();
    return std::make_shared<store::Vault>(*std::move(vault));
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

Task<std::shared_ptr<store::Vault>> VaultDoor::recover(SecretBytes code, SecretBytes newPassword)
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
    const auto share = crypto::randomSecret(store::kShareSize, SecretBytes::Memory::Locked);
    auto renewed = header->withPassword(dek->view(), newPassword.view(), share.view(), m_kdf);
    if (!renewed) {
        promise->finish(renewed.error());
        return task;
    }
    auto key = std::make_shared<SecretBytes>(*std::move(dek));
    publishItem(m_stream, std::string{kShareNs}, itemOf(*renewed), buildShare(share),
                PepAccess::Owner)
        .then(this,
              [this, promise, key, renewed = *std::move(renewed)](const Result<Done>& published) {
                  if (!published) {
                      promise->finish(published.error());
                      return;
                  }
                  if (const auto saved = renewed.save(m_folder); !saved) {
                      promise->finish(saved.error());
                      return;
                  }
                  promise->finish(openFile(key->view()));
              });
    return task;
}

Task<std::shared_ptr<SecretBytes>> VaultDoor::prepare(SecretBytes password)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<SecretBytes>>>();
    auto task = promise->task();
    const auto share = crypto::randomSecret(store::kShareSize, SecretBytes::Memory::Locked);
    auto made = store::VaultHeader::create(m_person, password.view(), share.view(), m_kdf);
    if (!made) {
        promise->finish(made.error());
        return task;
    }
    m_prepared = *std::move(made);
    publishItem(m_stream, std::string{kShareNs}, itemOf(m_prepared->header), buildShare(share),
                PepAccess::Owner)
        .then(this, [this, promise](const Result<Done>& published) {
            if (!published) {
                promise->finish(published.error());
                return;
            }
            promise->finish(std::make_shared<SecretBytes>(m_prepared->recoveryCode.clone()));
        });
    return task;
}

Result<std::shared_ptr<store::Vault>> VaultDoor::create()
{
    if (!m_prepared)
        return Error{Errc::NotFound, "nothing prepared"};
    SOTTO_TRY(m_prepared->header.save(m_folder));
    return openFile(m_prepared->dek.view());
}

}  // namespace sotto::engine
