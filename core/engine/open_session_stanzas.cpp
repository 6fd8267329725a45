// SPDX-License-Identifier: GPL-3.0-or-later
// What comes live on the stream of an open session.
#include "core/base/log.h"
#include "core/engine/open_session.h"
#include "core/engine/problems.h"
#include "core/xmpp/pubsub.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"

namespace sotto::engine {

void OpenSession::onStanza(const xmpp::Element& stanza)
{
    const auto origin = xmpp::classifyOrigin(stanza, m_context->self);
    if (origin && m_rooms.takeResult(stanza, *origin)) {
        settled();
        return;
    }
    if (origin && m_catchUp.takeResult(stanza, *origin)) {
        settled();  // its page commits with its cursor: nothing can be lost
        return;
    }
    if (m_catchUp.isRunning() && stanza.name == "message") {
        m_held.push_back(stanza);
        return;
    }
    handle(stanza);
}

void OpenSession::handle(const xmpp::Element& stanza)
{
    const auto origin = xmpp::classifyOrigin(stanza, m_context->self);
    if (!origin) {
        log::info("engine", "a stanza without a readable sender was dropped");
    } else if (stanza.name == "message") {
        handleMessage(stanza, *origin);
        return;
    } else if (stanza.name == "presence") {
        if (!m_rooms.takePresence(stanza, *origin) && m_directory.takePresence(stanza, *origin) &&
            m_connection == Connection::Online)
            m_outbound.pump(xmpp::addressOf(*origin, m_context->self).bare());
    } else if (xmpp::isRosterPush(stanza)) {
        m_directory.takePush(stanza, *origin);
    }
    settled();
}

/// The stream counts in order: what came after a held message must not be confirmed in its
/// place (I2).
void OpenSession::settled()
{
    ++m_settled;
    if (m_held.empty())
        m_link.stream().confirmHandled(std::exchange(m_settled, 0));
}

void OpenSession::handleMessage(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto carbon = xmpp::parseCarbon(message, origin, m_context->self);
    if (!carbon) {
        log::warning("engine", "a carbon was refused", {{"why", carbon.error().code}});
    } else if (*carbon) {
        handleCarbon(**carbon);
        return;
    } else if (m_rooms.takeMessage(message, origin)) {
        // Its room's archive keeps it.
    } else if (xmpp::isErrorStanza(message)) {
        m_outbound.onBounce(message, origin);
    } else if (!handleEvent(message, origin)) {
        takeLive(message, origin);
        return;
    }
    settled();
}

/// What another device of ours sent or received. Bounces of its messages are its own affair.
void OpenSession::handleCarbon(const xmpp::Carbon& carbon)
{
    const auto origin = xmpp::classifyOrigin(carbon.message, m_context->self);
    if (origin && !xmpp::isErrorStanza(carbon.message))
        takeLive(carbon.message, *origin);
    else
        settled();
}

void OpenSession::takeLive(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto arrivals = storeLive(message, origin);
    if (!arrivals) {
        // Not confirmed: the relay keeps it. Nothing that came after it may be stored,
        // or the counter would pass it by; it comes again on the next stream.
        Q_EMIT problem(vaultProblem(arrivals.error()).kind);
        m_link.stream().breakOff();
        return;
    }
    settled();
    afterBatch(*arrivals);
    levelLater();
}

/// Device lists of colleagues and our own (PEP). True if the message was such an event.
bool OpenSession::handleEvent(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto event = xmpp::parsePubSubEvent(message, origin, m_context->self);
    if (!event) {
        log::warning("engine", "an event was refused", {{"why", event.error().code}});
        return true;
    }
    if (!*event)
        return false;
    const auto& items = (*event)->items;
    const auto list = items.empty() ? std::nullopt : std::optional{items.back().payload};
    const auto& node = (*event)->node;
    const auto& owner = (*event)->owner;
    if (node == omemo::kDevicesNs)
        m_devices.takeList(owner, list);
    else if (node == omemo::kDeviceIdsNode)
        m_devices.takeIds(owner);
    else if (node == omemo::kOnCallNs)
        m_onCall.take(owner, list);
    if (owner == m_context->self) {
        m_lists.takeOwn(node, list);
        m_deviceDesk.removal().takeOwn(node, list);
    }
    return true;
}

Result<Arrivals> OpenSession::storeLive(const xmpp::Element& message, const xmpp::Origin& origin)
{
    Arrivals arrivals;
    const std::string archiveId{xmpp::archiveId(message, m_context->self)};
    SOTTO_TRY_ASSIGN(auto transaction, m_context->vault.begin());
    const IncomingStanza stanza{message, origin, IncomingStanza::Way::Live, archiveId};
    SOTTO_TRY_ASSIGN(const bool isNew, m_inbound.take(transaction, stanza, arrivals));
    if (isNew && !archiveId.empty())  // an old one would take the place back
        SOTTO_TRY(m_context->stores.account.setArchiveNewest(archiveId));
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

}  // namespace sotto::engine
