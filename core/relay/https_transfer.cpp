// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/https_transfer.h"

#include "core/base/log.h"
#include "core/crypto/digest.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslKey>

#include <algorithm>

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kIdle = 30s;     // without a byte in either direction
constexpr auto kDeadline = 1h;  // 100 MB at 30 kB a second
constexpr qint64 kPiece = 64 * 1024;
constexpr qint64 kBuffer = 4 * kPiece;
constexpr int kMostRedirects = 2;

ByteView viewOf(const QByteArray& bytes)
{
    return sotto::viewOf(std::string_view{bytes.data(), static_cast<std::size_t>(bytes.size())});
}

QSslConfiguration sslConfiguration(const TlsSettings& tls)
{
    auto ssl = QSslConfiguration::defaultConfiguration();
    ssl.setProtocol(tls.allowTls12 ? QSsl::TlsV1_2OrLater : QSsl::TlsV1_3OrLater);
    ssl.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!tls.caFile.empty())
        ssl.setCaCertificates(QSslCertificate::fromPath(QString::fromStdString(tls.caFile)));
    return ssl;
}

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

TransferEnd endOf(const QNetworkReply& reply)
{
    const int status = statusOf(reply);
    if (reply.error() == QNetworkReply::SslHandshakeFailedError)
        return TransferEnd::BadPlace;
    if (status == 0 || status == 408 || status == 429 || status >= 500)
        return TransferEnd::Broken;
    if (status == 404 || status == 410)
        return TransferEnd::Gone;
    if (status == 413)
        return TransferEnd::TooLarge;
    if (status >= 300)
        return TransferEnd::Refused;
    return reply.error() == QNetworkReply::NoError ? TransferEnd::Whole : TransferEnd::Broken;
}

}  // namespace

HttpsTransfer::HttpsTransfer(TlsSettings tls, FilePlaces places, Time time)
    : m_tls(std::move(tls)),
      m_places(std::move(places)),
      m_time(time)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

HttpsTransfer::~HttpsTransfer()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
}

void HttpsTransfer::put(const std::string& url, const Headers& headers, QIODevice& body,
                        std::int64_t size)
{
    m_headers = headers;
    m_body = &body;
    m_size = size;
    begin(QUrl{QString::fromStdString(url), QUrl::StrictMode});
}

void HttpsTransfer::get(const std::string& url, std::int64_t most)
{
    m_size = most;
    begin(QUrl{QString::fromStdString(url), QUrl::StrictMode});
}

void HttpsTransfer::begin(const QUrl& url)
{
    m_url = url;
    if (!m_places.allows(url)) {
        endSoon(TransferEnd::BadPlace);
        return;
    }
    m_deadline = m_time.scheduler.after(kDeadline, [this] { end(TransferEnd::Broken); });
    noteLife();
    m_lookup = QHostInfo::lookupHost(url.host(), this, &HttpsTransfer::onResolved);
}

void HttpsTransfer::onResolved(const QHostInfo& info)
{
    m_lookup = -1;
    const auto addresses = info.addresses();
    const auto fit = std::ranges::find_if(
        addresses, [this](const QHostAddress& address) { return m_places.allows(address); });
    if (fit != addresses.end())
        ask(*fit);
    else
        end(addresses.isEmpty() ? TransferEnd::Broken : TransferEnd::BadPlace);
}

/// To that address and no other: a name that changes its mind finds nobody.
QNetworkRequest HttpsTransfer::requestTo(const QHostAddress& address) const
{
    auto url = m_url;
    url.setHost(address.toString());
    QNetworkRequest request(url);
    request.setPeerVerifyName(m_url.host(QUrl::FullyEncoded));
    request.setSslConfiguration(sslConfiguration(m_tls));
    request.setRawHeader("Host", m_url.authority(QUrl::FullyEncoded).toLatin1());
    request.setRawHeader("Accept-Encoding", "identity");  // set by hand, Qt decompresses nothing
    request.setRawHeader("Accept-Language", "*");         // not the person's
    request.setRawHeader("User-Agent", "Sotto");
    using Request = QNetworkRequest;
    request.setAttribute(Request::RedirectPolicyAttribute, Request::ManualRedirectPolicy);
    request.setAttribute(Request::CookieLoadControlAttribute, Request::Manual);
    request.setAttribute(Request::CookieSaveControlAttribute, Request::Manual);
    request.setAttribute(Request::AuthenticationReuseAttribute, Request::Manual);
    request.setAttribute(Request::CacheLoadControlAttribute, Request::AlwaysNetwork);
    request.setAttribute(Request::CacheSaveControlAttribute, false);
    request.setAttribute(Request::Http2AllowedAttribute, false);
    request.setAttribute(Request::DoNotBufferUploadDataAttribute, true);
    return request;
}

