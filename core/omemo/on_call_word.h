// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a person says of the roles that they hold, signed by one of their devices: the relay keeps
// and passes it on, and cannot make it (README.md, omemo-9).
//   <on-call xmlns='urn:x-sotto:on-call:0' by='27183' serial='…' signature='base64'>
//     <claim role='cardiology' from='…' until='…'/>        times in milliseconds since 1970
//   </on-call>

#include "core/domain/on_call.h"
#include "core/omemo/sessions.h"
#include "core/xmpp/element.h"

namespace sotto::omemo {

/// Also the PEP node, open to everybody; its one item is called "current".
inline constexpr std::string_view kOnCallNs = "urn:x-sotto:on-call:0";
inline constexpr std::size_t kMostClaims = 20;

struct SignedOnCallWord {
    OnCallWord word;
    Bytes signature;  ///< XEdDSA by the identity key of `word.by`
};

/// By this very device, which `word.by` becomes. Needs an open transaction. Errors: NotFound (no
/// own device).
Result<SignedOnCallWord> signOnCallWord(Sessions& sessions, const Jid& self, OnCallWord word);

/// That the owner of `signer`, an identity key, says this of `holder`. Errors: Forged, Malformed.
Result<Done> verifyOnCallWord(const SignedOnCallWord& said, const Jid& holder, ByteView signer);

xmpp::Element buildOnCallWord(const SignedOnCallWord& said);
/// Errors: Malformed (more than 20 claims, a role twice, something else in it).
Result<SignedOnCallWord> parseOnCallWord(const xmpp::Element& element);

}  // namespace sotto::omemo
