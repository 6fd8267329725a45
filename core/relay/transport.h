// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <QObject>

#include <cstdint>
#include <string>

namespace sotto::relay {

/// Where a relay is. `domain` is the right side of the account's address: the name in the
/// certificate and in the stream. An empty `host` means: discover it (RFC 6120, 3.2 and
/// XEP-0368); a given host and port come from policy and change nothing about the name.
struct Endpoint {
    std::string domain;
    std::string host;
    std::uint16_t port = 5223;

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// What a finished TLS handshake told us.
struct TlsInfo {
    bool tls13 = false;
    Bytes exporter;    ///< 32 bytes, "EXPORTER-Channel-Binding" (RFC 9266)
    Bytes spkiSha256;  ///< what a pin is compared with
};

/// Why a transport ended.
enum class TransportError : std::uint8_t {
    None,         ///< the other side closed in order, or close() finished
    Unreachable,  ///< name not found, nobody listens, no network
    Lost,         ///< the connection broke
    Timeout,      ///< no connection or no handshake in time
    CertificateUntrusted,
    CertificateExpired,  ///< or not yet valid
    CertificateName,
    CertificateChanged,  ///< none of the pins fits
    TlsTooOld,
    Protocol,  ///< breaks TLS: injected bytes, renegotiation
};

/// Bytes to and from the relay, already protected. Engine thread only.
///
/// open() is followed by opened() and then closed(), or by closed() alone; closed() comes
/// exactly once for each open(), and never from inside open(), send() or close().
class Transport : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open(const Endpoint& endpoint) = 0;
    virtual void send(ByteView bytes) = 0;  ///< ignored unless open
    virtual void close() = 0;  ///< sends what is queued, then TLS close_notify, then ends
    virtual void abort() = 0;  ///< ends now; no closed() signal follows

Q_SIGNALS:
    void opened(const sotto::relay::TlsInfo& tls);
    void received(const sotto::Bytes& bytes);
    void closed(sotto::relay::TransportError error);
};

}  // namespace sotto::relay
