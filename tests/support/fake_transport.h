// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A relay made of text: tests read like a transcript (tests/unit/relay/stream_test.cpp).

#include "core/relay/transport.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sotto::test {

class FakeTransport final : public relay::Transport {
public:
    void open(const relay::Endpoint& endpoint) override
    {
        ++opens;
        isOpen = false;
        endpoints.push_back(endpoint);
    }

    void send(ByteView bytes) override
    {
        if (isOpen)
            m_sent += textOf(bytes);
    }

    void close() override { closeAsked = true; }

    void abort() override { isOpen = false; }

    /// The handshake is over. The default is a good TLS 1.3 connection.
    void connected(relay::TlsInfo tls = goodTls())
    {
        isOpen = true;
        m_sent.clear();
        closeAsked = false;
        Q_EMIT opened(tls);
    }

    /// The relay says this.
    void server(std::string_view xml) { Q_EMIT received(bytesOf(xml)); }

    /// The connection ends.
    void ended(relay::TransportError error = relay::TransportError::None)
    {
        isOpen = false;
        Q_EMIT closed(error);
    }

    /// Everything the client sent since the last call.
    std::string takeSent() { return std::exchange(m_sent, {}); }

    /// The client has sent exactly this, and nothing else, since the last look.
    void client(std::string_view xml) { CHECK(takeSent() == xml); }

    static relay::TlsInfo goodTls()
    {
        return {.tls13 = true, .exporter = Bytes(32, 0xE1), .spkiSha256 = Bytes(32, 0xE3)};
    }

    int opens = 0;
    bool isOpen = false;
    bool closeAsked = false;
    std::vector<relay::Endpoint> endpoints;

private:
    std::string m_sent;
};

}  // namespace sotto::test
