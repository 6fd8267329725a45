// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a sealed envelope says, as one value. core/omemo seals and opens the elements
// without knowing what they mean.

#include "core/base/result.h"
#include "core/xmpp/clinical.h"
#include "core/xmpp/element.h"
#include "core/xmpp/file_link.h"
#include "core/xmpp/on_call.h"
#include "core/xmpp/order.h"
#include "core/xmpp/passing.h"
#include "core/xmpp/reactions.h"
#include "core/xmpp/reply.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sotto::xmpp {

struct TextMessage {
    std::string body;  ///< plaintext, UTF-8, never empty
    ClinicalUrgency urgency;
    std::optional<std::string> previous{};  ///< what this device sent before it, if anything
    std::optional<std::string> resent{};    ///< it is that message again, not a new one
    std::optional<FileInfo> file{};         ///< of the file to which the body is a link
    std::optional<Passing> passing{};       ///< it was not written to its recipient alone
    std::optional<std::string> replaces{};  ///< it is the new text of that message, not a new one
    std::optional<Escalated> escalated{};   ///< it was for others first
    std::optional<PatientTag> patient{};    ///< whom it is about
    std::optional<OnCallMark> onCall{};     ///< it was written to a role
    std::optional<OrderMark> order{};  ///< it is an order; then it has a patient and nothing else
    std::optional<Reply> reply{};      ///< which message it answers
    std::vector<Mention> mentions{};   ///< who is meant in it; at most kMostMentions

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

/// A person says how far they are with a message that asked them to act.
struct Acknowledgement {
    std::string id;
    Answer answer = Answer::Acknowledged;

    friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

/// Its author takes a message back.
struct Recall {
    std::string id;

    friend bool operator==(const Recall&, const Recall&) = default;
};

/// Asks a device to send again what it sent to us.
struct ResendRequest {
    std::vector<std::string> ids;  ///< one to 100 ids

    friend bool operator==(const ResendRequest&, const ResendRequest&) = default;
};

/// There will be nothing under this id.
struct ResendAnswer {
    std::string id;
    ResendResult result = ResendResult::Unknown;

    friend bool operator==(const ResendAnswer&, const ResendAnswer&) = default;
};

/// Nothing to show: the envelope only moved a session on.
struct KeyExchangeOnly {
    friend bool operator==(const KeyExchangeOnly&, const KeyExchangeOnly&) = default;
};

using Content = std::variant<TextMessage, ReceivedReceipt, ReadReceipt, Acknowledgement,
                             ResendRequest, ResendAnswer, RoomInvitation, Recall, KeyExchangeOnly,
                             PassedOn, RoomChange, OnCallOffer, OnCallAnswer, Reactions>;

/// The elements for the <content/> of an envelope.
std::vector<Element> buildContent(const Content& content);

/// Reads the children of <content/>. An envelope says one thing: elements of two kinds are
/// Malformed, so that no receipt hides behind a text. Elements that we do not know are
/// passed over beside ones that we do; alone they are Unsupported, and the caller keeps
/// the envelope for a newer version. Errors: Malformed, Unsupported.
Result<Content> parseContent(const std::vector<Element>& elements);

/// What <alert/> may tell a locked device about it: receipts and corrections ring for nobody.
Urgency alertOf(const Content& content);

}  // namespace sotto::xmpp
