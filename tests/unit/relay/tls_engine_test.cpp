// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/digest.h"
#include "core/relay/tls_engine.h"
#include "tests/unit/relay/tls_server.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;

namespace {

constexpr auto kDomain = "clinic.example";

WallTime wallNow()
{
    return wallTimeFromMs(std::int64_t{std::time(nullptr)} * 1000);
}

const Identity& issuer()
{
    static const auto made = makeIdentity({});
    return made;
}

const PemFile& issuerFile()
{
    static const PemFile file{issuer()};
    return file;
}

Identity leaf(std::string sans, std::time_t from = 0, std::time_t until = 0)
{
    CertificateWish wish;
    wish.commonName = "leaf";
    wish.sans = std::move(sans);
    wish.from = from;
    wish.until = until;
    wish.issuer = &issuer();
    return makeIdentity(wish);
}

TlsSettings trusting()
{
    TlsSettings settings;
    settings.caFile = issuerFile().path();
    return settings;
}

std::unique_ptr<TlsEngine> clientWith(const TlsSettings& settings, WallTime now = wallNow())
{
    auto made = TlsEngine::create(settings, kDomain, now);
    REQUIRE(made);
    (*made)->start();
    return *std::move(made);
}

/// Carries bytes both ways until nothing moves. Gives the first error of the client.
TransportError shakeHands(TlsEngine& client, TlsServer& server)
{
    for (;;) {
        const auto there = client.takeOutgoing();
        const auto back = server.feed(there);
        if (there.empty() && back.empty())
            return TransportError::None;
        if (const auto error = client.feed(back); error != TransportError::None)
            return error;
    }
}

TransportError tryServer(const Identity& identity, const TlsSettings& settings,
                         int min = TLS1_2_VERSION, int max = TLS1_3_VERSION)
{
    auto client = clientWith(settings);
    TlsServer server{identity, min, max};
    const auto error = shakeHands(*client, server);
    CHECK(client->isOpen() == (error == TransportError::None));
    if (error != TransportError::None) {
        CHECK(client->send(viewOf("secret")) == TransportError::Protocol);
        CHECK(server.heard.empty());
    }
    return error;
}

}  // namespace

TEST_CASE("A good server gets TLS 1.3, the name that we ask for, and the same exporter value")
{
    auto client = clientWith(trusting());
    const auto identity = leaf("DNS:clinic.example");
    TlsServer server{identity, TLS1_2_VERSION, TLS1_3_VERSION};
    REQUIRE(shakeHands(*client, server) == TransportError::None);
    REQUIRE(client->isOpen());
    CHECK(server.serverName() == kDomain);
    CHECK(client->info().tls13);
    CHECK(client->info().exporter == server.exporter());

    REQUIRE(client->send(viewOf("hello relay")) == TransportError::None);
    server.feed(client->takeOutgoing());
    CHECK(server.heard == "hello relay");
    CHECK(client->feed(server.say(viewOf("hello client"))) == TransportError::None);
    CHECK(textOf(client->takePlaintext()) == "hello client");

    CHECK_FALSE(client->isEnded());
    CHECK(client->feed(server.goodBye()) == TransportError::None);
    CHECK(client->isEnded());
}

TEST_CASE("Bytes may arrive one at a time")
{
    auto client = clientWith(trusting());
    TlsServer server{leaf("DNS:clinic.example"), TLS1_3_VERSION, TLS1_3_VERSION};
    for (int round = 0; round < 4 && !(client->isOpen() && server.isOpen()); ++round) {
        for (const auto byte : server.feed(client->takeOutgoing()))
            REQUIRE(client->feed(ByteView{&byte, 1}) == TransportError::None);
    }
    CHECK(client->isOpen());
}

TEST_CASE("Certificates that do not stand for the relay are refused")
{
    const auto now = std::time(nullptr);
    CHECK(tryServer(leaf("DNS:clinic.example", now - 7200, now - 60), trusting()) ==
          TransportError::CertificateExpired);  // A5
    CHECK(tryServer(leaf("DNS:clinic.example", now + 60, now + 7200), trusting()) ==
          TransportError::CertificateExpired);

    const auto name =
        GENERATE("DNS:evil.example", "DNS:clinic.example.evil.example", "DNS:sub.clinic.example",
                 "DNS:*.clinic.example", "DNS:cli*.example", "DNS:*", "IP:127.0.0.1", "DNS:example",
                 "email:clinic.example", "URI:https://clinic.example", "");
    CAPTURE(name);
    CHECK(tryServer(leaf(name), trusting()) == TransportError::CertificateName);  // A6
}

