// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/digest.h"
#include "core/relay/https_transfer.h"
#include "tests/support/manual_time.h"
#include "tests/unit/relay/tls_server.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <openssl/pem.h>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

const Identity& issuer()
{
    static const auto made = makeIdentity({});
    return made;
}

QByteArray pemOfKey(const Identity& identity)
{
    const CPtr<BIO, BIO_free> bio{BIO_new(BIO_s_mem())};
    PEM_write_bio_PrivateKey(bio.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

Identity hostIdentity(const std::string& sans)
{
    CertificateWish wish;
    wish.commonName = "host";
    wish.sans = sans;
    wish.issuer = &issuer();
    return makeIdentity(wish);
}

/// A web server that says what it was told to say, one answer for each connection.
class WebServer {
public:
    explicit WebServer(const Identity& identity = hostIdentity("DNS:localhost"))
    {
        const PemFile file{identity};
        auto ssl = QSslConfiguration::defaultConfiguration();
        ssl.setLocalCertificate(
            QSslCertificate::fromPath(QString::fromStdString(file.path())).value(0));
        ssl.setPrivateKey(QSslKey{pemOfKey(identity), QSsl::Ec});
        ssl.setProtocol(QSsl::TlsV1_2OrLater);
        m_server.setSslConfiguration(ssl);
        REQUIRE(m_server.listen(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server,
                         [this] { accept(); });
    }

    std::string url(const std::string& path = "/1/x") const
    {
        return "https://localhost:" + std::to_string(m_server.serverPort()) + path;
    }

    std::vector<QByteArray> answers;   ///< the last one is repeated
    std::vector<QByteArray> requests;  ///< heads
    QByteArray body;                   ///< of the last request
    bool hangsUpAfterHead = false;

private:
    void accept()
    {
        auto* const socket = m_server.nextPendingConnection();
        requests.emplace_back();
        const auto number = requests.size() - 1;
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, number] {
            auto& head = requests[number];
            const bool hadHead = head.contains("\r\n\r\n");
            const auto bytes = socket->readAll();
            if (hadHead)
                body += bytes;
            else
                head += bytes;
            const auto end = head.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            if (!hadHead)
                body = head.mid(end + 4);
            if (hangsUpAfterHead)
                socket->disconnectFromHost();
            else if (body.size() >= lengthIn(head) && !answers.empty())
                socket->write(answers[std::min(number, answers.size() - 1)]);
        });
    }

    static qsizetype lengthIn(const QByteArray& head)
    {
        const auto at = head.toLower().indexOf("content-length:");
        return at < 0 ? 0 : head.mid(at + 15, head.indexOf("\r\n", at) - at - 15).toLongLong();
    }

    QSslServer m_server;
};

QByteArray ok(const QByteArray& body)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
        body;
}

QByteArray redirect(const std::string& to)
{
    return "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " +
        QByteArray::fromStdString(to) + "\r\n\r\n";
}

struct Moved {
    explicit Moved(TlsSettings tls = trusting(), FilePlaces places = {{}, "127.0.0.1"})
        : transfer(std::move(tls), std::move(places), time.time())
    {
        QObject::connect(&transfer, &FileTransfer::received, &transfer,
                         [this](const QByteArray& piece) { got += piece; });
        QObject::connect(&transfer, &FileTransfer::ended, &transfer, [this](TransferEnd how) {
            CHECK_FALSE(end);
            end = how;
        });
    }

    static TlsSettings trusting()
    {
        static const PemFile file{issuer()};
        TlsSettings tls;
        tls.caFile = file.path();
        return tls;
    }

    /// Until it ended, or for that long.
    Moved& run(int milliseconds = 10'000)
    {
        QElapsedTimer timer;
        timer.start();
        while (!end && timer.elapsed() < milliseconds) {
            time.advance(0ms);
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents,
                                            20);
        }
        return *this;
    }

    ManualTime time;
    HttpsTransfer transfer;
    QByteArray got;
    std::optional<TransferEnd> end;
};

TransferEnd endOfGet(WebServer& server, std::int64_t most = 1000)
{
    Moved moved;
    moved.transfer.get(server.url(), most);
    moved.run();
    REQUIRE(moved.end);
    return *moved.end;
}

}  // namespace

