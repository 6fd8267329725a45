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

/// Reads the archive of one room to its end (XEP-0313): oldest first, a page at a time, each
/// page one transaction with the room's cursor. It begins at the archive's beginning: what was
/// said before we were a member is not sealed for us. Engine thread only.
class RoomArchive final : public QObject {
    Q_OBJECT
public:
    RoomArchive(VaultContext& context, RelayLink& link, Inbound& inbound, Jid room);

    /// Ends in finished() or failed(), unless it is stopped.
    void start();
    void stop();

    bool isRunning() const { return m_running; }

    /// True if the stanza was a result out of an archive of this room.
    bool takeResult(const xmpp::Element& message, const xmpp::Origin& origin);

Q_SIGNALS:
    void pageStored(sotto::engine::Arrivals arrivals);
    void finished();
    void failed(sotto::Errc why);

private:
    void askPage();
    void onPage(const Result<xmpp::Element>& answer);
    Result<Arrivals> store(const std::vector<xmpp::ArchivedMessage>& page,
                           const xmpp::ArchivePage& fin);
    void fail(Errc why);

    VaultContext& m_context;
    RelayLink& m_link;
    Inbound& m_inbound;
    Jid m_room;
    xmpp::ArchiveSource m_source;
    std::vector<xmpp::ArchivedMessage> m_page;  ///< the one that is on its way
    std::string m_cursor;                       ///< what lies before that page
    bool m_running = false;
};

}  // namespace sotto::engine
