// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A connection that can send messages in another order than they were given.

#include "core/base/bytes.h"
#include "core/relay/transport.h"

#include <memory>
#include <vector>

namespace sotto::test {

/// Shared by a test and the transports that its person uses, one after the other.
struct SendOrder {
    bool holds = false;
    std::vector<Bytes> held{};            ///< messages, oldest first
    relay::Transport* current = nullptr;  ///< on which they were to leave

    /// What was held leaves, the last one first.
    void releaseBackwards()
    {
        holds = false;
        for (auto one = held.rbegin(); one != held.rend(); ++one)
            current->send(*one);
        held.clear();
    }
};

class ReorderingTransport final : public relay::Transport {
public:
    ReorderingTransport(std::unique_ptr<relay::Transport> inner, SendOrder& order)
        : m_inner(std::move(inner)),
          m_order(order)
    {
        auto* const from = m_inner.get();
        connect(from, &Transport::opened, this, &Transport::opened);
        connect(from, &Transport::received, this, &Transport::received);
        connect(from, &Transport::closed, this, &Transport::closed);
    }

    void open(const relay::Endpoint& endpoint) override { m_inner->open(endpoint); }

    void send(ByteView bytes) override
    {
        const bool isMessage = textOf(bytes).starts_with("<message");
        if (!m_order.holds || !isMessage) {
            m_inner->send(bytes);
            return;
        }
        m_order.current = m_inner.get();
        m_order.held.emplace_back(bytes.begin(), bytes.end());
    }

    void close() override { m_inner->close(); }

    void abort() override { m_inner->abort(); }

private:
    std::unique_ptr<relay::Transport> m_inner;
    SendOrder& m_order;
};

}  // namespace sotto::test
