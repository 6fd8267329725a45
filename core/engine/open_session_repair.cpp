// SPDX-License-Identifier: GPL-3.0-or-later
// When an open session repairs what could not be read.
#include "core/engine/open_session.h"
#include "core/engine/problems.h"

namespace sotto::engine {

/// After what came live: what it calls for goes out at once. After the archive's pages that
/// is done once, when the vault is level.
void OpenSession::afterBatch(const Arrivals& arrivals)
{
    afterCommit(arrivals);
    m_heartbeat.beat();
    if (arrivals.owesReceipts)
        m_outbound.sendReceipts();
    if (arrivals.owesLater > 0)
        m_pace.later(arrivals.owesLater);
    if (arrivals.usedPreKey)
        m_keys.topUp();
    if (arrivals.cardsDue)
        m_repair.run();
    if (arrivals.resendsDue)
        m_resends.run();
}

/// What waited for a stream: broken sessions, requests of others, stanzas put aside.
void OpenSession::repair()
{
    m_heartbeat.beat();
    m_repair.run();
    m_resends.run();
    m_secondLook.start();
}

void OpenSession::makeRoom(const QString& name, std::vector<Jid> people)
{
    const auto shown = SafeText::fromUtf8(name.toStdString(), SafeText::Kind::Name);
    const auto kept = shown.string().trimmed().toStdString();
    if (!kept.empty() && kept.size() <= xmpp::kMostRoomNameBytes)
        m_rooms.make(kept, std::move(people));
}

void OpenSession::askToResend(MessageId card)
{
    const auto asked = m_repair.askAgain(card);
    if (asked)
        m_conversations.showMessage(card);
    else if (asked.error().code == Errc::Storage || asked.error().code == Errc::StorageFull)
        Q_EMIT problem(vaultProblem(asked.error()).kind);
}

}  // namespace sotto::engine
