// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_relay_stream.h"

#include "core/xmpp/namespaces.h"
#include "core/xmpp/stream_management.h"
#include "tests/support/fake_transport.h"

#include <charconv>

namespace sotto::test {
namespace {

std::uint32_t countIn(const xmpp::Element& element)
{
    const auto text = element.attribute("h");
    std::uint32_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

}  // namespace

void FakeRelayTransport::open(const relay::Endpoint&)
{
    abort();
    if (m_relay.unreachable) {
        m_relay.post([client = QPointer(this)] {
            if (client)
                Q_EMIT client->closed(relay::TransportError::Unreachable);
        });
        return;
    }
    m_stream = std::make_shared<FakeStream>(m_relay, *this);
    m_relay.post([this, client = QPointer(this), stream = m_stream] {
        if (client && m_stream == stream)
            Q_EMIT opened(FakeTransport::goodTls());
    });
}

void FakeRelayTransport::send(ByteView bytes)
{
    if (m_stream)
        m_relay.post(
            [stream = m_stream, xml = std::string{textOf(bytes)}] { stream->receive(xml); });
}

void FakeRelayTransport::close()
{
    if (m_stream)
        m_relay.post([stream = m_stream] { stream->cut(relay::TransportError::None); });
}

void FakeRelayTransport::abort()
{
    if (m_stream)
        m_relay.post([stream = std::exchange(m_stream, {})] { stream->clientLeft(); });
}

void FakeStream::receive(const std::string& bytes)
{
    if (m_gone || m_relay.silent)
        return;
    if (m_account && bytes.starts_with("<message"))
        m_relay.sent.push_back({m_account->address, bytes});
    const auto fed = m_reader.feed(viewOf(bytes));
    while (!m_gone) {
        const auto event = m_reader.next();
        if (!event)
            break;
        take(*event);
    }
    if (!fed)
        cut(relay::TransportError::None);
}

void FakeStream::take(const xmpp::StreamEvent& event)
{
    if (const auto* opened = std::get_if<xmpp::StreamOpened>(&event)) {
        greet(opened->header);
    } else if (const auto* element = std::get_if<xmpp::Element>(&event)) {
        takeElement(*element);
    } else if (std::holds_alternative<xmpp::StreamClosed>(event)) {
        write(std::string{"</stream:stream>"});
        leave(false);
    }
}

void FakeStream::takeElement(const xmpp::Element& element)
{
    if (!m_session)
        takeLogin(element);
    else if (element.ns == xmpp::kStreamManagementNs)
        takeCounting(element);
    else
        takeStanza(element);
}

void FakeStream::takeStanza(const xmpp::Element& stanza)
{
    auto fate = FakeRelay::Fate::Pass;
    if (stanza.name == "message" && m_relay.onMessage)
        fate = m_relay.onMessage(stanza);
    if (fate == FakeRelay::Fate::Lose) {
        cut(relay::TransportError::Lost);
        return;
    }
    m_session->fromClient += m_session->counting ? 1 : 0;
    const auto session = m_session;
    m_relay.handle(*session, stanza);
    if (fate == FakeRelay::Fate::StoreAndBreak)
        cut(relay::TransportError::Lost);
}

void FakeStream::takeCounting(const xmpp::Element& element)
{
    if (element.name == "enable") {
        m_session->counting = true;
        m_session->resumeId = m_relay.nextId("sm");
        write("<enabled xmlns='urn:xmpp:sm:3' resume='true' id='" + m_session->resumeId + "'/>");
    } else if (xmpp::isSmRequest(element)) {
        if (!m_relay.acksHeld)
            write(xmpp::buildSmAck(m_session->fromClient));
    } else if (xmpp::isSmAck(element)) {
        acked(countIn(element));
    }
}

void FakeStream::acked(std::uint32_t h)
{
    while (m_session->toClient != h && !m_session->unacked.empty()) {
        m_session->unacked.pop_front();
        ++m_session->toClient;
    }
}

void FakeStream::deliver(FakeSession& session, const xmpp::Element& stanza)
{
    write(stanza);
    if (session.counting)
        write(xmpp::buildSmRequest());
}

void FakeStream::write(const xmpp::Element& element)
{
    write(xmpp::toXml(element, xmpp::kClientNs));
}

void FakeStream::write(const std::string& xml)
{
    m_relay.post([self = shared_from_this(), xml] {
        if (self->m_client && !self->m_relay.silent)
            Q_EMIT self->m_client->received(bytesOf(xml));
    });
}

void FakeStream::cut(relay::TransportError why)
{
    if (const auto client = std::exchange(m_client, {})) {
        m_relay.post([client, why] {
            if (client)
                Q_EMIT client->closed(why);
        });
    }
    leave(why != relay::TransportError::None);
}

void FakeStream::clientLeft()
{
    m_client = nullptr;
    leave(true);
}

void FakeStream::leave(bool mayResume)
{
    m_gone = true;
    const auto session = std::exchange(m_session, {});
    if (!session || session->stream.lock().get() != this)
        return;
    session->stream.reset();
    if (!mayResume || session->resumeId.empty())
        m_relay.end(*session);
}

}  // namespace sotto::test
