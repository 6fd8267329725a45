// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_relay_files.h"

#include "core/xmpp/data_forms.h"
#include "core/xmpp/disco.h"
#include "core/xmpp/http_upload.h"

#include <QUrl>

#include <algorithm>

namespace sotto::test {
namespace {

using Fate = FakeFiles::Fate;
using relay::TransferEnd;

constexpr std::int64_t kPiece = 16 * 1024;
constexpr std::string_view kInfoNs = "http://jabber.org/protocol/disco#info";

/// A piece in each turn of the queue.
class FakeTransfer final : public relay::FileTransfer {
public:
    FakeTransfer(FakeFiles& server, relay::FilePlaces places)
        : m_server(server),
          m_places(std::move(places))
    {
    }

    void put(const std::string& url, const Headers&, QIODevice& body, std::int64_t size) override
    {
        m_body = &body;
        m_size = size;
        begin(url, m_server.puts, m_server.onPut);
    }

    void get(const std::string& url, std::int64_t most) override
    {
        m_size = most;
        begin(url, m_server.gets, m_server.onGet);
    }

private:
    void begin(const std::string& url, std::vector<std::string>& log,
               const std::function<Fate(const std::string&)>& judge)
    {
        m_url = url;
        if (!m_places.allows(QUrl{QString::fromStdString(url), QUrl::StrictMode})) {
            next([this] { Q_EMIT ended(TransferEnd::BadPlace); });
            return;
        }
        log.push_back(url);
        m_fate = judge ? judge(url) : Fate::Pass;
        if (!m_body && (!m_server.stored.contains(url) || m_fate == Fate::Gone))
            next([this] { Q_EMIT ended(TransferEnd::Gone); });
        else
            next([this] { move(); });
    }

    void next(std::function<void()> work)
    {
        m_turn = m_server.time().scheduler.after(std::chrono::milliseconds{0}, std::move(work));
    }

    std::int64_t whole() const
    {
        return m_body ? m_size : static_cast<std::int64_t>(m_server.stored.at(m_url).size());
    }

    void move()
    {
        const auto half = m_fate == Fate::Cut || m_fate == Fate::Stop;
        if (half && m_at >= whole() / 2) {
            if (m_fate == Fate::Cut)
                Q_EMIT ended(TransferEnd::Broken);
            return;
        }
        if (m_at == whole()) {
            finish();
            return;
        }
        const auto size = std::min({kPiece, whole() - m_at, half ? whole() : kPiece});
        m_at += size;
        if (m_body) {
            const auto bytes = m_body->read(size);
            m_seen.insert(m_seen.end(), bytes.begin(), bytes.end());
            m_at += bytes.size() - size;
        } else if (m_at > m_size) {
            Q_EMIT ended(TransferEnd::TooLarge);
            return;
        } else {
            const auto& blob = m_server.stored.at(m_url);
            const auto from = blob.begin() + static_cast<std::ptrdiff_t>(m_at - size);
            Q_EMIT received(
                QByteArray(reinterpret_cast<const char*>(&*from), static_cast<qsizetype>(size)));
        }
        Q_EMIT progressed(m_at);
        next([this] { move(); });
    }

    void finish()
    {
        if (m_body)
            m_server.stored[m_url] = m_seen;
        if (m_fate != Fate::Mute)
            Q_EMIT ended(TransferEnd::Whole);
    }

    FakeFiles& m_server;
    relay::FilePlaces m_places;
    std::string m_url;
    QIODevice* m_body = nullptr;
    std::int64_t m_size = 0;
    std::int64_t m_at = 0;
    Bytes m_seen;
    Fate m_fate = Fate::Pass;
    Scheduler::HandlePtr m_turn;
};

}  // namespace

std::unique_ptr<relay::FileTransfer> FakeFiles::makeTransfer(relay::FilePlaces places)
{
    return std::make_unique<FakeTransfer>(*this, std::move(places));
}

std::optional<xmpp::Element> FakeFiles::answer(const xmpp::Element& iq)
{
    if (iq.child("query", kInfoNs)) {
        xmpp::Element query{"query", kInfoNs};
        query.add(xmpp::Element{"feature", kInfoNs}.set("var", xmpp::kHttpUploadNs));
        xmpp::DataForm form{std::string{xmpp::kHttpUploadNs}, {}};
        if (most)
            form.fields["max-file-size"] = {std::to_string(*most)};
        return query.add(xmpp::buildDataForm(form));
    }
    const auto* const request = iq.child("request", xmpp::kHttpUploadNs);
    if (!request || refusesSlots)
        return std::nullopt;
    names.emplace_back(request->attribute("filename"));
    const auto url = "https://" + host + "/" + std::to_string(++m_slots) + "/" + names.back();
    return xmpp::Element{"slot", xmpp::kHttpUploadNs}
        .add(xmpp::Element{"put", xmpp::kHttpUploadNs}.set("url", url))
        .add(xmpp::Element{"get", xmpp::kHttpUploadNs}.set("url", url));
}

}  // namespace sotto::test
