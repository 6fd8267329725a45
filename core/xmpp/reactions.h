// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0444 Message Reactions, inside a sealed envelope only, alone:
//   <reactions id='…'><reaction>👍</reaction><of xmlns='urn:x-sotto:clinical:0' jid='lee@…'/>
//   </reactions>
// All that the sender thinks of that message of lee's; it takes the place of what they thought
// before, and none takes everything back. The XEP names a message by its id alone; whose it is
// keeps anybody from drawing it to a message of theirs with the same id.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <string>
#include <vector>

namespace sotto::xmpp {

struct Reactions {
    Jid author;                        ///< of the message, bare
    std::string id;                    ///< theirs
    std::vector<std::string> emoji{};  ///< each once

    friend bool operator==(const Reactions&, const Reactions&) = default;
};

Element buildReactions(const Reactions& reactions);
bool isReactions(const Element& element);

/// Errors: Malformed (no message, more than kMostReactions, one twice, or what is no emoji; see
/// isReaction()).
Result<Reactions> parseReactions(const Element& element);

}  // namespace sotto::xmpp
