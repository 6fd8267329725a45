// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/tls_transport.h"

#include "core/relay/quick_ack.h"

#include <QNetworkProxy>

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kResolveTime = 10s;
constexpr auto kConnectTime = 15s;  // TCP and TLS of one endpoint
constexpr auto kCloseTime = 2s;
constexpr auto kPeersEndTime = 30s;
constexpr qint64 kReadSize = 64 * 1024;

}  // namespace

TlsTransport::TlsTransport(TlsSettings settings, Time time, QObject* parent)
    : Transport(parent),
      m_settings(std::move(settings)),
      m_time(time)
{
}

TlsTransport::~TlsTransport()
{
    drop();
}

void TlsTransport::open(const Endpoint& endpoint)
{
    abort();
    m_domain = endpoint.domain;
    m_deadline = m_time.scheduler.after(kResolveTime, [this] {
        m_resolver.cancel();
        m_candidates = {{m_domain, m_domain, 5223}};
        connectNext();
    });
    m_resolver.resolve(endpoint).then(this, [this](Result<std::vector<Endpoint>> found) {
        if (!found)
            return;  // cancelled
        m_candidates.assign(found->begin(), found->end());
        connectNext();
    });
}

void TlsTransport::connectNext()
{
    drop();
    if (m_candidates.empty()) {
        end(TransportError::Unreachable);
        return;
    }
    const auto target = std::move(m_candidates.front());
    m_candidates.pop_front();
    auto tls = TlsEngine::create(m_settings, m_domain, m_time.clock.wallNow());
    if (!tls) {
        end(TransportError::CertificateUntrusted);
        return;
    }
    m_tls = *std::move(tls);
    m_deadline = m_time.scheduler.after(kConnectTime, [this] {
        if (m_candidates.empty())
            end(TransportError::Timeout);
        else
            connectNext();
    });
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket.get(), &QTcpSocket::connected, this, &TlsTransport::startTls);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &TlsTransport::readSocket);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &TlsTransport::socketEnded);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &TlsTransport::socketEnded);
    m_socket->connectToHost(QString::fromStdString(target.host), target.port);
}

void TlsTransport::startTls()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_tls->start();
    flush();
}

void TlsTransport::readSocket()
{
    while (m_socket && m_socket->bytesAvailable() > 0) {
        const auto chunk = m_socket->read(kReadSize);
        acknowledgeAtOnce(m_socket->socketDescriptor());
        const auto error =
            m_tls->feed(viewOf({chunk.constData(), static_cast<std::size_t>(chunk.size())}));
        if (error != TransportError::None) {
            end(error);
            return;
        }
        flush();
        if (m_tls->isOpen() && !m_open) {
            m_open = true;
            m_deadline.reset();
            Q_EMIT opened(m_tls->info());
        }
        // A slot may have dropped this connection, and even opened the next.
        const auto plaintext = m_tls ? m_tls->takePlaintext() : Bytes{};
        if (!plaintext.empty())
            Q_EMIT received(plaintext);
    }
    if (m_tls && m_tls->isEnded())
        end(TransportError::None);
}

void TlsTransport::socketEnded()
{
    if (!m_socket)
        return;
    if (m_closing)
        end(TransportError::None);
    else if (m_open)
        end(TransportError::Lost);
    else
        connectNext();
}

void TlsTransport::send(ByteView bytes)
{
    if (!m_open || m_closing)
        return;
    if (m_tls->send(bytes) == TransportError::None)
        flush();
    else
        end(TransportError::Protocol);
}

void TlsTransport::flush()
{
    const auto out = m_tls->takeOutgoing();
    if (!out.empty())
        m_socket->write(reinterpret_cast<const char*>(out.data()), static_cast<qint64>(out.size()));
}

void TlsTransport::close()
{
    if (!m_open || m_closing) {
        if (!m_closing)
            end(TransportError::None);
        return;
    }
    m_closing = true;
    m_tls->close();
    flush();
    if (m_settings.waitForPeersEnd) {
        m_deadline =
            m_time.scheduler.after(kPeersEndTime, [this] { end(TransportError::Timeout); });
        return;
    }
    m_deadline = m_time.scheduler.after(kCloseTime, [this] { end(TransportError::None); });
    m_socket->disconnectFromHost();
}

void TlsTransport::abort()
{
    m_candidates.clear();
    m_resolver.cancel();
    m_deadline.reset();
    drop();
}

void TlsTransport::drop()
{
    m_open = false;
    m_closing = false;
    m_tls.reset();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater();  // it may be the sender of the present signal
    }
}

void TlsTransport::end(TransportError error)
{
    abort();
    // Not from inside the caller: see the contract of Transport.
    m_deadline = m_time.scheduler.after(0ms, [this, error] { Q_EMIT closed(error); });
}

}  // namespace sotto::relay
