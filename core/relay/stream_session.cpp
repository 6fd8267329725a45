// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/relay/stream_private.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/origin.h"
#include "core/xmpp/ping.h"
#include "core/xmpp/stanza_error.h"

#include <algorithm>

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr int kAskEach = 50;
constexpr auto kAnswerTime = 120s;      // a slow line may be full of what the archive sends
constexpr auto kFirstAnswerTime = 45s;  // after a resumption, which brings little

bool isStanza(const xmpp::Element& element)
{
    return element.ns == xmpp::kClientNs &&
        (element.name == "message" || element.name == "presence" || element.name == "iq");
}

}  // namespace

bool RelayStream::isOnline() const
{
    return d->phase == Private::Phase::Online;
}

const Jid& RelayStream::bound() const
{
    return *d->self;
}

Result<Done> RelayStream::send(const xmpp::Element& stanza)
{
    if (!isOnline())
        return Error{Errc::Network, "not online"};
    d->writeCounted({}, bytesOf(xmpp::toXml(stanza, xmpp::kClientNs)));
    return Done{};
}

Result<Done> RelayStream::sendRaw(std::string id, Bytes stanza)
{
    if (!isOnline())
        return Error{Errc::Network, "not online"};
    d->writeCounted(std::move(id), std::move(stanza));
    d->askForAck();
    return Done{};
}

Task<xmpp::Element> RelayStream::request(xmpp::Element iq)
{
    if (!isOnline()) {
        Promise<xmpp::Element> failed;
        failed.finish(Error{Errc::Network, "not online"});
        return failed.task();
    }
    auto task = d->requests.add(iq);
    d->writeCounted({}, bytesOf(xmpp::toXml(iq, xmpp::kClientNs)));
    return task;
}

void RelayStream::enableStreamManagement()
{
    if (!isOnline() || d->counting.isOn())
        return;
    d->counting.begin();
    d->enabling = true;
    d->write(xmpp::buildSmEnable(true));
}

void RelayStream::confirmHandled(std::size_t count)
{
    d->counting.confirm(count);
    if (isOnline() && d->ackOwed && d->counting.isCaughtUp()) {
        d->ackOwed = false;
        d->write(xmpp::buildSmAck(d->counting.handled()));
    }
}

SmResume RelayStream::resumeState() const
{
    return d->counting.snapshot();
}

void RelayStream::setPushNamespaces(std::vector<std::string> namespaces)
{
    d->pushNamespaces = std::move(namespaces);
}

void RelayStream::setOwnFeatures(xmpp::DiscoInfo own)
{
    d->ownFeatures = std::move(own);
}

std::vector<std::string> RelayStream::Private::continueCounting(const xmpp::SaslSuccess& answer,
                                                                std::optional<SmResume> resume)
{
    StreamManagement before;
    if (resume)
        before.resumeFrom(*std::move(resume));
    std::vector<std::string> covered;
    const auto handled = answer.resumed ? std::optional{answer.resumed->handled}
        : answer.resumeFailed           ? answer.resumeFailed->handled
                                        : std::nullopt;
    if (handled) {
        auto ids = before.acked(*handled);
        if (ids)
            covered = *std::move(ids);
        else if (answer.resumed) {  // hostile.md A32: nothing is cleared
            before.loseResumption();
            counting = std::move(before);
            end({LoginFailure::Kind::Closed, {}, false});
            return {};
        }
    }
    counting = {};
    answerTime = answer.resumed ? kFirstAnswerTime : kAnswerTime;
    if (answer.resumed) {
        counting = std::move(before);
        for (const auto& stanza : counting.unacked()) {
            transport->send(stanza.bytes);
            if (++sinceQuestion >= kAskEach)
                askForAck();
        }
        askForAck();  // also with nothing to cover: does it hear us?
    } else if (answer.bound && answer.bound->streamManagement) {
        const auto& enabled = *answer.bound->streamManagement;
        counting.enable(enabled.resumable ? enabled.id : std::string{});
    }
    return covered;
}

void RelayStream::Private::write(const xmpp::Element& element)
{
    transport->send(viewOf(xmpp::toXml(element, xmpp::kClientNs)));
}

void RelayStream::Private::writeCounted(std::string id, Bytes bytes)
{
    transport->send(bytes);
    counting.sent(std::move(id), std::move(bytes));
}

/// One question at a time, and one for each fifty stanzas of a burst: a slow relay that has
/// much to do answers on the way, and is not taken for dead.
void RelayStream::Private::askForAck()
{
    ++sinceQuestion;
    askAgain = questions > 0;  // that one may have left before the last stanza
    if ((questions > 0 && sinceQuestion < kAskEach) || enabling || !counting.isOn())
        return;
    ++questions;
    sinceQuestion = 0;
    askAgain = false;
    write(xmpp::buildSmRequest());
    if (!unanswered)
        awaitAnswer();
}

