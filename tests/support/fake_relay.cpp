// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_relay.h"

#include "core/xmpp/hints.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"
#include "tests/support/fake_relay_stream.h"

#include <algorithm>

namespace sotto::test {
namespace {

bool isWanted(const xmpp::Element& message)
{
    return message.child("store", xmpp::kHintsNs) || message.child("body", xmpp::kClientNs);
}

}  // namespace

FakeRelay::FakeRelay(Time time) : m_time(time) { }

FakeRelay::~FakeRelay() = default;

FakeAccount& FakeRelay::addAccount(const std::string& name, const std::string& group)
{
    auto address = *Jid::parseAccount(name + "@" + kRelayDomain);
    FakeAccount account{.address = address,
                        .name = name,
                        .group = group,
                        .asksForCode = true,
                        .hasCode = true,
                        .password = kRelayPassword,
                        .nodes = {},
                        .archive = {},
                        .tokens = {}};
    return m_accounts.insert_or_assign(std::move(address), std::move(account)).first->second;
}

FakeAccount* FakeRelay::account(const Jid& anyAddress)
{
    const auto found = m_accounts.find(anyAddress.bare());
    return found == m_accounts.end() ? nullptr : &found->second;
}

FakeSession* FakeRelay::session(const Jid& address)
{
    const auto found = std::find_if(m_sessions.rbegin(), m_sessions.rend(), [&](const auto& one) {
        return address.isBare() ? one->address.bare() == address : one->address == address;
    });
    return found == m_sessions.rend() ? nullptr : found->get();
}

FakeSession* FakeRelay::sessionOf(const Jid& account, const std::string& client)
{
    const auto found = std::ranges::find_if(m_sessions, [&](const auto& one) {
        return one->address.bare() == account.bare() && one->client == client;
    });
    return found == m_sessions.end() ? nullptr : found->get();
}

std::unique_ptr<relay::Transport> FakeRelay::makeTransport()
{
    return std::make_unique<FakeRelayTransport>(*this);
}

void FakeRelay::post(std::function<void()> work)
{
    m_work.push_back(std::move(work));
    if (m_turn)
        return;
    m_turn = m_time.scheduler.after(std::chrono::milliseconds{0}, [this] {
        while (!m_work.empty()) {
            const auto next = std::move(m_work.front());
            m_work.pop_front();
            next();
        }
        m_turn.reset();
    });
}

std::string FakeRelay::nextId(const std::string& prefix)
{
    return prefix + "-" + std::to_string(++m_lastId);
}

// Sessions

std::shared_ptr<FakeSession> FakeRelay::bind(FakeAccount& account, const std::string& client)
{
    while (auto* old = sessionOf(account.address, client)) {
        const auto stream = old->stream.lock();
        end(*old);
        if (stream)
            stream->cut(relay::TransportError::Lost);
    }
    const auto resource = nextId("Sotto");
    m_sessions.push_back(std::make_shared<FakeSession>(
        FakeSession{.address = *Jid::parse(account.address.toString() + "/" + resource),
                    .client = client,
                    .stream = {},
                    .presence = {},
                    .features = {},
                    .resumeId = {},
                    .unacked = {}}));
    return m_sessions.back();
}

std::shared_ptr<FakeSession> FakeRelay::resumable(const Jid& account, const std::string& resumeId)
{
    const auto found = std::ranges::find_if(m_sessions, [&](const auto& session) {
        return session->address.bare() == account && session->resumeId == resumeId;
    });
    if (found == m_sessions.end() || resumeId.empty())
        return nullptr;
    const auto session = *found;
    if (const auto old = session->stream.lock()) {
        session->stream.reset();
        old->cut(relay::TransportError::Lost);
    }
    return session;
}

void FakeRelay::end(FakeSession& session)
{
    const auto found = std::ranges::find_if(
        m_sessions, [&](const auto& known) { return known.get() == &session; });
    if (found == m_sessions.end())
        return;
    const auto kept = *found;
    m_sessions.erase(found);
    leaveRooms(kept->address);
    if (kept->presence)
        tellOthers(*kept, xmpp::Element{"presence", xmpp::kClientNs}.set("type", "unavailable"));
}

void FakeRelay::dropConnection(const Jid& account)
{
    if (const auto* known = session(account))
        if (const auto stream = known->stream.lock())
            stream->cut(relay::TransportError::Lost);
}

void FakeRelay::endStream(const Jid& account, const std::string& condition)
{
    const auto* known = session(account);
    const auto stream = known ? known->stream.lock() : nullptr;
    if (!stream)
        return;
    stream->write("<stream:error><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>" +
                  this->account(account)->eraseOrder + "</stream:error>");
    post([stream] { stream->cut(relay::TransportError::None); });
}

void FakeRelay::forgetSessions()
{
    for (const auto& session : std::vector(m_sessions)) {
        session->resumeId.clear();
        if (session->stream.expired())
            end(*session);
    }
}

void FakeRelay::revokeTokens(const Jid& anyAddress)
{
    if (auto* known = account(anyAddress))
        known->tokens.clear();
}

// Stanzas

void FakeRelay::handle(FakeSession& from, xmpp::Element stanza)
{
    stanza.set("from", from.address.toString());
    const auto to = Jid::parse(stanza.attribute("to"));
    const bool isForRoom = to && to->domain() == kRoomDomain && stanza.name != "iq";
    if (isForRoom && stanza.name == "message")
        takeRoomMessage(from, stanza);
    else if (isForRoom)
        takeRoomPresence(from, stanza);
    else if (stanza.name == "message")
        routeMessage(from.address, std::move(stanza));
    else if (stanza.name == "presence")
        takePresence(from, std::move(stanza));
    else
        takeIq(from, stanza);
}

void FakeRelay::deliver(FakeSession& to, const xmpp::Element& stanza)
{
    auto onWire = std::vector{stanza};
    if (onDelivery)
        onWire = onDelivery(to.address.bare(), stanza);
    for (const auto& one : onWire) {
        if (to.counting)
            to.unacked.push_back(one);
        if (const auto stream = to.stream.lock())
            stream->deliver(to, one);
    }
}

void FakeRelay::deliverToAll(const Jid& account, const xmpp::Element& stanza)
{
    for (const auto& session : std::vector(m_sessions))
        if (session->address.bare() == account.bare() && session->presence)
            deliver(*session, stanza);
}

void FakeRelay::inject(const Jid& account, xmpp::Element stanza)
{
    if (auto* known = session(account))
        deliver(*known, stanza);
}

void FakeRelay::sendAs(const Jid& from, xmpp::Element stanza)
{
    stanza.set("from", from.toString());
    routeMessage(from, std::move(stanza));
}

void FakeRelay::routeMessage(const Jid& from, xmpp::Element message)
{
    const auto to = Jid::parse(message.attribute("to"));
    auto* const recipient = to ? account(*to) : nullptr;
    if (!recipient) {
        bounce(from, message);
        return;
    }
    if (isWanted(message)) {
        auto* const sender = account(from);
        if (sender && sender != recipient && archivesForSender)
            archive(*sender, nextId("archive"), message);
        const auto id = nextId("archive");
        archive(*recipient, id, message);
        message.add(xmpp::Element{"stanza-id", xmpp::kStableIdsNs}.set("id", id).set(
            "by", recipient->address.toString()));
    }
    deliverToAll(recipient->address, message);
    copyToOtherDevices(from, message);
}

/// XEP-0280. All of a bare address get the message itself, so only what was sent is copied.
void FakeRelay::copyToOtherDevices(const Jid& from, const xmpp::Element& message)
{
    if (message.attribute("to") == from.bare().toString())
        return;
    auto copy = message;
    std::erase_if(copy.children,
                  [](const auto& child) { return child.is("stanza-id", xmpp::kStableIdsNs); });
    for (const auto& session : std::vector(m_sessions)) {
        if (!session->carbons || !session->presence || session->address == from ||
            session->address.bare() != from.bare())
            continue;
        deliver(*session,
                xmpp::Element{"message", xmpp::kClientNs}
                    .set("from", from.bare().toString())
                    .set("to", session->address.toString())
                    .set("type", "chat")
                    .add(xmpp::Element{"sent", xmpp::kCarbonsNs}.add(
                        xmpp::Element{"forwarded", "urn:xmpp:forward:0"}.add(copy))));
    }
}

void FakeRelay::archive(FakeAccount& owner, const std::string& id, const xmpp::Element& message)
{
    owner.archive.push_back({id, m_time.clock.wallNow(), message});
}

void FakeRelay::bounce(const Jid& to, const xmpp::Element& message)
{
    auto error = xmpp::Element{"message", xmpp::kClientNs};
    error.set("type", "error")
        .set("id", message.attribute("id"))
        .set("from", message.attribute("to"))
        .set("to", to.toString())
        .add(xmpp::buildStanzaError(xmpp::StanzaErrorType::Cancel,
                                    xmpp::StanzaCondition::ServiceUnavailable));
    deliverToAll(to.bare(), error);
}

// Presence

std::vector<FakeAccount*> FakeRelay::contactsOf(const Jid& anyAddress)
{
    std::vector<FakeAccount*> contacts;
    const auto* const self = account(anyAddress);
    if (!self || self->group.empty())
        return contacts;
    for (auto& [address, other] : m_accounts)
        if (&other != self && !other.group.empty())
            contacts.push_back(&other);
    return contacts;
}

void FakeRelay::tellOthers(const FakeSession& from, const xmpp::Element& presence)
{
    auto told = presence;
    told.set("from", from.address.toString());
    for (auto* const contact : contactsOf(from.address))
        deliverToAll(contact->address, told);
}

void FakeRelay::takePresence(FakeSession& from, xmpp::Element presence)
{
    tellOthers(from, presence);
    const bool isFirst = !from.presence;
    from.presence = presence;
    if (presence.attribute("type") == "unavailable")
        from.presence.reset();
    if (!isFirst || !from.presence)
        return;
    for (auto* const contact : contactsOf(from.address))
        for (const auto& session : std::vector(m_sessions))
            if (session->address.bare() == contact->address && session->presence)
                deliver(from, *session->presence);
    // What the device wants to be told of (XEP-0163, 4.3): see takeFeatures().
    deliver(from,
            xmpp::Element{"iq", xmpp::kClientNs}
                .set("type", "get")
                .set("id", nextId("features"))
                .set("from", from.address.bare().toString())
                .set("to", from.address.toString())
                .add(xmpp::Element{"query", "http://jabber.org/protocol/disco#info"}));
}

}  // namespace sotto::test
