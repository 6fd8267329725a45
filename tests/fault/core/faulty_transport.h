// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/transport.h"

#include <functional>
#include <memory>

namespace sotto::test {

/// A way to the relay on which a chosen send does not get through.
class FaultyTransport final : public relay::Transport {
public:
    /// False: these bytes never leave.
    using Gate = std::function<bool()>;

    FaultyTransport(std::unique_ptr<relay::Transport> inner, Gate gate)
        : m_inner(std::move(inner)),
          m_gate(std::move(gate))
    {
        connect(m_inner.get(), &Transport::opened, this, &Transport::opened);
        connect(m_inner.get(), &Transport::received, this, &Transport::received);
        connect(m_inner.get(), &Transport::closed, this, &Transport::closed);
    }

    void open(const relay::Endpoint& endpoint) override { m_inner->open(endpoint); }

    void send(ByteView bytes) override
    {
        if (m_gate())
            m_inner->send(bytes);
    }

    void close() override { m_inner->close(); }

    void abort() override { m_inner->abort(); }

private:
    std::unique_ptr<relay::Transport> m_inner;
    Gate m_gate;
};

}  // namespace sotto::test
