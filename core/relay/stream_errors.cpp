// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/stream_errors.h"

#include "core/xmpp/erase_order.h"

namespace sotto::relay {
namespace {

using Kind = LoginFailure::Kind;

constexpr std::string_view kStreamErrorsNs = "urn:ietf:params:xml:ns:xmpp-streams";

Kind kindOf(TransportError error)
{
    switch (error) {
    case TransportError::Unreachable:
        return Kind::Unreachable;
    case TransportError::Timeout:
        return Kind::Timeout;
    case TransportError::CertificateUntrusted:
        return Kind::CertificateUntrusted;
    case TransportError::CertificateExpired:
        return Kind::CertificateExpired;
    case TransportError::CertificateName:
        return Kind::CertificateName;
    case TransportError::CertificateChanged:
        return Kind::CertificateChanged;
    case TransportError::TlsTooOld:
        return Kind::Incompatible;
    case TransportError::None:
    case TransportError::Lost:
    case TransportError::Protocol:
        break;
    }
    return Kind::Closed;
}

}  // namespace

bool isTemporary(LoginFailure::Kind kind)
{
    return kind == Kind::Unreachable || kind == Kind::Closed || kind == Kind::Timeout;
}

LoginFailure failureOf(TransportError error)
{
    return {kindOf(error), {}, false};
}

LoginFailure failureOf(const xmpp::Element& streamError)
{
    if (streamError.child("conflict", kStreamErrorsNs))
        return {Kind::Conflict, {}, false};
    // Prosody says this of an account that was disabled or deleted.
    if (streamError.child("not-authorized", kStreamErrorsNs))
        return {Kind::AccountDisabled, {}, false, xmpp::eraseOrderIn(streamError)};
    // Also "reset", when the password changed: the next login tells.
    return {Kind::Closed, {}, false};
}

Result<Done> checkStreamHeader(const xmpp::Element& header, const Jid& account)
{
    const auto from = Jid::parse(header.attribute("from"));
    const auto to = Jid::parse(header.attribute("to"));
    const bool fits = header.is("stream", xmpp::kStreamsNs) &&
        header.attribute("version") == "1.0" && !header.attribute("id").empty() && from &&
        from->local().empty() && from->isBare() && from->domain() == account.domain() &&
        (!header.hasAttribute("to") || (to && to->bare() == account));
    if (!fits)
        return Error{Errc::Malformed, "stream header"};
    return Done{};
}

}  // namespace sotto::relay
