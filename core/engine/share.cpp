// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/share.h"

#include "core/base/encoding.h"
#include "core/engine/pep.h"

namespace sotto::engine {
namespace {

constexpr std::string_view kShareNs = "urn:x-sotto:share:0";    // also the node
constexpr std::string_view kVaultsNs = "urn:x-sotto:vaults:0";  // also the node; item: device id

std::string itemOf(const store::VaultHeader& header)
{
    return toHex(header.vaultId());
}

xmpp::Element buildShare(ByteView share)
{
    auto text = toBase64(share);
    xmpp::Element element("share", kShareNs);
    element.setText(text);
    wipe(text);
    return element;
}

Result<std::shared_ptr<SecretBytes>> parseShare(const std::optional<xmpp::Element>& item)
{
    if (!item || !item->is("share", kShareNs))
        return Error{Errc::NotFound, "no share at the relay"};
    auto bytes = fromBase64(item->text);
    if (!bytes || bytes->size() != store::kShareSize)
        return Error{Errc::NotFound, "the share cannot be read"};
    auto share = std::make_shared<SecretBytes>(*bytes, SecretBytes::Memory::Locked);
    wipe(*bytes);
    return share;
}

}  // namespace

Task<std::shared_ptr<SecretBytes>> fetchShare(relay::RelayStream& stream,
                                              const store::VaultHeader& header)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<SecretBytes>>>();
    auto task = promise->task();
    fetchItem(stream, header.user(), std::string{kShareNs}, itemOf(header))
        .then(&stream, [promise](const Result<std::optional<xmpp::Element>>& item) {
            if (item)
                promise->finish(parseShare(*item));
            else
                promise->finish(item.error());
        });
    return task;
}

Task<Done> publishShare(relay::RelayStream& stream, const store::VaultHeader& header,
                        ByteView share)
{
    return publishItem(stream, std::string{kShareNs}, itemOf(header), buildShare(share),
                       PepAccess::Owner);
}

Task<Done> noteVault(relay::RelayStream& stream, const store::VaultHeader& header, DeviceId device)
{
    xmpp::Element note("vault", kVaultsNs);
    note.set("id", itemOf(header));
    return publishItem(stream, std::string{kVaultsNs}, std::to_string(device.value), note,
                       PepAccess::Owner);
}

Task<Done> removeShare(relay::RelayStream& stream, const Jid& self, DeviceId device)
{
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    fetchItem(stream, self, std::string{kVaultsNs}, std::to_string(device.value))
        .then(&stream, [promise, &stream](const Result<std::optional<xmpp::Element>>& note) {
            if (!note || !*note || !(*note)->is("vault", kVaultsNs)) {
                promise->finish(note ? Result<Done>{Done{}} : Result<Done>{note.error()});
                return;
            }
            const std::string vault{(*note)->attribute("id")};
            retractItem(stream, std::string{kShareNs}, vault)
                .then(&stream, [promise](const Result<Done>& gone) { promise->finish(gone); });
        });
    return task;
}

}  // namespace sotto::engine