TEST_CASE("A NUL or a flood of names in a certificate does not help (A13)")
{
    CertificateWish wish;
    wish.commonName = "clinic.example";  // the subject does not count
    wish.issuer = &issuer();
    wish.rawSan = std::string("clinic.example\0.evil.example", 28);
    CHECK(tryServer(makeIdentity(wish), trusting()) == TransportError::CertificateName);

    std::string many = "DNS:n0.example";
    for (int index = 1; index < 10'000; ++index)
        many += ",DNS:n" + std::to_string(index) + ".example";
    CHECK(tryServer(leaf(many), trusting()) != TransportError::None);
}

TEST_CASE("Only the issuers of policy are trusted")
{
    const auto other = makeIdentity({});
    CertificateWish wish;
    wish.sans = "DNS:clinic.example";
    wish.issuer = &other;
    CHECK(tryServer(makeIdentity(wish), trusting()) == TransportError::CertificateUntrusted);
    wish.issuer = nullptr;
    CHECK(tryServer(makeIdentity(wish), trusting()) == TransportError::CertificateUntrusted);
    CHECK(tryServer(leaf("DNS:clinic.example"), TlsSettings{}) ==
          TransportError::CertificateUntrusted);  // the system does not know the test's issuer

    auto settings = trusting();
    settings.caFile = "/nonexistent/ca.pem";
    CHECK_FALSE(TlsEngine::create(settings, kDomain, wallNow()));
    settings = trusting();
    settings.identityFile = "/nowhere/station.pem";
    CHECK_FALSE(TlsEngine::create(settings, kDomain, wallNow()));
    CHECK_FALSE(TlsEngine::create(trusting(), "", wallNow()));
}

TEST_CASE("A certificate is judged by the injected clock")
{
    auto client = clientWith(trusting(), wallNow() + std::chrono::hours{24});
    TlsServer server{leaf("DNS:clinic.example"), TLS1_3_VERSION, TLS1_3_VERSION};
    CHECK(shakeHands(*client, server) == TransportError::CertificateExpired);
}

TEST_CASE("A key that fits no pin is refused, though the chain is good (A8)")
{
    const auto identity = leaf("DNS:clinic.example");
    auto settings = trusting();
    settings.spkiPins = {Bytes(32, 1)};
    CHECK(tryServer(identity, settings) == TransportError::CertificateChanged);

    auto client = clientWith(trusting());
    TlsServer server{identity, TLS1_3_VERSION, TLS1_3_VERSION};
    REQUIRE(shakeHands(*client, server) == TransportError::None);
    settings.spkiPins.push_back(client->info().spkiSha256);
    CHECK(tryServer(identity, settings) == TransportError::None);
}

TEST_CASE("Old protocol versions are refused (A9)")
{
    const auto identity = leaf("DNS:clinic.example");
    auto settings = trusting();
    CHECK(tryServer(identity, settings, TLS1_2_VERSION, TLS1_2_VERSION) ==
          TransportError::TlsTooOld);
    settings.allowTls12 = true;
    CHECK(tryServer(identity, settings, TLS1_2_VERSION, TLS1_2_VERSION) == TransportError::None);
    CHECK(tryServer(identity, settings, TLS1_VERSION, TLS1_1_VERSION) == TransportError::TlsTooOld);
}

TEST_CASE("TLS 1.2 has an exporter value too, and renegotiation ends it (A12)")
{
    auto settings = trusting();
    settings.allowTls12 = true;
    auto client = clientWith(settings);
    TlsServer server{leaf("DNS:clinic.example"), TLS1_2_VERSION, TLS1_2_VERSION};
    REQUIRE(shakeHands(*client, server) == TransportError::None);
    CHECK_FALSE(client->info().tls13);
    CHECK(client->info().exporter == server.exporter());
    CHECK(client->feed(server.renegotiate()) == TransportError::Protocol);
}

TEST_CASE("Bytes that are not TLS end the connection")
{
    const auto junk = GENERATE(values<std::string>(
        {"<?xml version='1.0'?><stream:stream>", "HTTP/1.1 400 Bad Request\r\n\r\n",
         std::string(100, '\0'), std::string("\x15\x03\x03\x00\x02\x02\x46", 7),
         std::string("\x16\x03\x03\xff\xff", 5) + std::string(70'000, 'x')}));
    auto client = clientWith(trusting());
    CHECK(client->feed(viewOf(junk)) != TransportError::None);
    CHECK_FALSE(client->isOpen());
}

TEST_CASE("A damaged record ends an open connection")
{
    auto client = clientWith(trusting());
    TlsServer server{leaf("DNS:clinic.example"), TLS1_3_VERSION, TLS1_3_VERSION};
    REQUIRE(shakeHands(*client, server) == TransportError::None);
    auto record = server.say(viewOf("message"));
    record.back() ^= 1;
    CHECK(client->feed(record) == TransportError::Protocol);
    CHECK(client->takePlaintext().empty());
}
