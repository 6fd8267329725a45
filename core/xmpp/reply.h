// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0461 Message Replies and XEP-0372 References, inside a sealed envelope only, beside a body:
//   <reply to='lee@…' id='…'/>             it answers what lee wrote under that id
//   <reference type='mention' uri='xmpp:kim@…' begin='0' end='4'/>   it means kim, there
// No words of the message that is answered travel: everybody has their own copy of it. So there
// is no fallback (XEP-0428) to be cut off; phones get a quotation in their own form.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sotto::xmpp {

struct Reply {
    Jid author;      ///< bare
    std::string id;  ///< theirs

    friend bool operator==(const Reply&, const Reply&) = default;
};

Element buildReply(const Reply& reply);
bool isReply(const Element& element);
/// Strict: both attributes, nothing else. Errors: Malformed.
Result<Reply> parseReply(const Element& element);

inline constexpr std::size_t kMostMentions = 50;

struct Mention {
    std::size_t begin = 0;  ///< in code points of the body
    std::size_t end = 0;    ///< not included
    Jid person;             ///< bare

    friend bool operator==(const Mention&, const Mention&) = default;
};

Element buildMention(const Mention& mention);
bool isMention(const Element& element);
/// No value: it does not lie within a body of so many code points, or is none that we understand;
/// then it is passed over, for nothing but a highlight hangs on it.
std::optional<Mention> readMention(const Element& element, std::size_t codePoints);

/// Of UTF-8.
std::size_t countCodePoints(std::string_view utf8);

}  // namespace sotto::xmpp
