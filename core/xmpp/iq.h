// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Questions and answers (RFC 6120, 8.2.3). The id is set by whoever sends and waits
// (core/relay), so the builders here and in the other files leave it out.

#include "core/domain/jid.h"
#include "core/xmpp/element.h"
#include "core/xmpp/stanza_error.h"

#include <optional>

namespace sotto::xmpp {

/// Longer ids are not answered and not matched (hostile.md B18). Ours have 36 bytes.
inline constexpr std::size_t kMaxIdBytes = 1023;

inline bool isUsableId(std::string_view id)
{
    return !id.empty() && id.size() <= kMaxIdBytes;
}

/// `to` absent: our own account.
Element buildIqGet(Element payload, const std::optional<Jid>& to = std::nullopt);
Element buildIqSet(Element payload, const std::optional<Jid>& to = std::nullopt);

/// A get or set that we have to answer. False if it has no usable id.
bool isIqRequest(const Element& stanza);

/// A result or an error.
bool isIqAnswer(const Element& stanza);

/// True if `stanza` answers the request that we sent with this id to `asked` (absent: our
/// own account). The address must be the one that we asked (B16); an absent `from` is our
/// account. `self` is our full address.
bool isAnswerTo(const Element& stanza, std::string_view id, const std::optional<Jid>& asked,
                const Jid& self);

/// `request` must be an isIqRequest().
Element buildIqResult(const Element& request);
Element buildIqResult(const Element& request, Element payload);
Element buildIqError(const Element& request, StanzaErrorType type, StanzaCondition condition);

/// What an unknown request gets, once (B17, RFC 6120, 8.4): service-unavailable.
Element buildIqUnsupported(const Element& request);

}  // namespace sotto::xmpp
