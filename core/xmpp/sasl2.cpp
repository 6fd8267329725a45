// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/sasl2.h"

#include "core/base/encoding.h"
#include "core/xmpp/attribute_values.h"
#include "core/xmpp/erase_order.h"
#include "core/xmpp/namespaces.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxTasks = 10;
constexpr std::size_t kMaxTaskNameBytes = 64;
constexpr std::size_t kMaxTextBytes = 256;

using Condition = SaslFailure::Condition;

constexpr std::array<std::pair<std::string_view, Condition>, 11> kConditions{{
    {"aborted", Condition::Aborted},
    {"account-disabled", Condition::AccountDisabled},
    {"credentials-expired", Condition::CredentialsExpired},
    {"encryption-required", Condition::EncryptionRequired},
    {"incorrect-encoding", Condition::IncorrectEncoding},
    {"invalid-authzid", Condition::InvalidAuthzid},
    {"invalid-mechanism", Condition::InvalidMechanism},
    {"malformed-request", Condition::MalformedRequest},
    {"mechanism-too-weak", Condition::MechanismTooWeak},
    {"not-authorized", Condition::NotAuthorized},
    {"temporary-auth-failure", Condition::TemporaryAuthFailure},
}};

Element withText(std::string_view name, std::string_view text)
{
    return Element{name, kSasl2Ns}.setText(text);
}

Element buildUserAgent(const UserAgent& agent)
{
    Element element{"user-agent", kSasl2Ns};
    element.set("id", agent.id);
    if (!agent.software.empty())
        element.add(withText("software", agent.software));
    if (!agent.device.empty())
        element.add(withText("device", agent.device));
    return element;
}

/// "=" stands for data that is there but empty (XEP-0388, 2.4; RFC 6120, 6.4.2).
Result<Bytes> decode(std::string_view text)
{
    return text == "=" ? Result<Bytes>{Bytes{}} : fromBase64(text);
}

std::string encode(ByteView data)
{
    return data.empty() ? "=" : toBase64(data);
}

Result<std::optional<Bytes>> additionalData(const Element& element)
{
    const auto* data = element.child("additional-data", kSasl2Ns);
    if (!data)
        return std::optional<Bytes>{};
    SOTTO_TRY_ASSIGN(auto bytes, decode(data->text));
    return std::optional{std::move(bytes)};
}

Result<SaslAnswer> parseSuccess(const Element& element)
{
    auto id = Jid::parse(element.childText("authorization-identifier", kSasl2Ns));
    if (!id)
        return id.error();
    SaslSuccess success{*std::move(id), {}, {}, {}, {}, parseFastToken(element)};
    SOTTO_TRY_ASSIGN(success.additionalData, additionalData(element));
    if (const auto* bound = element.child("bound", kBind2Ns)) {
        SOTTO_TRY_ASSIGN(success.bound, parseBound(*bound));
    }
    if (const auto* resumed = element.child("resumed", kStreamManagementNs)) {
        SOTTO_TRY_ASSIGN(success.resumed, parseSmResumed(*resumed));
    }
    if (const auto* failed = element.child("failed", kStreamManagementNs)) {
        SOTTO_TRY_ASSIGN(success.resumeFailed, parseSmFailed(*failed));
    }
    return SaslAnswer{std::move(success)};
}

Result<SaslAnswer> parseContinue(const Element& element)
{
    SaslContinue out;
    SOTTO_TRY_ASSIGN(out.additionalData, additionalData(element));
    if (const auto* tasks = element.child("tasks", kSasl2Ns))
        for (const auto& task : tasks->children)
            if (task.is("task", kSasl2Ns) && task.text.size() <= kMaxTaskNameBytes &&
                out.tasks.size() < kMaxTasks)
                out.tasks.push_back(task.text);
    if (out.tasks.empty())
        return Error{Errc::Malformed, "login continues without a task"};
    return SaslAnswer{std::move(out)};
}

SaslFailure parseFailure(const Element& element)
{
    SaslFailure failure;
    for (const auto& child : element.children) {
        const auto* known =
            std::ranges::find(kConditions, child.name, &decltype(kConditions)::value_type::first);
        if (child.ns == kSaslNs && known != kConditions.end())
            failure.condition = known->second;
        else if (child.is("text", element.ns))
            failure.text = capped(child.text, kMaxTextBytes);
    }
    failure.secondFactor = parseSecondFactorRefusal(element);
    failure.eraseOrder = eraseOrderIn(element);
    return failure;
}

}  // namespace

Element buildAuthenticate(const AuthenticateRequest& request)
{
    Element authenticate{"authenticate", kSasl2Ns};
    authenticate.set("mechanism", request.mechanism)
        .add(withText("initial-response", encode(request.initialResponse)))
        .add(buildUserAgent(request.userAgent));
    if (request.bind)
        authenticate.add(buildBind2(*request.bind));
    if (request.resume)
        authenticate.add(buildSmResume(request.resume->previousId, request.resume->handled));
    if (request.fast)
        authenticate.add(buildFast(*request.fast));
    if (!request.requestTokenFor.empty())
        authenticate.add(buildRequestToken(request.requestTokenFor));
    return authenticate;
}

Element buildSaslResponse(ByteView response)
{
    return withText("response", encode(response));
}

Element buildNext(std::string_view task)
{
    return Element{"next", kSasl2Ns}.set("task", task);
}

Element buildTaskData(Element content)
{
    return Element{"task-data", kSasl2Ns}.add(std::move(content));
}

Element buildSaslAbort()
{
    return {"abort", kSasl2Ns};
}

bool isSaslAnswer(const Element& element)
{
    return element.ns == kSasl2Ns || element.is("failure", kSaslNs);
}

Result<SaslAnswer> parseSaslAnswer(const Element& element)
{
    if (element.is("challenge", kSasl2Ns)) {
        SOTTO_TRY_ASSIGN(auto data, decode(element.text));
        return SaslAnswer{SaslChallenge{std::move(data)}};
    }
    if (element.is("success", kSasl2Ns))
        return parseSuccess(element);
    if (element.is("continue", kSasl2Ns))
        return parseContinue(element);
    if (element.is("failure", kSasl2Ns) || element.is("failure", kSaslNs))
        return SaslAnswer{parseFailure(element)};
    if (element.is("task-data", kSasl2Ns)) {
        SOTTO_TRY_ASSIGN(auto setUp, parseSecondFactorSetUp(element));
        return SaslAnswer{SaslTaskData{std::move(setUp)}};
    }
    return Error{Errc::Malformed, "not an answer of a login"};
}

}  // namespace sotto::xmpp
