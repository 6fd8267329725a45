// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/room_archive.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/xmpp/rooms.h"

namespace sotto::engine {
namespace {

constexpr std::uint32_t kPageSize = 250;  // as CatchUp

}  // namespace

RoomArchive::RoomArchive(VaultContext& context, RelayLink& link, Inbound& inbound, Jid room)
    : m_context(context),
      m_link(link),
      m_inbound(inbound),
      m_room(std::move(room)),
      m_source{context.self, m_room, {}}
{
}

void RoomArchive::start()
{
    const auto row = m_context.stores.rooms.find(m_room);
    m_running = true;
    if (!row || !*row) {
        fail(row ? Errc::NotFound : row.error().code);
        return;
    }
    m_cursor = (*row)->cursor;
    askPage();
}

void RoomArchive::stop()
{
    m_running = false;
    m_page.clear();
}

void RoomArchive::askPage()
{
    m_page.clear();
    m_source.queryId = crypto::uuidV4();
    xmpp::ArchiveQuery query;
    query.max = kPageSize;
    if (!m_cursor.empty())
        query.after = m_cursor;
    m_link.stream()
        .request(xmpp::buildArchiveQuery(query, m_source))
        .then(this, [this, asked = m_source.queryId](const Result<xmpp::Element>& answer) {
            if (m_running && asked == m_source.queryId)
                onPage(answer);
        });
}

bool RoomArchive::takeResult(const xmpp::Element& message, const xmpp::Origin& origin)
{
    if (!xmpp::hasArchiveResult(message) || xmpp::addressOf(origin, m_context.self) != m_room)
        return false;
    auto result = xmpp::parseArchiveResult(message, origin, m_source);
    if (!result)
        log::warning("engine", "an archive result was refused", {{"why", result.error().code}});
    else if (m_running && *result && m_page.size() < kPageSize)
        m_page.push_back(**std::move(result));
    return true;
}

void RoomArchive::onPage(const Result<xmpp::Element>& answer)
{
    if (!answer && answer.error().code == Errc::NotFound && !m_cursor.empty()) {
        log::warning("engine", "the archive of a room lost its place");  // C14, as CatchUp
        m_cursor.clear();
        askPage();
        return;
    }
    const auto fin =
        answer ? xmpp::parseArchiveFin(*answer) : Result<xmpp::ArchivePage>{answer.error()};
    if (!fin) {
        fail(fin.error().code);
        return;
    }
    auto arrivals = store(std::exchange(m_page, {}), *fin);
    if (!arrivals) {
        fail(arrivals.error().code);
        return;
    }
    const bool goesOn = !fin->complete && !fin->last.empty() && fin->last != m_cursor;  // C10
    Q_EMIT pageStored(*std::move(arrivals));
    if (!m_running)
        return;
    if (goesOn) {
        m_cursor = fin->last;
        askPage();
        return;
    }
    stop();
    Q_EMIT finished();
}

/// An author whom the archive does not name cannot be proved: nothing to show.
Result<Arrivals> RoomArchive::store(const std::vector<xmpp::ArchivedMessage>& page,
                                    const xmpp::ArchivePage& fin)
{
    Arrivals arrivals;
    auto& rooms = m_context.stores.rooms;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    for (const auto& archived : page) {
        const auto origin = xmpp::classifyOrigin(archived.message, m_context.self);
        const auto author = xmpp::archivedAuthor(archived.message);
        if (!origin || !author)
            continue;
        const IncomingStanza stanza{archived.message,   *origin, IncomingStanza::Way::Archive,
                                    archived.archiveId, author,  archived.sentAt};
        SOTTO_TRY(m_inbound.take(transaction, stanza, arrivals));
    }
    if (!fin.last.empty()) {
        SOTTO_TRY_ASSIGN(const auto row, rooms.find(m_room));
        if (row)
            SOTTO_TRY(rooms.setCursor(row->conversation, fin.last));
    }
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

void RoomArchive::fail(Errc why)
{
    stop();
    log::warning("engine", "the archive of a room was not read", {{"why", why}});
    Q_EMIT failed(why);
}

}  // namespace sotto::engine
