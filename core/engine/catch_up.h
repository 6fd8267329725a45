// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/inbound.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/archive.h"

#include <QObject>

#include <string>
#include <vector>

namespace sotto::engine {

/// Brings the vault up to the archive's end (XEP-0313): oldest first, by archive id and
/// never by time, a page at a time, each page one transaction with its cursor (I2). While a
/// page is stored, the next one is on its way. Nothing else moves the cursor.
/// Engine thread only.
class CatchUp final : public QObject {
    Q_OBJECT
public:
    CatchUp(VaultContext& context, RelayLink& link, Inbound& inbound);

    /// Ends in finished() unless the stream breaks; then it is started anew.
    void start();
    void stop();

    bool isRunning() const { return m_running; }

    /// At finished(): the archive said that this was all, so what it lacks is missing. False:
    /// it went in circles (C10).
    bool wasWhole() const { return m_wasWhole; }

    /// True if the stanza was a result of this query; it is then no live message.
    bool takeResult(const xmpp::Element& message, const xmpp::Origin& origin);

Q_SIGNALS:
    void pageStored(sotto::engine::Arrivals arrivals);
    void finished();
    void failed(sotto::Errc why);

private:
    void findBeginning();
    void askPage();
    void onPage(const Result<xmpp::Element>& answer);
    Result<Arrivals> store(const std::vector<xmpp::ArchivedMessage>& page,
                           const xmpp::ArchivePage& fin);
    Result<Done> movePlace(const xmpp::ArchivePage& fin);
    Result<Done> readPlace();
    Result<Done> saveBeginning(const std::string& id);
    void fail(const Error& error);

    VaultContext& m_context;
    RelayLink& m_link;
    Inbound& m_inbound;
    xmpp::ArchiveSource m_source;
    std::vector<xmpp::ArchivedMessage> m_page;  ///< the one that is on its way
    std::string m_cursor;                       ///< what lies before that page
    std::string m_newest;                       ///< AccountStore::archiveNewest() when we began
    bool m_hasMetNewest = false;                ///< the pages have come that far
    bool m_isBegun = false;
    std::optional<WallTime> m_begun;  ///< the relay's time of what was newest before us
    bool m_running = false;
    bool m_wasWhole = false;
};

}  // namespace sotto::engine
