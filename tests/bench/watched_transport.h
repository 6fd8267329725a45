// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/transport.h"
#include "tests/bench/figures.h"

#include <memory>

namespace sotto::bench {

/// What crossed a connection, and when.
struct Traffic {
    bool sending = false;       ///< armed by the benchmark; the first message clears it
    SteadyTime firstSend;       ///< since it was armed
    std::size_t firstSize = 0;  ///< bytes of that send, before TLS
    SteadyTime lastReceived;
};

/// Another transport, with a note of when bytes passed. Engine thread only.
class WatchedTransport final : public relay::Transport {
    Q_OBJECT
public:
    WatchedTransport(std::unique_ptr<relay::Transport> inner, Traffic& traffic);

    void open(const relay::Endpoint& endpoint) override { m_inner->open(endpoint); }

    void send(ByteView bytes) override;

    void close() override { m_inner->close(); }

    void abort() override { m_inner->abort(); }

private:
    std::unique_ptr<relay::Transport> m_inner;
    Traffic& m_traffic;
};

}  // namespace sotto::bench
