// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/relay/tls_server.h"

#include <catch2/catch_test_macros.hpp>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace sotto::test {
namespace {

void addExtension(X509* certificate, int nid, const std::string& value)
{
    const CPtr<X509_EXTENSION, X509_EXTENSION_free> extension{
        X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str())};
    REQUIRE(extension);
    X509_add_ext(certificate, extension.get(), -1);
}

void addRawSan(X509* certificate, const std::string& bytes)
{
    CPtr<GENERAL_NAMES, GENERAL_NAMES_free> names{GENERAL_NAMES_new()};
    auto* text = ASN1_IA5STRING_new();
    ASN1_STRING_set(text, bytes.data(), static_cast<int>(bytes.size()));
    auto* name = GENERAL_NAME_new();
    GENERAL_NAME_set0_value(name, GEN_DNS, text);
    sk_GENERAL_NAME_push(names.get(), name);
    X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0);
}

}  // namespace

Identity makeIdentity(const CertificateWish& wish)
{
    static long serial = 1;
    Identity made{Certificate{X509_new()}, PrivateKey{EVP_EC_gen("P-256")}};
    auto* certificate = made.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    const auto now = std::time(nullptr);
    ASN1_TIME_set(X509_getm_notBefore(certificate), wish.from ? wish.from : now - 3600);
    ASN1_TIME_set(X509_getm_notAfter(certificate), wish.until ? wish.until : now + 3600);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.commonName.c_str()), -1,
                               -1, 0);
    const auto* issuer = wish.issuer ? wish.issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    addExtension(certificate, NID_basic_constraints, wish.issuer ? "CA:FALSE" : "critical,CA:TRUE");
    if (!wish.sans.empty())
        addExtension(certificate, NID_subject_alt_name, wish.sans);
    if (!wish.rawSan.empty())
        addRawSan(certificate, wish.rawSan);
    X509_sign(certificate, wish.issuer ? wish.issuer->key.get() : made.key.get(), EVP_sha256());
    return made;
}

PemFile::PemFile(const Identity& identity)
{
    const CPtr<BIO, BIO_free_all> bio{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(bio.get(), identity.certificate.get());
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    REQUIRE(m_file.open());
    m_file.write(data, size);
    m_file.flush();
}

std::string PemFile::path() const
{
    return m_file.fileName().toStdString();
}

TlsServer::TlsServer(const Identity& identity, int minVersion, int maxVersion)
    : m_context(SSL_CTX_new(TLS_server_method()))
{
    SSL_CTX_set_min_proto_version(m_context.get(), minVersion);
    SSL_CTX_set_max_proto_version(m_context.get(), maxVersion);
    if (maxVersion < TLS1_2_VERSION)
        SSL_CTX_set_cipher_list(m_context.get(), "ALL:@SECLEVEL=0");
    SSL_CTX_use_certificate(m_context.get(), identity.certificate.get());
    SSL_CTX_use_PrivateKey(m_context.get(), identity.key.get());
    m_ssl.reset(SSL_new(m_context.get()));
    m_in = BIO_new(BIO_s_mem());
    m_out = BIO_new(BIO_s_mem());
    SSL_set_bio(m_ssl.get(), m_in, m_out);
    SSL_set_accept_state(m_ssl.get());
}

Bytes TlsServer::feed(ByteView ciphertext)
{
    if (!ciphertext.empty())
        BIO_write(m_in, ciphertext.data(), static_cast<int>(ciphertext.size()));
    char buffer[4096];
    int size = 0;
    while ((size = SSL_read(m_ssl.get(), buffer, sizeof buffer)) > 0)
        heard.append(buffer, static_cast<std::size_t>(size));
    return takeOut();
}

Bytes TlsServer::say(ByteView plaintext)
{
    SSL_write(m_ssl.get(), plaintext.data(), static_cast<int>(plaintext.size()));
    return takeOut();
}

Bytes TlsServer::renegotiate()
{
    SSL_renegotiate(m_ssl.get());
    SSL_do_handshake(m_ssl.get());
    return takeOut();
}

Bytes TlsServer::goodBye()
{
    SSL_shutdown(m_ssl.get());
    return takeOut();
}

Bytes TlsServer::exporter() const
{
    Bytes value(32);
    SSL_export_keying_material(m_ssl.get(), value.data(), value.size(), "EXPORTER-Channel-Binding",
                               24, nullptr, 0, 1);
    return value;
}

std::string TlsServer::serverName() const
{
    const char* name = SSL_get_servername(m_ssl.get(), TLSEXT_NAMETYPE_host_name);
    return name ? name : "";
}

Bytes TlsServer::takeOut()
{
    Bytes out(BIO_ctrl_pending(m_out));
    if (!out.empty())
        BIO_read(m_out, out.data(), static_cast<int>(out.size()));
    return out;
}

}  // namespace sotto::test
