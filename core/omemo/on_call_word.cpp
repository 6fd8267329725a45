// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/on_call_word.h"

#include "core/base/encoding.h"
#include "core/omemo/bound_bytes.h"
#include "core/omemo/signal_context.h"
#include "core/omemo/signal_ptr.h"
#include "core/omemo/strict_xml.h"
#include "core/xmpp/attribute_values.h"
#include "core/xmpp/on_call.h"

namespace sotto::omemo {
namespace {

/// Longer than any public key, which is all that an identity key signs besides.
constexpr std::string_view kLabel = "sotto roles on call version one, never a key";
static_assert(kLabel.size() > kPublicKeySize);

constexpr std::int64_t kLastMs = 253'402'300'799'999;  // the year 9999 ends

Error malformed()
{
    return {Errc::Malformed, "a word on roles"};
}

void appendLong(Bytes& out, std::int64_t number)
{
    const auto bits = static_cast<std::uint64_t>(number);
    appendNumber(out, static_cast<std::uint32_t>(bits >> 32));
    appendNumber(out, static_cast<std::uint32_t>(bits));
}

Bytes signedBytes(const OnCallWord& word, const Jid& holder)
{
    auto out = bytesOf(kLabel);
    appendText(out, holder.toString());
    appendNumber(out, word.by.value);
    appendLong(out, word.serial);
    appendNumber(out, static_cast<std::uint32_t>(word.claims.size()));
    for (const auto& claim : word.claims) {
        appendText(out, claim.role);
        appendLong(out, claim.fromMs);
        appendLong(out, claim.untilMs);
    }
    return out;
}

/// As we would write it: no sign, no leading zero.
std::optional<std::int64_t> strictMs(std::string_view text)
{
    const auto value = xmpp::parseExactNumber<std::int64_t>(text);
    return value && *value > 0 && *value <= kLastMs ? value : std::nullopt;
}

Result<OnCallClaim> parseClaim(const xmpp::Element& element)
{
    const auto from = strictMs(element.attribute("from"));
    const auto until = strictMs(element.attribute("until"));
    const auto role = element.attribute("role");
    if (!element.is("claim", kOnCallNs) ||
        !hasNoOtherAttributes(element, {"role", "from", "until"}) || !xmpp::isRoleName(role) ||
        !from || !until || !element.children.empty() || !element.text.empty())
        return malformed();
    return OnCallClaim{std::string{role}, *from, *until};
}

}  // namespace

Result<SignedOnCallWord> signOnCallWord(Sessions& sessions, const Jid& self, OnCallWord word)
{
    SOTTO_TRY_ASSIGN(word.by, sessions.ownDevice());
    SOTTO_TRY_ASSIGN(auto signature, sessions.signAsOwnDevice(signedBytes(word, self)));
    return SignedOnCallWord{std::move(word), std::move(signature)};
}

Result<Done> verifyOnCallWord(const SignedOnCallWord& said, const Jid& holder, ByteView signer)
{
    const SignalContext context;
    SOTTO_TRY_ASSIGN(const auto key, publicKeyFrom(signer, context.get()));
    const auto message = signedBytes(said.word, holder);
    if (curve_verify_signature(key.get(), message.data(), message.size(), said.signature.data(),
                               said.signature.size()) != 1)
        return Error{Errc::Forged, "signature of a word on roles"};
    return Done{};
}

xmpp::Element buildOnCallWord(const SignedOnCallWord& said)
{
    xmpp::Element element{"on-call", kOnCallNs};
    element.set("by", std::to_string(said.word.by.value));
    element.set("serial", std::to_string(said.word.serial));
    element.set("signature", toBase64(said.signature));
    for (const auto& claim : said.word.claims)
        element.add(xmpp::Element{"claim", kOnCallNs}
                        .set("role", claim.role)
                        .set("from", std::to_string(claim.fromMs))
                        .set("until", std::to_string(claim.untilMs)));
    return element;
}

Result<SignedOnCallWord> parseOnCallWord(const xmpp::Element& element)
{
    const auto by = strictDeviceId(element.attribute("by"));
    const auto serial = strictMs(element.attribute("serial"));
    auto signature = fromBase64(element.attribute("signature"));
    if (!element.is("on-call", kOnCallNs) ||
        !hasNoOtherAttributes(element, {"by", "serial", "signature"}) || !by || !serial ||
        !signature || signature->size() != kKeySignatureSize ||
        element.children.size() > kMostClaims)
        return malformed();
    SignedOnCallWord said{{*by, *serial, {}}, *std::move(signature)};
    for (const auto& child : element.children) {
        SOTTO_TRY_ASSIGN(auto claim, parseClaim(child));
        const bool isDouble =
            std::ranges::any_of(said.word.claims, [&claim](const OnCallClaim& other) {
                return other.role == claim.role;
            });
        if (isDouble)
            return malformed();
        said.word.claims.push_back(std::move(claim));
    }
    return said;
}

}  // namespace sotto::omemo
