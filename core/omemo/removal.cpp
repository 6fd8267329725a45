// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/removal.h"

#include "core/base/encoding.h"
#include "core/omemo/bound_bytes.h"
#include "core/omemo/signal_context.h"
#include "core/omemo/signal_ptr.h"
#include "core/omemo/strict_xml.h"

namespace sotto::omemo {
namespace {

/// Longer than any public key, which is all that an identity key signs besides.
constexpr std::string_view kLabel = "sotto device removal version one, never a key";
static_assert(kLabel.size() > kPublicKeySize);

Bytes signedBytes(const RemovedDevice& removed, DeviceId by)
{
    auto out = bytesOf(kLabel);
    appendText(out, removed.address.account.toString());
    appendNumber(out, removed.address.device.value);
    appendBytes(out, removed.key);
    appendNumber(out, by.value);
    return out;
}

}  // namespace

Result<Removal> signRemoval(Sessions& sessions, const RemovedDevice& removed)
{
    SOTTO_TRY_ASSIGN(const auto by, sessions.ownDevice());
    SOTTO_TRY_ASSIGN(auto signature, sessions.signAsOwnDevice(signedBytes(removed, by)));
    return Removal{by, std::move(signature)};
}

Result<Done> verifyRemoval(const Removal& removal, const RemovedDevice& removed, ByteView signer)
{
    const SignalContext context;
    SOTTO_TRY_ASSIGN(const auto key, publicKeyFrom(signer, context.get()));
    const auto message = signedBytes(removed, removal.by);
    if (curve_verify_signature(key.get(), message.data(), message.size(), removal.signature.data(),
                               removal.signature.size()) != 1)
        return Error{Errc::Forged, "signature of a removal"};
    return Done{};
}

xmpp::Element buildRemoval(const Removal& removal)
{
    xmpp::Element element{"removal", kRemovalNs};
    element.set("by", std::to_string(removal.by.value));
    element.setText(toBase64(removal.signature));
    return element;
}

Result<Removal> parseRemoval(const xmpp::Element& element)
{
    const auto by = strictDeviceId(element.attribute("by"));
    auto signature = fromBase64(element.text);
    if (!element.is("removal", kRemovalNs) || !hasNoOtherAttributes(element, {"by"}) || !by ||
        !signature || signature->size() != kKeySignatureSize || !element.children.empty())
        return Error{Errc::Malformed, "removal of a device"};
    return Removal{*by, *std::move(signature)};
}

}  // namespace sotto::omemo
