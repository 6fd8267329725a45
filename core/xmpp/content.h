// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a sealed envelope says, as one value. core/omemo seals and opens the elements
// without knowing what they mean.

#include "core/base/result.h"
#include "core/xmpp/clinical.h"
#include "core/xmpp/element.h"

#include <string>
#include <variant>
#include <vector>

namespace sotto::xmpp {

struct TextMessage {
    std::string body;  ///< plaintext, UTF-8, never empty
    ClinicalUrgency urgency;

    friend bool operator==(const TextMessage&, const TextMessage&) = default;
};

/// A device has stored these messages.
struct ReceivedReceipt {
    std::vector<std::string> ids;  ///< one to 100 ids

    friend bool operator==(const ReceivedReceipt&, const ReceivedReceipt&) = default;
};

/// A person has seen these messages.
struct ReadReceipt {
    std::vector<std::string> ids;  ///< one to 100 ids

    friend bool operator==(const ReadReceipt&, const ReadReceipt&) = default;
};

/// A person takes charge of a message.
struct Acknowledgement {
    std::string id;

    friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

/// Nothing to show: the envelope only moved a session on.
struct KeyExchangeOnly {
    friend bool operator==(const KeyExchangeOnly&, const KeyExchangeOnly&) = default;
};

using Content =
    std::variant<TextMessage, ReceivedReceipt, ReadReceipt, Acknowledgement, KeyExchangeOnly>;

/// The elements for the <content/> of an envelope.
std::vector<Element> buildContent(const Content& content);

/// Reads the children of <content/>. An envelope says one thing: elements of two kinds are
/// Malformed, so that no receipt hides behind a text. Elements that we do not know are
/// passed over beside ones that we do; alone they are Unsupported, and the caller keeps
/// the envelope for a newer version. Errors: Malformed, Unsupported.
Result<Content> parseContent(const std::vector<Element>& elements);

/// What <alert/> may tell a locked device about it: receipts ring for nobody.
Urgency alertOf(const Content& content);

}  // namespace sotto::xmpp
