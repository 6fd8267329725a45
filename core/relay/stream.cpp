// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/relay/stream_errors.h"
#include "core/relay/stream_private.h"
#include "core/xmpp/iq.h"

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;
using Kind = LoginFailure::Kind;

constexpr auto kConnectTime = 60s;  // several endpoints, each with its own limit
constexpr auto kStepTime = 30s;     // for one answer of the relay during the login

}  // namespace

RelayStream::Private::Private(RelayStream* stream, std::unique_ptr<Transport> bytes, Time clock)
    : q(stream),
      transport(std::move(bytes)),
      time(clock),
      requests(clock),
      liveness(
          clock, [this] { probe(); },
          [this] {
              end({Kind::Timeout, {}, false});
          })
{
    connect(transport.get(), &Transport::opened, q, [this](const TlsInfo& info) { open(info); });
    connect(transport.get(), &Transport::received, q, [this](const Bytes& data) { take(data); });
    connect(transport.get(), &Transport::closed, q,
            [this](TransportError error) { lost(failureOf(error)); });
}

RelayStream::RelayStream(std::unique_ptr<Transport> transport, Time time, QObject* parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, std::move(transport), time))
{
}

RelayStream::~RelayStream() = default;

void RelayStream::start(LoginRequest request)
{
    d->reset();
    d->again = request.withoutCredential();
    if (const auto* token = std::get_if<FastToken>(&request.credential))
        d->token = cloned(*token);
    else
        d->token.reset();
    d->login.emplace(std::move(request));
    d->connectTransport();
}

void RelayStream::submitCode(std::string code)
{
    if (!d->login)
        return;
    auto step = d->login->submitCode(std::move(code));
    if (d->phase == Private::Phase::Waiting && d->login->needsConnection())
        d->connectTransport();
    else
        d->apply(std::move(step));
}

void RelayStream::abort()
{
    d->reset();
    d->requests.failAll();
}

void RelayStream::Private::reset()
{
    ++generation;
    phase = Phase::Idle;
    transport->abort();
    liveness.stop();
    deadline.reset();
    login.reset();
    self.reset();
    enabling = askAgain = ackOwed = forgetAfterClose = forgetting = false;
    questions = sinceQuestion = 0;
    unanswered.reset();
}

void RelayStream::Private::connectTransport()
{
    phase = Phase::Connecting;
    armDeadline(kConnectTime);
    transport->open(login->request().endpoint);
}

void RelayStream::Private::armDeadline(std::chrono::milliseconds limit)
{
    deadline = time.scheduler.after(limit, [this] { lost({Kind::Timeout, {}, false}); });
}

void RelayStream::Private::open(const TlsInfo& info)
{
    tls = info;
    reader.reset();
    phase = Phase::Opening;
    if (!forgetting)
        armDeadline(kStepTime);
    const auto& account = login->request().account;
    const auto header = "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                        " xmlns:stream='http://etherx.jabber.org/streams' to='" +
        xmpp::escaped(account.domain()) + "' from='" + xmpp::escaped(account.toString()) +
        "' version='1.0' xml:lang='en'>";
    transport->send(viewOf(header));
}

void RelayStream::Private::take(const Bytes& bytes)
{
    const auto mine = generation;
    if (phase == Phase::Online)
        liveness.heard();
    const auto fed = reader.feed(bytes);
    while (mine == generation && phase != Phase::Waiting) {
        auto event = reader.next();
        if (!event)
            break;
        dispatch(*std::move(event));
    }
    const bool isLogin = phase == Phase::Opening || phase == Phase::LoggingIn;
    if (mine == generation && isLogin && reader.isPassingOver()) {
        lost({Kind::Closed, {}, false});  // nothing in a login is that large (A29)
        return;
    }
    if (!fed && mine == generation && phase != Phase::Waiting) {
        log::warning("relay", "the stream breaks its grammar", {{"code", fed.error().code}});
        lost({Kind::Closed, {}, false});
    }
}

void RelayStream::Private::dispatch(xmpp::StreamEvent event)
{
    if (const auto* opened = std::get_if<xmpp::StreamOpened>(&event))
        takeHeader(opened->header);
    else if (const auto* element = std::get_if<xmpp::Element>(&event))
        takeElement(*element);
    else if (auto* oversized = std::get_if<xmpp::Oversized>(&event))
        takeOversized(std::move(oversized->stanza));
    else
        lost({Kind::Closed, {}, false});
}

