// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:clinical:0, inside a sealed envelope: roles on call.
//   <on-call role='cardiology'/>            beside a body: it was written to whoever holds the role
//   <on-call role='…' author='lee@…' id='…'/>  the same, of what lee wrote under that id to an
//                                           earlier holder, who hands it over in their own name
//   <on-call-offer id='…' role='…' items='3'/>  alone: will you take the role, with so many items?
//   <on-call-answer id='…' yes='true'/>     alone, to that offer
// Who holds a role is said elsewhere, signed (core/omemo/on_call_word.h).

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <optional>
#include <string>

namespace sotto::xmpp {

inline constexpr std::size_t kLongestRole = 64;  // bytes; as in the clinic's list
inline constexpr int kMostOfferedItems = 10'000;

struct OnCallMark {
    std::string role;
    std::optional<Jid> author{};  ///< bare; of what was handed over
    std::string id{};             ///< of theirs; with an author only

    friend bool operator==(const OnCallMark&, const OnCallMark&) = default;
};

struct OnCallOffer {
    std::string id;
    std::string role;
    int items = 0;

    friend bool operator==(const OnCallOffer&, const OnCallOffer&) = default;
};

struct OnCallAnswer {
    std::string id;
    bool yes = false;

    friend bool operator==(const OnCallAnswer&, const OnCallAnswer&) = default;
};

/// A name that a role may have: 1 to 64 bytes, no controls.
bool isRoleName(std::string_view text);

Element buildOnCallMark(const OnCallMark& mark);
bool isOnCallMark(const Element& element);
/// Errors: Malformed (no usable role, an author without an id or the other way round).
Result<OnCallMark> parseOnCallMark(const Element& element);

Element buildOnCallOffer(const OnCallOffer& offer);
bool isOnCallOffer(const Element& element);
/// Errors: Malformed.
Result<OnCallOffer> parseOnCallOffer(const Element& element);

Element buildOnCallAnswer(const OnCallAnswer& answer);
bool isOnCallAnswer(const Element& element);
/// Errors: Malformed.
Result<OnCallAnswer> parseOnCallAnswer(const Element& element);

}  // namespace sotto::xmpp