/// A relay can resume a stream and then hear nothing of it any more, while it goes on to talk
/// (Prosody 13 does, where the connection broke in the middle of its work). To resume it once
/// more would only repeat that.
void RelayStream::Private::awaitAnswer()
{
    unanswered = time.scheduler.after(answerTime, [this] {
        log::warning("relay", "the relay talks, but does not hear us");
        counting.loseResumption();
        lost({LoginFailure::Kind::Timeout, {}, false});
    });
}

void RelayStream::Private::probe()
{
    questions = 0;
    if (counting.isOn() && !enabling) {
        askForAck();
        return;
    }
    q->request(xmpp::buildPing());  // any answer, also an error, is a sign of life
}

void RelayStream::Private::takeOnline(const xmpp::Element& element)
{
    if (element.ns == xmpp::kStreamManagementNs) {
        takeCounting(element);
        return;
    }
    if (!isStanza(element))
        return;  // hostile.md B14; also the features that follow a login
    if (element.name == "iq") {
        takeIq(element);
        return;
    }
    counting.received(false);
    requests.heard(element, *self);
    Q_EMIT q->stanzaReceived(element);
}

/// Counted as settled: there is nothing to commit. Who asked for it gets an error.
void RelayStream::Private::passOver(xmpp::Element stanza)
{
    if (!isStanza(stanza))
        return;
    counting.received(true);
    if (xmpp::isIqAnswer(stanza)) {
        stanza.set("type", "error")
            .add(xmpp::buildStanzaError(xmpp::StanzaErrorType::Cancel,
                                        xmpp::StanzaCondition::NotAcceptable));
        requests.answer(stanza, *self);
    } else if (xmpp::isIqRequest(stanza)) {
        writeReply(xmpp::buildIqUnsupported(stanza));
    }
}

void RelayStream::Private::takeCounting(const xmpp::Element& element)
{
    if (xmpp::isSmAck(element)) {
        takeAck(element);
    } else if (xmpp::isSmRequest(element)) {
        if (counting.isOn() && !enabling) {
            // Answered at once with what is committed, and again when the rest is.
            ackOwed = !counting.isCaughtUp();
            write(xmpp::buildSmAck(counting.handled()));
        }
    } else if (enabling) {
        enabling = false;
        const auto enabled = xmpp::parseSmEnabled(element);
        if (!enabled) {
            counting.disable();
            return;
        }
        counting.enable(enabled->resumable ? enabled->id : std::string{});
        if (!counting.unacked().empty())
            askForAck();
        Q_EMIT q->streamManagementEnabled();
    }
}

void RelayStream::Private::takeAck(const xmpp::Element& element)
{
    if (!counting.isOn())
        return;
    const auto count = xmpp::parseSmAck(element);
    auto covered = count ? counting.acked(*count) : Result<std::vector<std::string>>{count.error()};
    if (!covered) {
        log::warning("relay", "acknowledgement refused", {{"code", covered.error().code}});
        counting.loseResumption();
        lost({LoginFailure::Kind::Closed, {}, false});
        return;
    }
    questions = std::max(0, questions - 1);
    answerTime = kAnswerTime;
    unanswered.reset();
    if (questions > 0)
        awaitAnswer();
    const auto mine = generation;
    if (askAgain && questions == 0)
        askForAck();
    for (const auto& id : *covered) {
        if (mine == generation)
            Q_EMIT q->stanzaAcked(id);
    }
}

void RelayStream::Private::takeIq(const xmpp::Element& iq)
{
    const bool push = isPush(iq);
    counting.received(!push);
    if (xmpp::isIqAnswer(iq)) {
        requests.answer(iq, *self);
    } else if (push) {
        writeReply(xmpp::buildIqResult(iq));
        Q_EMIT q->stanzaReceived(iq);
    } else if (xmpp::isIqRequest(iq)) {
        const auto origin = xmpp::classifyOrigin(iq, *self);
        // Strangers learn nothing, not even that we are there (hostile.md B17, B32).
        const bool known = origin && !std::holds_alternative<xmpp::Peer>(*origin);
        if (known && xmpp::isPing(iq))
            writeReply(xmpp::buildIqResult(iq));
        else if (known && xmpp::isDiscoInfoRequest(iq))
            writeReply(xmpp::buildDiscoInfoAnswer(iq, ownFeatures));
        else
            writeReply(xmpp::buildIqUnsupported(iq));
    }
}

bool RelayStream::Private::isPush(const xmpp::Element& iq) const
{
    const auto isWanted = [this](const xmpp::Element& payload) {
        return std::ranges::find(pushNamespaces, payload.ns) != pushNamespaces.end();
    };
    if (!xmpp::isIqRequest(iq) || iq.attribute("type") != "set" || iq.children.size() != 1 ||
        !isWanted(iq.children.front()))
        return false;
    const auto origin = xmpp::classifyOrigin(iq, *self);
    return origin && xmpp::isOwnAccount(*origin);
}

void RelayStream::Private::writeReply(const xmpp::Element& reply)
{
    writeCounted({}, bytesOf(xmpp::toXml(reply, xmpp::kClientNs)));
}

}  // namespace sotto::relay
