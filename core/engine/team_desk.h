// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/api/team.h"
#include "core/engine/directory.h"
#include "core/engine/outbound.h"
#include "core/engine/rooms.h"
#include "core/engine/vault_context.h"

#include <QObject>

namespace sotto::engine {

/// A team's page, and what is written to each of its members alone. How it changes: Rooms.
/// Engine thread only.
class TeamDesk final : public QObject {
    Q_OBJECT
public:
    TeamDesk(VaultContext& context, Directory& directory, Rooms& rooms, Outbound& outbound);

    void open(ConversationId team);
    void show();  ///< the one that is open, if any, anew

    /// Its room; no value, and problem(): it is none.
    std::optional<Jid> roomOf(ConversationId team);

    void broadcast(ConversationId team, const QString& text, Urgency urgency,
                   const std::optional<PatientTag>& patient);

Q_SIGNALS:
    void changed(sotto::TeamSnapshot team);
    void stored(sotto::engine::Arrivals arrivals);
    void problem(sotto::ProblemKind kind);

private:
    struct Words {
        std::string text;
        Urgency urgency;
        std::optional<PatientTag> patient;
    };

    Result<Arrivals> storeBroadcast(const store::RoomRow& team, const Words& words,
                                    std::vector<Jid>& people);
    TeamMember memberOf(const store::RoomRow& team, const store::RoomMemberRow& row) const;

    VaultContext& m_context;
    Directory& m_directory;
    Rooms& m_rooms;
    Outbound& m_outbound;
    std::optional<ConversationId> m_open;
};

}  // namespace sotto::engine
