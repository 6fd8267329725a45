// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/transport.h"

#include <QLocalSocket>

namespace sotto::test {

/// A way to the relay of another process of this test: a local socket, named by the
/// endpoint's host.
class SocketTransport final : public relay::Transport {
public:
    SocketTransport();

    void open(const relay::Endpoint& endpoint) override;
    void send(ByteView bytes) override;
    void close() override;
    void abort() override;

private:
    void ended(relay::TransportError why);

    QLocalSocket m_socket;
    bool m_open = false;
};

}  // namespace sotto::test
