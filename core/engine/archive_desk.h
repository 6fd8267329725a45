// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/outbound.h"
#include "core/engine/peer_devices.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/archived_copy.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

namespace sotto::engine {

/// Hands to the clinic's archive what is due to it (retention.archive_jid, R-14): each text is
/// sealed once more, for the archive's devices alone, with what was said to whom, and stays due
/// until the archive says that it has it. In a team the archive is a member and gets the text
/// itself. And, where we are the archive: says what we have. What was corrected or taken back
/// before that goes as it was (archive_copy.h).
///
/// Due is noted in the transaction that seals or takes the text, so a crash loses none.
/// Engine thread only.
class ArchiveDesk final : public QObject {
    Q_OBJECT
public:
    ArchiveDesk(VaultContext& context, PeerDevices& devices, Outbound& outbound);

    void goOn();  ///< level with the archive on a stream, or something has become due
    void stop();  ///< offline

    void confirm(const Arrivals& arrivals);  ///< see Arrivals::keptForArchive

    /// A text of ours was sealed for the others. Needs an open transaction.
    static Result<Done> noteSealed(VaultContext& context, const store::MessageRow& row,
                                   const Jid& peer);
    /// A text came that its author's client did not hand in itself. Needs an open transaction.
    static Result<Done> noteArrival(VaultContext& context, const store::MessageRow& row,
                                    const Jid& peer, Arrivals& arrivals);

Q_SIGNALS:
    void failed(sotto::Errc why);

private:
    void seal();
    Result<bool> sealSome(std::vector<Outbound::Sealed>& batch);
    Result<Done> sealCopy(const store::CopyRow& due, const std::vector<omemo::SealTarget>& targets,
                          std::vector<Outbound::Sealed>& batch);
    void say(const Jid& person);
    Result<std::vector<Outbound::Sealed>> sealConfirmation(const Jid& person);
    void lookAgain(std::chrono::milliseconds after);
    void fail(const Error& error);

    VaultContext& m_context;
    PeerDevices& m_devices;
    Outbound& m_outbound;
    Scheduler::HandlePtr m_timer;
    bool m_isFinding = false;
    std::map<Jid, std::vector<std::string>> m_toConfirm;
    std::map<Jid, bool> m_asked;  ///< whose devices are fetched for a confirmation
};

}  // namespace sotto::engine