void RelayStream::Private::takeHeader(const xmpp::Element& header)
{
    if (phase != Phase::Opening || !checkStreamHeader(header, login->request().account))
        lost({Kind::Closed, {}, false});
}

void RelayStream::Private::takeElement(const xmpp::Element& element)
{
    if (element.is("error", xmpp::kStreamsNs)) {
        auto why = failureOf(element);
        if (why.kind == Kind::AccountDisabled && phase != Phase::Online)
            why.kind = Kind::Closed;  // of a login, it says nothing about the account
        lost(why);
        return;
    }
    switch (phase) {
    case Phase::Opening: {
        auto offered = xmpp::parseStreamFeatures(element);
        if (!offered) {
            lost({Kind::Closed, {}, false});
            return;
        }
        phase = Phase::LoggingIn;
        apply(login->begin(*std::move(offered), tls));
        break;
    }
    case Phase::LoggingIn:
        apply(login->handle(element));
        break;
    case Phase::Online:
        takeOnline(element);
        break;
    case Phase::Closing:
        if (xmpp::isSmAck(element))
            takeAck(element);
        else if (xmpp::isIqAnswer(element))  // to what was asked before the farewell
            requests.answer(element, *self);
        break;
    case Phase::Idle:
    case Phase::Connecting:
    case Phase::Waiting:
        break;
    }
}

/// Closing would not help: the relay delivers it again on the next stream, and for ever.
void RelayStream::Private::takeOversized(xmpp::Element stanza)
{
    log::warning("relay", "a stanza above our limits was passed over");
    if (stanza.is("error", xmpp::kStreamsNs))
        lost(failureOf(stanza));
    else if (phase == Phase::Online)
        passOver(std::move(stanza));
    else
        lost({Kind::Closed, {}, false});
}

void RelayStream::Private::apply(Login::Step step)
{
    if (step.send) {
        write(*step.send);
        if (!forgetting)
            armDeadline(kStepTime);
    }
    if (login->isWaitingForCode())
        deadline.reset();
    if (const auto* task = std::get_if<CodeTask>(&step.event))
        Q_EMIT q->codeNeeded(*task);
    else if (const auto* refusal = std::get_if<CodeRefusal>(&step.event))
        Q_EMIT q->codeRefused(*refusal);
    else if (const auto* failure = std::get_if<LoginFailure>(&step.event))
        end(*failure);
    else if (auto* success = std::get_if<Login::Success>(&step.event))
        goOnline(std::move(*success));
}

void RelayStream::Private::goOnline(Login::Success success)
{
    if (forgetting) {
        end({Kind::Closed, {}, false});
        return;
    }
    auto& answer = success.answer;
    auto resume = login->request().resume;
    login.reset();  // wipes the password
    deadline.reset();
    if (answer.token)
        token = cloned(*answer.token);
    again->memory = success.memory;
    self = answer.authorizationId;
    const auto mine = generation;
    const auto covered = continueCounting(answer, std::move(resume));
    if (mine != generation)
        return;  // the relay counted what was never sent
    phase = Phase::Online;
    liveness.heard();
    Q_EMIT q->online({*self, answer.resumed.has_value(), success.codeAsked, counting.isOn(),
                      std::move(answer.token), success.memory});
    for (const auto& id : covered) {
        if (mine == generation)
            Q_EMIT q->stanzaAcked(id);
    }
}

void RelayStream::Private::lost(const LoginFailure& why)
{
    if (phase == Phase::Idle || phase == Phase::Waiting)
        return;
    if (phase == Phase::Closing) {
        finishClosing();
        return;
    }
    if (login && phase != Phase::Connecting && login->connectionLost()) {
        phase = Phase::Waiting;  // a person is typing a code: the login is repeated with it
        deadline.reset();
        transport->abort();
        return;
    }
    end(why);
}

void RelayStream::Private::end(const LoginFailure& why)
{
    const bool wasOnline = phase == Phase::Online || phase == Phase::Closing || forgetting;
    reset();
    const auto mine = generation;
    requests.failAll();
    if (mine != generation)
        return;  // a continuation began something new
    if (wasOnline)
        Q_EMIT q->disconnected(why);
    else
        Q_EMIT q->failed(why);
}

}  // namespace sotto::relay
