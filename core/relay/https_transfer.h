// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/file_places.h"
#include "core/relay/file_transfer.h"
#include "core/relay/tls_settings.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>

#include <optional>

namespace sotto::relay {

/// A FileTransfer by HTTPS, with the relay's rules for TLS. No cookies, no cache, no proxy, no
/// decompression; a redirect only to the same host, twice at most. The host is resolved once,
/// its addresses are checked, and that address is connected to (hostile.md E2, E4, E8 to E12).
class HttpsTransfer final : public FileTransfer {
    Q_OBJECT
public:
    HttpsTransfer(TlsSettings tls, FilePlaces places, Time time);
    ~HttpsTransfer() override;

    void put(const std::string& url, const Headers& headers, QIODevice& body,
             std::int64_t size) override;
    void get(const std::string& url, std::int64_t most) override;

private:
    void begin(const QUrl& url);
    void onResolved(const QHostInfo& info);
    void ask(const QHostAddress& address);
    QNetworkRequest requestTo(const QHostAddress& address) const;
    void connectReply();
    void checkPins();
    void read();
    void onFinished();
    bool follow();
    void noteLife();
    void end(TransferEnd how);
    void endSoon(TransferEnd how);

    TlsSettings m_tls;
    FilePlaces m_places;
    Time m_time;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QUrl m_url;
    Headers m_headers;
    QIODevice* m_body = nullptr;  ///< put() only
    std::int64_t m_size = 0;      ///< put(): of the body; get(): most that may come
    std::int64_t m_got = 0;
    int m_lookup = -1;
    int m_redirects = 0;
    bool m_wrongPin = false;
    Scheduler::HandlePtr m_idle;
    Scheduler::HandlePtr m_deadline;
};

}  // namespace sotto::relay