void HttpsTransfer::ask(const QHostAddress& address)
{
    auto request = requestTo(address);
    if (m_body) {
        for (const auto& [name, value] : m_headers)
            request.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
        request.setHeader(QNetworkRequest::ContentLengthHeader, QVariant::fromValue(m_size));
        request.setHeader(QNetworkRequest::ContentTypeHeader,
                          QStringLiteral("application/octet-stream"));
        m_reply = m_network.put(request, m_body);
    } else {
        m_reply = m_network.get(request);
        m_reply->setReadBufferSize(kBuffer);
    }
    connectReply();
}

void HttpsTransfer::connectReply()
{
    auto* const reply = m_reply.data();
    reply->setParent(this);
    connect(reply, &QNetworkReply::encrypted, this, &HttpsTransfer::checkPins);
    connect(reply, &QNetworkReply::finished, this, &HttpsTransfer::onFinished);
    if (m_body)
        connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) {
            noteLife();
            Q_EMIT progressed(sent);
        });
    else
        connect(reply, &QNetworkReply::readyRead, this, &HttpsTransfer::read);
}

/// Before anything is sent.
void HttpsTransfer::checkPins()
{
    const auto key = m_reply->sslConfiguration().peerCertificate().publicKey().toDer();
    const auto hash = crypto::sha256(viewOf(key));
    if (m_tls.spkiPins.empty() || std::ranges::find(m_tls.spkiPins, hash) != m_tls.spkiPins.end())
        return;
    log::warning("relay", "the place of files has another certificate than the pinned one");
    m_wrongPin = true;
    m_reply->abort();
}

void HttpsTransfer::read()
{
    if (statusOf(*m_reply) != 200)
        return;  // its length is bounded by the buffer; nobody reads it
    if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_size) {
        end(TransferEnd::TooLarge);
        return;
    }
    const QPointer<HttpsTransfer> self{this};
    while (self && m_reply && m_reply->bytesAvailable() > 0) {
        const auto piece = m_reply->read(kPiece);
        m_got += piece.size();
        if (m_got > m_size) {
            end(TransferEnd::TooLarge);
            return;
        }
        noteLife();
        Q_EMIT received(piece);
        if (self)
            Q_EMIT progressed(m_got);
    }
}

void HttpsTransfer::onFinished()
{
    if (m_wrongPin) {
        end(TransferEnd::BadPlace);
        return;
    }
    const QPointer<HttpsTransfer> self{this};
    if (!m_body && m_reply->error() == QNetworkReply::NoError)
        read();
    if (self && m_reply && !follow())
        end(endOf(*m_reply));
}

/// True: it goes on elsewhere on the same host (E4).
bool HttpsTransfer::follow()
{
    const QUrl target(QString::fromLatin1(m_reply->rawHeader("Location")), QUrl::StrictMode);
    if (m_body || target.isEmpty() || m_redirects++ >= kMostRedirects)
        return false;
    const auto next = m_url.resolved(target);
    if (next.scheme() != m_url.scheme() || next.authority() != m_url.authority())
        return false;
    m_reply->disconnect(this);
    m_reply->deleteLater();
    m_reply.clear();
    begin(next);
    return true;
}

void HttpsTransfer::noteLife()
{
    m_idle = m_time.scheduler.after(kIdle, [this] { end(TransferEnd::Broken); });
}

void HttpsTransfer::endSoon(TransferEnd how)
{
    m_idle = m_time.scheduler.after(0ms, [this, how] { end(how); });
}

void HttpsTransfer::end(TransferEnd how)
{
    m_deadline.reset();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
    const auto keep = std::move(m_idle);  // it may be running us
    Q_EMIT ended(how);
}

}  // namespace sotto::relay
