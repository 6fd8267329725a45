// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/relay/tls_settings.h"
#include "core/relay/transport.h"

#include <memory>
#include <string>

namespace sotto::relay {

/// The client side of one TLS connection over OpenSSL memory BIOs: bytes in, bytes out, no
/// socket. Verifies the chain, the name and the pins; never renegotiates; ignores
/// SSLKEYLOGFILE (nothing sets a key-log callback). A failure is final.
class TlsEngine {
public:
    /// `domain` is sent as SNI and must be in the certificate (RFC 6125, no partial
    /// wildcards). Errors: Storage (the CA or identity file), Malformed (the domain).
    static Result<std::unique_ptr<TlsEngine>> create(const TlsSettings& settings,
                                                     const std::string& domain, WallTime now);
    ~TlsEngine();

    /// Begins the handshake: takeOutgoing() then has the first flight.
    void start();
    /// Ciphertext from the network. TransportError::None, or why the connection must end.
    [[nodiscard]] TransportError feed(ByteView ciphertext);
    bool isOpen() const;   ///< the handshake is finished and the peer is verified
    bool isEnded() const;  ///< the peer sent close_notify
    TlsInfo info() const;  ///< only when isOpen()
    [[nodiscard]] TransportError send(ByteView plaintext);
    void close();  ///< queues close_notify
    Bytes takePlaintext();
    Bytes takeOutgoing();

private:
    struct State;
    explicit TlsEngine(std::unique_ptr<State> state);
    TransportError handshake();
    TransportError classify() const;

    std::unique_ptr<State> m_state;
};

}  // namespace sotto::relay
