// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A TLS server in memory with certificates made on the spot, to try the client against.

#include "core/base/bytes.h"
#include "core/base/c_ptr.h"

#include <QTemporaryFile>

#include <openssl/ssl.h>

#include <ctime>
#include <string>

namespace sotto::test {

using Certificate = CPtr<X509, X509_free>;
using PrivateKey = CPtr<EVP_PKEY, EVP_PKEY_free>;

struct Identity {
    Certificate certificate;
    PrivateKey key;
};

/// `sans`: for example "DNS:clinic.example"; empty: no such extension. `rawSan` is one
/// dNSName with any bytes. Without an issuer it is a certificate authority itself.
struct CertificateWish {
    std::string commonName = "Test CA";
    std::string sans;
    std::string rawSan;
    std::time_t from = 0;
    std::time_t until = 0;
    const Identity* issuer = nullptr;
};

Identity makeIdentity(const CertificateWish& wish);

/// The certificate as a PEM file that lives as long as this object.
class PemFile {
public:
    explicit PemFile(const Identity& identity);
    std::string path() const;

private:
    QTemporaryFile m_file;
};

class TlsServer {
public:
    TlsServer(const Identity& identity, int minVersion, int maxVersion);

    Bytes feed(ByteView ciphertext);  ///< gives what the server answers

    bool isOpen() const { return SSL_is_init_finished(m_ssl.get()) == 1; }

    Bytes say(ByteView plaintext);
    Bytes renegotiate();  ///< TLS 1.2: a HelloRequest
    Bytes goodBye();      ///< close_notify
    Bytes exporter() const;
    std::string serverName() const;

    std::string heard;  ///< plaintext from the client

private:
    Bytes takeOut();

    CPtr<SSL_CTX, SSL_CTX_free> m_context;
    CPtr<SSL, SSL_free> m_ssl;
    BIO* m_in = nullptr;
    BIO* m_out = nullptr;
};

}  // namespace sotto::test
