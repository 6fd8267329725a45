// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <string>

namespace sotto::xmpp {

/// Why a stanza came back (RFC 6120, 8.3.3).
enum class StanzaCondition : std::uint8_t {
    UndefinedCondition,
    BadRequest,
    Conflict,
    FeatureNotImplemented,
    Forbidden,
    Gone,
    InternalServerError,
    ItemNotFound,
    JidMalformed,
    NotAcceptable,
    NotAllowed,
    NotAuthorized,
    PolicyViolation,
    RecipientUnavailable,
    Redirect,
    RegistrationRequired,
    RemoteServerNotFound,
    RemoteServerTimeout,
    ResourceConstraint,
    ServiceUnavailable,
    SubscriptionRequired,
    UnexpectedRequest,
};

/// What to do about it (RFC 6120, 8.3.2).
enum class StanzaErrorType : std::uint8_t { Cancel, Auth, Continue, Modify, Wait };

struct StanzaError {
    StanzaCondition condition = StanzaCondition::UndefinedCondition;
    StanzaErrorType type = StanzaErrorType::Cancel;
    std::string application;  ///< for example "precondition-not-met"; at most 100 bytes
    std::string text;         ///< foreign text, at most 256 bytes
};

/// True for a stanza of type "error".
bool isErrorStanza(const Element& stanza);

/// Reads the <error/> of a stanza of type "error". An unknown condition or type is read as
/// UndefinedCondition or Cancel. Errors: Malformed (no <error/>).
Result<StanzaError> parseStanzaError(const Element& stanza);

Element buildStanzaError(StanzaErrorType type, StanzaCondition condition);

/// The class that callers of a request switch on: NotFound, Denied, Timeout, Unsupported,
/// Duplicate (conflict), StorageFull (resource-constraint), Malformed or Network.
Error toError(const StanzaError& error);

}  // namespace sotto::xmpp
