// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/watched_transport.h"

namespace sotto::bench {

WatchedTransport::WatchedTransport(std::unique_ptr<relay::Transport> inner, Traffic& traffic)
    : m_inner(std::move(inner)),
      m_traffic(traffic)
{
    auto* const from = m_inner.get();
    connect(from, &Transport::opened, this, &Transport::opened);
    connect(from, &Transport::received, this, [this](const Bytes& bytes) {
        m_traffic.lastReceived = now();
        Q_EMIT received(bytes);
    });
    connect(from, &Transport::closed, this, &Transport::closed);
}

void WatchedTransport::send(ByteView bytes)
{
    if (m_traffic.sending && textOf(bytes).starts_with("<message")) {
        m_traffic.sending = false;
        m_traffic.firstSend = now();
        m_traffic.firstSize = bytes.size();
    }
    m_inner->send(bytes);
}

}  // namespace sotto::bench
