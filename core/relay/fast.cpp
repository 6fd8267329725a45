// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/fast.h"

#include "core/crypto/digest.h"

namespace sotto::relay {
namespace {

SecretBytes proofOf(std::string_view role, const FastToken& token, ByteView exporter)
{
    auto message = bytesOf(role);
    message.insert(message.end(), exporter.begin(), exporter.end());
    return crypto::hmacSha256(token.token.view(), message);
}

}  // namespace

Bytes fastInitiator(std::string_view user, const FastToken& token, ByteView exporter)
{
    auto message = bytesOf(user);
    message.push_back(0);
    const auto proof = proofOf("Initiator", token, exporter);
    message.insert(message.end(), proof.view().begin(), proof.view().end());
    return message;
}

Result<Done> checkFastResponder(ByteView proof, const FastToken& token, ByteView exporter)
{
    if (!equalInConstantTime(proof, proofOf("Responder", token, exporter).view()))
        return Error{Errc::Forged, "fast responder"};
    return Done{};
}

}  // namespace sotto::relay
