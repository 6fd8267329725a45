// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0388: the login. What the mechanisms mean (SCRAM, HT) is the business of core/relay.

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/bind2.h"
#include "core/xmpp/element.h"
#include "core/xmpp/fast.h"
#include "core/xmpp/second_factor.h"
#include "core/xmpp/stream_management.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sotto::xmpp {

struct UserAgent {
    std::string id;        ///< UUID v4, one for each installation
    std::string software;  ///< "Sotto"
    std::string device;    ///< shown to administrators; may be empty
};

struct SmResumeRequest {
    std::string previousId;
    HandledCount handled = 0;
};

struct AuthenticateRequest {
    std::string mechanism;
    Bytes initialResponse;
    UserAgent userAgent;
    std::optional<Bind2Request> bind;
    std::optional<SmResumeRequest> resume;
    std::optional<FastUse> fast;  ///< the mechanism speaks for a token
    std::string requestTokenFor;  ///< ask for a token for this mechanism; empty: do not
};

Element buildAuthenticate(const AuthenticateRequest& request);
Element buildSaslResponse(ByteView response);
/// Starts a task of <continue/>. The code follows in <task-data/> once the relay asks.
Element buildNext(std::string_view task);
Element buildTaskData(Element content);
Element buildSaslAbort();

struct SaslChallenge {
    Bytes data;
};

struct SaslSuccess {
    Jid authorizationId;                  ///< full address if something was bound
    std::optional<Bytes> additionalData;  ///< server signature, unless <continue/> had it
    std::optional<Bound> bound;
    std::optional<SmResumed> resumed;
    std::optional<SmFailed> resumeFailed;
    std::optional<FastToken> token;
};

struct SaslContinue {
    std::optional<Bytes> additionalData;  ///< server signature: check it before any code
    std::vector<std::string> tasks;       ///< one to ten names; any one of them goes on
};

struct SaslFailure {
    enum class Condition : std::uint8_t {
        Unknown,
        Aborted,
        AccountDisabled,
        CredentialsExpired,
        EncryptionRequired,
        IncorrectEncoding,
        InvalidAuthzid,
        InvalidMechanism,
        MalformedRequest,
        MechanismTooWeak,
        NotAuthorized,
        TemporaryAuthFailure,
    };

    Condition condition = Condition::Unknown;
    SecondFactorRefusal secondFactor;
    std::string text;        ///< foreign text, at most 256 bytes
    std::string eraseOrder;  ///< foreign text, at most 4096 bytes; core/xmpp/erase_order.h
};

struct SaslTaskData {
    SecondFactorSetUp setUp;
};

using SaslAnswer =
    std::variant<SaslChallenge, SaslSuccess, SaslContinue, SaslFailure, SaslTaskData>;

/// True for what the relay may send while a login is under way: SASL2, and <failure/> of
/// RFC 6120, which ejabberd 24.12 answers inside SASL2.
bool isSaslAnswer(const Element& element);

/// Errors: Malformed (not an answer, base64, address, no task). A state that forbids this
/// answer now (success before authenticate, hostile.md A4) is for the caller to see.
Result<SaslAnswer> parseSaslAnswer(const Element& element);

}  // namespace sotto::xmpp
