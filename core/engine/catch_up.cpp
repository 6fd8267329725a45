// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/catch_up.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/xmpp/timestamps.h"

namespace sotto::engine {
namespace {

constexpr std::uint32_t kPageSize = 250;  // ejabberd's cap; facts.md, 8
/// Set once the beginning is known: the relay's time of the newest message before it, or
/// anything else if the archive was empty.
constexpr std::string_view kBegun = "archive.begun";

bool isEnd(const xmpp::ArchivePage& page)
{
    return page.complete || page.last.empty();
}

}  // namespace

CatchUp::CatchUp(VaultContext& context, RelayLink& link, Inbound& inbound)
    : m_context(context),
      m_link(link),
      m_inbound(inbound),
      m_source{context.self, std::nullopt, {}}
{
}

void CatchUp::start()
{
    m_running = true;
    if (const auto read = readPlace(); !read)
        fail(read.error());
    else if (!m_isBegun)
        findBeginning();
    else
        askPage();
}

Result<Done> CatchUp::readPlace()
{
    auto& account = m_context.stores.account;
    SOTTO_TRY_ASSIGN(const auto cursor, account.archiveCursor());
    SOTTO_TRY_ASSIGN(const auto newest, account.archiveNewest());
    SOTTO_TRY_ASSIGN(const auto begun, account.value(kBegun));
    m_cursor = cursor.value_or(std::string{});
    m_newest = newest.value_or(m_cursor);
    m_hasMetNewest = m_newest == m_cursor;
    m_isBegun = begun.has_value();
    m_begun.reset();
    if (begun)
        if (const auto at = xmpp::parseTimestamp(begun->text()))
            m_begun = *at;
    return Done{};
}

void CatchUp::stop()
{
    m_running = false;
    m_page.clear();
}

/// A new device can read nothing that was sent before it existed: it begins at the end.
void CatchUp::findBeginning()
{
    m_source.queryId = crypto::uuidV4();
    xmpp::ArchiveQuery newest;
    newest.before = std::string{};
    newest.max = 1;
    m_link.stream()
        .request(xmpp::buildArchiveQuery(newest, m_source))
        .then(this, [this](const Result<xmpp::Element>& answer) {
            if (!m_running)
                return;
            const auto fin =
                answer ? xmpp::parseArchiveFin(*answer) : Result<xmpp::ArchivePage>{answer.error()};
            if (!fin) {
                fail(fin.error());
                return;
            }
            if (const auto saved = saveBeginning(fin->last); !saved) {
                fail(saved.error());
                return;
            }
            m_wasWhole = true;
            stop();
            Q_EMIT finished();
        });
}

Result<Done> CatchUp::saveBeginning(const std::string& id)
{
    const auto newest = m_page.empty() ? std::nullopt : m_page.back().sentAt;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    if (!id.empty()) {
        SOTTO_TRY(m_context.stores.account.setArchiveCursor(id));
        SOTTO_TRY(m_context.stores.account.setArchiveNewest(id));
    }
    const auto at = newest ? xmpp::formatTimestamp(*newest) : std::string{"empty"};
    SOTTO_TRY(m_context.stores.account.setValue(kBegun, viewOf(at)));
    return transaction.commit();
}

void CatchUp::askPage()
{
    m_page.clear();
    m_source.queryId = crypto::uuidV4();
    xmpp::ArchiveQuery query;
    query.max = kPageSize;
    if (!m_cursor.empty())
        query.after = m_cursor;
    else if (m_begun)
        query.start = *m_begun + std::chrono::milliseconds{1};
    m_link.stream()
        .request(xmpp::buildArchiveQuery(query, m_source))
        .then(this, [this, asked = m_source.queryId](const Result<xmpp::Element>& answer) {
            if (m_running && asked == m_source.queryId)
                onPage(answer);
        });
}

bool CatchUp::takeResult(const xmpp::Element& message, const xmpp::Origin& origin)
{
    if (!xmpp::hasArchiveResult(message))
        return false;
    auto result = xmpp::parseArchiveResult(message, origin, m_source);
    if (!result)
        log::warning("engine", "an archive result was refused", {{"why", result.error().code}});
    else if (m_running && *result && m_page.size() < kPageSize)
        m_page.push_back(**std::move(result));
    return true;
}

void CatchUp::onPage(const Result<xmpp::Element>& answer)
{
    if (!answer && answer.error().code == Errc::NotFound && !m_cursor.empty()) {
        // The archive no longer knows our cursor (C14): everything that it still has since
        // this device exists is read again, and what the vault has is recognised.
        log::warning("engine", "the archive lost its place");
        m_cursor.clear();
        askPage();
        return;
    }
    const auto fin =
        answer ? xmpp::parseArchiveFin(*answer) : Result<xmpp::ArchivePage>{answer.error()};
    if (!fin) {
        fail(fin.error());
        return;
    }
    const auto page = std::exchange(m_page, {});
    const bool goesOn = !isEnd(*fin) && fin->last != m_cursor;  // C10
    if (goesOn) {
        m_cursor = fin->last;
        askPage();
        if (!m_running)
            return;
    }
    auto arrivals = store(page, *fin);
    if (!arrivals) {
        fail(arrivals.error());
        return;
    }
    Q_EMIT pageStored(*std::move(arrivals));
    if (goesOn || !m_running)
        return;
    m_wasWhole = isEnd(*fin);
    stop();
    Q_EMIT finished();
}

Result<Arrivals> CatchUp::store(const std::vector<xmpp::ArchivedMessage>& page,
                                const xmpp::ArchivePage& fin)
{
    Arrivals arrivals;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    for (const auto& archived : page) {
        m_hasMetNewest = m_hasMetNewest || archived.archiveId == m_newest;
        const auto origin = xmpp::classifyOrigin(archived.message, m_context.self);
        if (!origin)
            continue;
        const IncomingStanza stanza{archived.message,   *origin,      IncomingStanza::Way::Archive,
                                    archived.archiveId, std::nullopt, archived.sentAt};
        SOTTO_TRY(m_inbound.take(transaction, stanza, arrivals));
    }
    SOTTO_TRY(movePlace(fin));
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

/// What was taken live is known up to "newest"; pages before that must not take it back.
Result<Done> CatchUp::movePlace(const xmpp::ArchivePage& fin)
{
    auto& stores = m_context.stores;
    if (isEnd(fin))
        SOTTO_TRY(stores.taken.clear());  // nothing is taken live while pages come
    if (fin.last.empty())
        return Done{};
    if (m_hasMetNewest || isEnd(fin))
        SOTTO_TRY(stores.account.setArchiveNewest(fin.last));
    return stores.account.setArchiveCursor(fin.last);
}

void CatchUp::fail(const Error& error)
{
    stop();
    log::warning("engine", "catching up stopped", {{"why", error.code}});
    Q_EMIT failed(error.code);
}

}  // namespace sotto::engine
