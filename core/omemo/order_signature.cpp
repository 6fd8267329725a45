// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/order_signature.h"

#include "core/omemo/bound_bytes.h"
#include "core/omemo/signal_context.h"
#include "core/omemo/signal_ptr.h"

namespace sotto::omemo {
namespace {

/// Longer than any public key, which is all that an identity key signs besides.
constexpr std::string_view kLabel = "sotto clinical order version one, never a key";
static_assert(kLabel.size() > kPublicKeySize);

void appendLong(Bytes& out, std::int64_t number)
{
    const auto bits = static_cast<std::uint64_t>(number);
    appendNumber(out, static_cast<std::uint32_t>(bits >> 32));
    appendNumber(out, static_cast<std::uint32_t>(bits));
}

Bytes signedBytes(const OrderWords& words)
{
    auto out = bytesOf(kLabel);
    appendText(out, words.author.toString());
    appendText(out, words.recipient.toString());
    appendText(out, words.id);
    appendText(out, words.patient.name);
    appendText(out, words.patient.number);
    appendText(out, joinLabels(words.patient.labels));
    appendText(out, words.text);
    appendLong(out, words.atMs);
    appendNumber(out, static_cast<std::uint32_t>(words.utcOffsetMin));
    appendNumber(out, words.by.value);
    return out;
}

}  // namespace

Result<Bytes> signOrder(Sessions& sessions, OrderWords& words)
{
    SOTTO_TRY_ASSIGN(words.by, sessions.ownDevice());
    if (!isUsable(words))
        return Error{Errc::Malformed, "an order"};
    return sessions.signAsOwnDevice(signedBytes(words));
}

Result<Done> verifyOrder(const OrderWords& words, ByteView signature, ByteView signer)
{
    if (!isUsable(words))
        return Error{Errc::Malformed, "an order"};
    const SignalContext context;
    SOTTO_TRY_ASSIGN(const auto key, publicKeyFrom(signer, context.get()));
    const auto message = signedBytes(words);
    if (curve_verify_signature(key.get(), message.data(), message.size(), signature.data(),
                               signature.size()) != 1)
        return Error{Errc::Forged, "signature of an order"};
    return Done{};
}

}  // namespace sotto::omemo
