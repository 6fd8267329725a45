// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The outside of a message: all that the relay sees of it (design.md, 5).

#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <optional>
#include <string_view>

namespace sotto::xmpp {

/// Wraps what was sealed: <message type='chat' id='O'> with origin-id, store hint and
/// encryption notice. `id` is stanza id and origin-id in one; the sealed part names it.
Element buildSealedMessage(const Jid& to, std::string_view id, Element sealed);

/// Makes it one to a room (XEP-0045, 7.4).
void markForRoom(Element& message);
bool isForRoom(const Element& message);

/// The same for what phones read too: `phone` is the text in OMEMO 0.3, `sealed` the whole
/// message for those that understand it, if anybody does. The body is no secret: it tells
/// clients that know neither.
Element buildPhoneMessage(const Jid& to, std::string_view id, std::optional<Element> sealed,
                          Element phone);

/// For what nobody has to see, a key or a receipt: clients that cannot read it shall not say
/// so to anybody.
void dropEncryptionNotice(Element& message);

/// The text of a message that was not encrypted; empty if it has none.
std::string_view plainBody(const Element& message);

/// Says outside of the seal that a stanza holds a key for the one device that it names, on
/// purpose, so that the others make no fuss over it. Whoever removes their keys and adds this
/// could as well drop the stanza: a gap is noticed by the text that follows.
void markForOneDevice(Element& message);
bool isForOneDevice(const Element& message);

}  // namespace sotto::xmpp
