// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/kills/relay_server.h"

#include <QLocalSocket>

#include <catch2/catch_test_macros.hpp>

namespace sotto::test {

RelayServer::RelayServer(Time time, const QString& socket) : relay(time)
{
    connect(&m_server, &QLocalServer::newConnection, this, &RelayServer::accept);
    REQUIRE(m_server.listen(socket));
}

void RelayServer::accept()
{
    while (auto* const socket = m_server.nextPendingConnection()) {
        auto* const client = relay.makeTransport().release();
        client->setParent(socket);
        connect(client, &relay::Transport::received, socket, [socket](const Bytes& bytes) {
            socket->write(reinterpret_cast<const char*>(bytes.data()),
                          static_cast<qint64>(bytes.size()));
        });
        connect(client, &relay::Transport::closed, socket, &QLocalSocket::disconnectFromServer);
        connect(socket, &QLocalSocket::readyRead, client, [socket, client] {
            const auto bytes = socket->readAll();
            client->send({reinterpret_cast<const std::uint8_t*>(bytes.data()),
                          static_cast<std::size_t>(bytes.size())});
        });
        connect(socket, &QLocalSocket::disconnected, client, [socket, client] {
            client->abort();
            socket->deleteLater();
        });
        client->open({});
    }
}

}  // namespace sotto::test
