// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/kills/socket_transport.h"

#include "tests/support/fake_transport.h"

namespace sotto::test {

SocketTransport::SocketTransport()
{
    connect(&m_socket, &QLocalSocket::connected, this,
            [this] { Q_EMIT opened(FakeTransport::goodTls()); });
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
        const auto bytes = m_socket.readAll();
        Q_EMIT received(Bytes{bytes.begin(), bytes.end()});
    });
    // Queued: closed() may not come from inside a call.
    connect(
        &m_socket, &QLocalSocket::disconnected, this,
        [this] { ended(relay::TransportError::Lost); }, Qt::QueuedConnection);
    connect(
        &m_socket, &QLocalSocket::errorOccurred, this,
        [this] { ended(relay::TransportError::Unreachable); }, Qt::QueuedConnection);
}

void SocketTransport::open(const relay::Endpoint& endpoint)
{
    abort();
    m_open = true;
    m_socket.connectToServer(QString::fromStdString(endpoint.host));
}

void SocketTransport::send(ByteView bytes)
{
    m_socket.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

void SocketTransport::close()
{
    m_socket.disconnectFromServer();
}

void SocketTransport::abort()
{
    m_open = false;
    m_socket.abort();
}

void SocketTransport::ended(relay::TransportError why)
{
    if (m_socket.state() == QLocalSocket::UnconnectedState && std::exchange(m_open, false))
        Q_EMIT closed(why);
}

}  // namespace sotto::test
