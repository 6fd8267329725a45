// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/iq_requests.h"

#include "core/crypto/random.h"
#include "core/xmpp/archive.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/origin.h"

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kAnswerTime = 30s;

}  // namespace

Task<xmpp::Element> IqRequests::add(xmpp::Element& iq)
{
    const auto id = crypto::uuidV4();
    iq.set("id", id);
    auto& pending = m_pending[id];
    if (const auto to = Jid::parse(iq.attribute("to")))
        pending.asked = *to;
    pending.queryId = xmpp::archiveQueryId(iq);
    auto task = pending.promise.task();
    awaitAnswer(id);
    return task;
}

void IqRequests::awaitAnswer(const std::string& id)
{
    m_pending[id].deadline = m_time.scheduler.after(kAnswerTime, [this, id] {
        if (auto late = m_pending.extract(id))
            late.mapped().promise.finish(Error{Errc::Timeout, "no answer"});
    });
}

void IqRequests::heard(const xmpp::Element& message, const Jid& self)
{
    const auto queryId = xmpp::archiveQueryId(message);
    if (queryId.empty())
        return;
    const auto origin = xmpp::classifyOrigin(message, self);
    if (!origin)
        return;
    for (const auto& [id, pending] : m_pending)
        if (pending.queryId == queryId &&
            xmpp::addressOf(*origin, self) == pending.asked.value_or(self.bare())) {
            awaitAnswer(id);
            return;
        }
}

void IqRequests::answer(const xmpp::Element& iq, const Jid& self)
{
    const auto found = m_pending.find(iq.attribute("id"));
    if (found == m_pending.end() || !xmpp::isAnswerTo(iq, found->first, found->second.asked, self))
        return;
    auto pending = m_pending.extract(found);  // the continuation may ask again
    auto& promise = pending.mapped().promise;
    if (!xmpp::isErrorStanza(iq))
        promise.finish(iq);
    else if (const auto error = xmpp::parseStanzaError(iq))
        promise.finish(xmpp::toError(*error));
    else
        promise.finish(error.error());
}

void IqRequests::failAll()
{
    for (auto& [id, pending] : std::exchange(m_pending, {}))
        pending.promise.finish(Error{Errc::Network, "the stream ended"});
}

}  // namespace sotto::relay
