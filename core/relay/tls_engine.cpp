// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/tls_engine.h"

#include "core/base/c_ptr.h"
#include "core/crypto/digest.h"

#include <QUrl>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace sotto::relay {
namespace {

// TLS 1.2 suites with forward secrecy and AEAD only (RFC 9325, 4.2); 1.3 has no others.
constexpr auto kTls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr std::string_view kExporterLabel = "EXPORTER-Channel-Binding";
constexpr std::size_t kMaxPending = 4U << 20;  // plaintext of one feed(); bounds one read

using Context = CPtr<SSL_CTX, SSL_CTX_free>;
using Connection = CPtr<SSL, SSL_free>;

Result<Context> makeContext(const TlsSettings& settings)
{
    Context context{SSL_CTX_new(TLS_client_method())};
    if (!context)
        return Error{Errc::Storage, "tls context"};
    const int floor = settings.allowTls12 ? TLS1_2_VERSION : TLS1_3_VERSION;
    SSL_CTX_set_min_proto_version(context.get(), floor);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_cipher_list(context.get(), kTls12Ciphers);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    const bool loaded = settings.caFile.empty()
        ? SSL_CTX_set_default_verify_paths(context.get()) == 1
        : SSL_CTX_load_verify_file(context.get(), settings.caFile.c_str()) == 1;
    ERR_clear_error();
    if (!loaded)
        return Error{Errc::Storage, "issuer file"};
    if (!settings.identityFile.empty()) {
        const auto* file = settings.identityFile.c_str();
        const bool hasIdentity = SSL_CTX_use_certificate_chain_file(context.get(), file) == 1 &&
            SSL_CTX_use_PrivateKey_file(context.get(), file, SSL_FILETYPE_PEM) == 1;
        ERR_clear_error();
        if (!hasIdentity)
            return Error{Errc::Storage, "identity file"};
    }
    return context;
}

/// The wire form of RFC 7301: its length, the name.
Bytes alpnList(const std::string& name)
{
    Bytes list{static_cast<std::uint8_t>(name.size())};
    list.insert(list.end(), name.begin(), name.end());
    return list;
}

Result<Done> expectName(SSL* ssl, const std::string& domain, WallTime now)
{
    const auto ace = QUrl::toAce(QString::fromStdString(domain)).toStdString();
    if (ace.empty() || ace.size() > 253)
        return Error{Errc::Malformed, "domain"};
    auto* param = SSL_get0_param(ssl);
    X509_VERIFY_PARAM_set_hostflags(
        param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    X509_VERIFY_PARAM_set_time(
        param, std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    if (X509_VERIFY_PARAM_set1_host(param, ace.data(), ace.size()) != 1 ||
        SSL_set_tlsext_host_name(ssl, ace.c_str()) != 1)
        return Error{Errc::Malformed, "domain"};
    return Done{};
}

Bytes spkiHash(const X509* certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (size <= 0)
        return {};
    const auto hash = crypto::sha256({der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return hash;
}

}  // namespace

struct TlsEngine::State {
    Context context;
    Connection ssl;
    BIO* in = nullptr;  ///< owned by ssl
    BIO* out = nullptr;
    std::vector<Bytes> pins;
    Bytes plaintext;
    bool open = false;
    bool renegotiated = false;

    /// A handshake message after the handshake. TLS 1.3 has lawful ones (tickets, key
    /// updates); in 1.2 it is an attempt to renegotiate (hostile.md A12).
    static void onMessage(int written, int, int type, const void*, std::size_t, SSL* ssl, void* arg)
    {
        auto* state = static_cast<State*>(arg);
        if (!written && type == SSL3_RT_HANDSHAKE && state->open &&
            SSL_version(ssl) < TLS1_3_VERSION)
            state->renegotiated = true;
    }
};

TlsEngine::TlsEngine(std::unique_ptr<State> state) : m_state(std::move(state)) { }

TlsEngine::~TlsEngine() = default;

Result<std::unique_ptr<TlsEngine>> TlsEngine::create(const TlsSettings& settings,
                                                     const std::string& domain, WallTime now)
{
    auto state = std::make_unique<State>();
    SOTTO_TRY_ASSIGN(state->context, makeContext(settings));
    state->ssl.reset(SSL_new(state->context.get()));
    state->in = BIO_new(BIO_s_mem());
    state->out = BIO_new(BIO_s_mem());
    if (!state->ssl || !state->in || !state->out)
        return Error{Errc::Storage, "tls connection"};
    BIO_set_mem_eof_return(state->in, -1);
    SSL_set_bio(state->ssl.get(), state->in, state->out);
    SSL_set_connect_state(state->ssl.get());
    if (!settings.alpn.empty()) {
        const auto list = alpnList(settings.alpn);
        SSL_set_alpn_protos(state->ssl.get(), list.data(), static_cast<unsigned>(list.size()));
    }
    SSL_set_msg_callback(state->ssl.get(), &State::onMessage);
    SSL_set_msg_callback_arg(state->ssl.get(), state.get());
    SOTTO_TRY(expectName(state->ssl.get(), domain, now));
    state->pins = settings.spkiPins;
    return std::unique_ptr<TlsEngine>{new TlsEngine{std::move(state)}};
}

void TlsEngine::start()
{
    ERR_clear_error();
    SSL_do_handshake(m_state->ssl.get());  // only writes the ClientHello
}

TransportError TlsEngine::feed(ByteView ciphertext)
{
    if (!ciphertext.empty() &&
        BIO_write(m_state->in, ciphertext.data(), static_cast<int>(ciphertext.size())) <= 0)
        return TransportError::Protocol;
    if (!m_state->open) {
        const auto error = handshake();
        if (error != TransportError::None || !m_state->open)
            return error;
    }
    std::uint8_t buffer[16 * 1024];
    ERR_clear_error();
    for (;;) {
        const int size = SSL_read(m_state->ssl.get(), buffer, sizeof buffer);
        if (size > 0)
            m_state->plaintext.insert(m_state->plaintext.end(), buffer, buffer + size);
        if (m_state->renegotiated || m_state->plaintext.size() > kMaxPending)
            return TransportError::Protocol;
        if (size > 0)
            continue;
        const int why = SSL_get_error(m_state->ssl.get(), size);
        const bool fine = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_ZERO_RETURN;
        return fine ? TransportError::None : TransportError::Protocol;
    }
}

TransportError TlsEngine::handshake()
{
    ERR_clear_error();
    const int done = SSL_do_handshake(m_state->ssl.get());
    if (done != 1) {
        const bool more = SSL_get_error(m_state->ssl.get(), done) == SSL_ERROR_WANT_READ;
        return more ? TransportError::None : classify();
    }
    const auto* certificate = SSL_get0_peer_certificate(m_state->ssl.get());
    if (!certificate || SSL_get_verify_result(m_state->ssl.get()) != X509_V_OK)
        return TransportError::CertificateUntrusted;
    const auto& pins = m_state->pins;
    if (!pins.empty() && std::ranges::find(pins, spkiHash(certificate)) == pins.end())
        return TransportError::CertificateChanged;
    m_state->open = true;
    return TransportError::None;
}

TransportError TlsEngine::classify() const
{
    switch (SSL_get_verify_result(m_state->ssl.get())) {
    case X509_V_OK:
        break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return TransportError::CertificateExpired;
    case X509_V_ERR_HOSTNAME_MISMATCH:
        return TransportError::CertificateName;
    default:
        return TransportError::CertificateUntrusted;
    }
    switch (ERR_GET_REASON(ERR_peek_error())) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    case SSL_R_VERSION_TOO_LOW:
        return TransportError::TlsTooOld;
    default:
        return TransportError::Protocol;
    }
}

bool TlsEngine::isOpen() const
{
    return m_state->open;
}

bool TlsEngine::isEnded() const
{
    return (SSL_get_shutdown(m_state->ssl.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

TlsInfo TlsEngine::info() const
{
    auto* ssl = m_state->ssl.get();
    TlsInfo info;
    info.tls13 = SSL_version(ssl) >= TLS1_3_VERSION;
    // Before 1.3 the value is unique only with the extended master secret (RFC 9266, 4.2).
    if (info.tls13 || SSL_get_extms_support(ssl) == 1) {
        info.exporter.resize(32);
        if (SSL_export_keying_material(ssl, info.exporter.data(), info.exporter.size(),
                                       kExporterLabel.data(), kExporterLabel.size(), nullptr, 0,
                                       1) != 1)
            info.exporter.clear();
    }
    info.spkiSha256 = spkiHash(SSL_get0_peer_certificate(ssl));
    return info;
}

TransportError TlsEngine::send(ByteView plaintext)
{
    if (!m_state->open)
        return TransportError::Protocol;
    ERR_clear_error();
    std::size_t written = 0;
    const bool sent = plaintext.empty() ||
        SSL_write_ex(m_state->ssl.get(), plaintext.data(), plaintext.size(), &written) == 1;
    return sent ? TransportError::None : TransportError::Protocol;
}

void TlsEngine::close()
{
    ERR_clear_error();
    if (m_state->open)
        SSL_shutdown(m_state->ssl.get());
}

Bytes TlsEngine::takePlaintext()
{
    return std::exchange(m_state->plaintext, {});
}

Bytes TlsEngine::takeOutgoing()
{
    Bytes out(BIO_ctrl_pending(m_state->out));
    if (!out.empty())
        BIO_read(m_state->out, out.data(), static_cast<int>(out.size()));
    return out;
}

}  // namespace sotto::relay
