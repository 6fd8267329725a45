// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/stream_private.h"

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kGoodByeTime = 2s;
constexpr auto kForgetTime = 5s;  // the second connection, all of it

}  // namespace

void RelayStream::closeStream()
{
    if (d->phase == Private::Phase::Closing)
        return;
    if (d->phase != Private::Phase::Online) {
        abort();
        return;
    }
    if (d->counting.isOn())
        d->write(xmpp::buildSmAck(d->counting.handled()));
    d->transport->send(viewOf("</stream:stream>"));
    d->phase = Private::Phase::Closing;
    d->liveness.stop();
    d->armDeadline(kGoodByeTime);
}

void RelayStream::breakOff()
{
    if (isOnline())
        d->end({LoginFailure::Kind::Closed, {}, false});
}

void RelayStream::logOff()
{
    d->forgetAfterClose = d->token.has_value();
    closeStream();
}

void RelayStream::Private::finishClosing()
{
    if (forgetAfterClose)
        forgetToken();
    else
        end({LoginFailure::Kind::Closed, {}, false});
}

void RelayStream::Private::forgetToken()
{
    auto request = again->withoutCredential();
    request.credential = *std::exchange(token, std::nullopt);
    reset();
    const auto mine = generation;
    requests.failAll();
    if (mine != generation)
        return;  // a continuation began something new
    forgetting = true;
    login.emplace(std::move(request), Login::Purpose::InvalidateToken);
    connectTransport();
    armDeadline(kForgetTime);
}

}  // namespace sotto::relay
