// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0380: tells a client that cannot read a message why not.

#include "core/xmpp/element.h"

#include <string_view>

namespace sotto::xmpp {

/// `name` is shown to people by clients that do not know the namespace.
Element buildEncryptionNotice(std::string_view encryptionNs, std::string_view name);

bool isEncryptionNotice(const Element& element);

/// The namespace that a message claims to be encrypted with; empty if it claims nothing.
/// Only good for the words on a card: what counts is whether it opens.
std::string_view claimedEncryption(const Element& message);

}  // namespace sotto::xmpp
