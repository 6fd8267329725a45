// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/endpoint_resolver.h"
#include "core/relay/tls_engine.h"
#include "core/relay/transport.h"

#include <QTcpSocket>

#include <deque>
#include <memory>

namespace sotto::relay {

/// Direct TLS to the first endpoint that answers. Engine thread only.
class TlsTransport final : public Transport {
    Q_OBJECT

public:
    TlsTransport(TlsSettings settings, Time time, QObject* parent = nullptr);
    ~TlsTransport() override;

    void open(const Endpoint& endpoint) override;
    void send(ByteView bytes) override;
    void close() override;
    void abort() override;

private:
    void connectNext();
    void startTls();
    void readSocket();
    void socketEnded();
    void flush();
    void end(TransportError error);
    void drop();

    TlsSettings m_settings;
    Time m_time;
    EndpointResolver m_resolver;
    std::deque<Endpoint> m_candidates;
    std::string m_domain;
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<TlsEngine> m_tls;
    Scheduler::HandlePtr m_deadline;
    bool m_open = false;
    bool m_closing = false;
};

}  // namespace sotto::relay