TEST_CASE("a file is fetched over TLS, and the request says nothing of who asks")
{
    WebServer server;
    const QByteArray content(300'000, 'x');
    server.answers = {ok(content)};
    Moved moved;
    moved.transfer.get(server.url(), 300'000);
    moved.run();
    CHECK(moved.end == TransferEnd::Whole);
    CHECK(moved.got == content);
    REQUIRE(server.requests.size() == 1);
    const auto head = server.requests.front().toLower();
    CHECK(head.startsWith("get /1/x http/1.1\r\n"));
    CHECK(head.contains("host: localhost:"));
    CHECK(head.contains("accept-encoding: identity\r\n"));
    CHECK_FALSE(head.contains("cookie"));
    CHECK_FALSE(head.contains("accept-language: e"));
    CHECK_FALSE(head.contains("mozilla"));
}

TEST_CASE("a file is put as it is read, with its length and the headers of its slot")
{
    WebServer server;
    server.answers = {"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"};
    QByteArray content;
    for (int i = 0; i < 400'000; ++i)
        content.append(static_cast<char>(i * 7));
    QBuffer body(&content);
    REQUIRE(body.open(QIODevice::ReadOnly));
    Moved moved;
    qint64 last = 0;
    QObject::connect(&moved.transfer, &FileTransfer::progressed, &moved.transfer,
                     [&last](qint64 bytes) { last = std::max(last, bytes); });
    moved.transfer.put(server.url(), {{"Authorization", "Bearer abc"}}, body, content.size());
    moved.run();
    CHECK(moved.end == TransferEnd::Whole);
    CHECK(server.body == content);
    CHECK(last == content.size());
    const auto head = server.requests.front().toLower();
    CHECK(head.startsWith("put /1/x http/1.1\r\n"));
    CHECK(head.contains("authorization: bearer abc\r\n"));
    CHECK(head.contains("content-type: application/octet-stream\r\n"));
}

TEST_CASE("what a web server answers is told apart by what can be done about it")
{
    struct Case {
        const char* status;
        TransferEnd end;
    };

    const auto c = GENERATE(values<Case>({{"404 Not Found", TransferEnd::Gone},
                                          {"410 Gone", TransferEnd::Gone},
                                          {"413 Too Large", TransferEnd::TooLarge},
                                          {"403 Forbidden", TransferEnd::Refused},
                                          {"401 Unauthorized", TransferEnd::Refused},
                                          {"400 Bad Request", TransferEnd::Refused},
                                          {"500 Oh", TransferEnd::Broken},
                                          {"503 Busy", TransferEnd::Broken},
                                          {"429 Slow Down", TransferEnd::Broken}}));
    CAPTURE(c.status);
    WebServer server;
    server.answers = {QByteArray("HTTP/1.1 ") + c.status + "\r\nContent-Length: 3\r\n\r\nabc"};
    CHECK(endOfGet(server) == c.end);
}

TEST_CASE("E4: a redirect is followed to the same host only, twice at most")
{
    WebServer server;
    SECTION("once")
    {
        server.answers = {redirect("/2/y"), ok("abc")};
        CHECK(endOfGet(server) == TransferEnd::Whole);
        CHECK(server.requests.back().startsWith("GET /2/y "));
    }
    SECTION("for ever")
    {
        server.answers = {redirect("/again")};
        CHECK(endOfGet(server) == TransferEnd::Refused);
        CHECK(server.requests.size() == 3);
    }
    SECTION("elsewhere")
    {
        const auto to = GENERATE(values<std::string>(
            {"https://127.0.0.1:5555/x", "http://localhost/x", "https://localhost/x",
             "https://other.example/x", "file:///etc/passwd", "//other.example/x"}));
        server.answers = {redirect(to)};
        CHECK(endOfGet(server) == TransferEnd::Refused);
        CHECK(server.requests.size() == 1);
    }
}

TEST_CASE("E8: what is longer than allowed ends at the limit, whatever its length says")
{
    WebServer server;
    SECTION("it says so")
    {
        server.answers = {ok(QByteArray(1001, 'x'))};
    }
    SECTION("it says nothing and never ends")
    {
        server.answers = {"HTTP/1.1 200 OK\r\n\r\n" + QByteArray(100'000, 'x')};
    }
    SECTION("in chunks")
    {
        server.answers = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n" +
                          QByteArray(0x10000, 'x') + "\r\n0\r\n\r\n"};
    }
    CHECK(endOfGet(server) == TransferEnd::TooLarge);
}

TEST_CASE("E8: less than was said is broken, not whole")
{
    WebServer server;
    server.hangsUpAfterHead = true;
    CHECK(endOfGet(server) == TransferEnd::Broken);
}

TEST_CASE("E9: nothing is decompressed")
{
    WebServer server;
    const auto packed = QByteArray::fromHex("1f8b08000000000002034b4c4a0600c241243503000000");
    server.answers = {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                      QByteArray::number(packed.size()) + "\r\n\r\n" + packed};
    Moved moved;
    moved.transfer.get(server.url(), 1000);
    moved.run();
    CHECK(moved.end == TransferEnd::Whole);
    CHECK(moved.got == packed);
}

TEST_CASE("E10: a server that falls silent is left after half a minute")
{
    WebServer server;  // it never answers
    Moved moved;
    moved.transfer.get(server.url(), 1000);
    moved.run(300);
    CHECK_FALSE(moved.end);
    moved.time.advance(29s);
    CHECK_FALSE(moved.end);
    moved.time.advance(2s);
    CHECK(moved.end == TransferEnd::Broken);
}

TEST_CASE("E12: a certificate that is not for this host, or from nobody we trust, ends it")
{
    SECTION("another name")
    {
        WebServer server(hostIdentity("DNS:other.example"));
        server.answers = {ok("abc")};
        CHECK(endOfGet(server) == TransferEnd::BadPlace);
        CHECK(server.requests.empty());
    }
    SECTION("the address instead of the name")
    {
        WebServer server(hostIdentity("IP:127.0.0.1"));
        server.answers = {ok("abc")};
        CHECK(endOfGet(server) == TransferEnd::BadPlace);
    }
    SECTION("signed by itself")
    {
        CertificateWish wish;
        wish.sans = "DNS:localhost";
        WebServer server(makeIdentity(wish));
        server.answers = {ok("abc")};
        CHECK(endOfGet(server) == TransferEnd::BadPlace);
    }
}

TEST_CASE("A8: where certificates are pinned, another one ends it before anything is asked")
{
    const auto identity = hostIdentity("DNS:localhost");
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(identity.certificate.get()), &der);
    const auto pin = crypto::sha256({der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    WebServer server(identity);
    server.answers = {ok("abc")};
    auto tls = Moved::trusting();
    SECTION("the pinned one")
    {
        tls.spkiPins = {Bytes(32, 1), pin};
        Moved moved(tls);
        moved.transfer.get(server.url(), 1000);
        CHECK(moved.run().end == TransferEnd::Whole);
    }
    SECTION("another one")
    {
        tls.spkiPins = {Bytes(32, 1)};
        Moved moved(tls);
        moved.transfer.get(server.url(), 1000);
        CHECK(moved.run().end == TransferEnd::BadPlace);
        for (const auto& head : server.requests)
            CHECK(head.isEmpty());
    }
}

TEST_CASE("E2: a name that leads to an address we do not go to is not asked")
{
    WebServer server;
    server.answers = {ok("abc")};
    Moved moved(Moved::trusting(), {{"localhost"}, "relay.example"});
    moved.transfer.get(server.url(), 1000);
    CHECK(moved.run().end == TransferEnd::BadPlace);
    CHECK(server.requests.empty());
}

TEST_CASE("E2, E5: places of files are hosts of ours, over https, on a port of the web")
{
    const FilePlaces places{{"clinic.example", "share.hoster.example"}, "10.1.2.3"};
    const auto allows = [&](const char* url) {
        return places.allows(QUrl{QString::fromLatin1(url)});
    };
    CHECK(allows("https://clinic.example/x"));
    CHECK(allows("https://share.clinic.example:5281/x"));
    CHECK(allows("https://SHARE.clinic.example/x"));
    CHECK(allows("https://share.hoster.example/x"));
    CHECK(allows("https://10.1.2.3:5281/x"));
    for (const auto* url : {"http://clinic.example/x",
                            "ftp://clinic.example/x",
                            "https://evil.example/x",
                            "https://evilclinic.example/x",
                            "https://clinic.example.evil.example/x",
                            "https://user@clinic.example/x",
                            "https://user:pw@clinic.example/x",
                            "https://clinic.example:22/x",
                            "https://clinic.example:25/x",
                            "https://hoster.example/x",
                            "https://127.0.0.1/x",
                            "https://localhost/x",
                            "https://[::1]/x",
                            "https://169.254.169.254/latest/meta-data",
                            "https://10.1.2.4/x",
                            "https://2130706433/x",
                            "https://0x7f.1/x",
                            "https://0177.0.0.1/x",
                            "https:///x",
                            "https://",
                            ""}) {
        CAPTURE(url);
        CHECK_FALSE(allows(url));
    }
    const FilePlaces here{{"clinic.example"}, "127.0.0.1"};
    CHECK(here.allows(QUrl{QStringLiteral("https://localhost:5281/x")}));
    CHECK(here.allows(QUrl{QStringLiteral("https://127.0.0.1:5281/x")}));
    CHECK_FALSE(here.allows(QUrl{QStringLiteral("https://127.0.0.2:5281/x")}));
}

TEST_CASE("E2: an address is asked if it is one host, and a loopback only beside a relay on it")
{
    const FilePlaces far{{"clinic.example"}, ""};
    const FilePlaces here{{"clinic.example"}, "localhost"};
    const auto address = [](const char* text) { return QHostAddress{QString::fromLatin1(text)}; };
    for (const auto* good : {"10.1.2.3", "192.168.1.1", "93.184.216.34", "2001:db8::1", "fd00::1"})
        CHECK(far.allows(address(good)));
    for (const auto* bad : {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "169.254.169.254",
                            "::ffff:169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1",
                            "ff02::1", "255.255.255.255", ""}) {
        CAPTURE(bad);
        CHECK_FALSE(far.allows(address(bad)));
    }
    CHECK(here.allows(address("127.0.0.1")));
    CHECK(here.allows(address("::1")));
    CHECK_FALSE(here.allows(address("169.254.169.254")));
}
