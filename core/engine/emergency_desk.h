// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/emergency.h"
#include "core/engine/arrivals.h"
#include "core/engine/directory.h"
#include "core/engine/emergency_rules.h"
#include "core/engine/outbound.h"
#include "core/engine/vault_context.h"
#include "core/store/emergency_store.h"

#include <QObject>

#include <optional>
#include <vector>

namespace sotto::engine {

/// Tells that this vault was opened in emergency access: its owner, until they confirm it, and
/// whoever holds a role of emergency.notify_roles, by a sealed message that the owner's client
/// sends unasked, once for each access. Engine thread only.
class EmergencyDesk final : public QObject {
    Q_OBJECT
public:
    EmergencyDesk(VaultContext& context, const Directory& directory, Outbound& outbound,
                  const EmergencyRules& rules);

    void begin();      ///< the owner has signed in: tells notesLoaded(), if there are any
    void tellRoles();  ///< while online; what nobody holds a role for waits for a list that says so
    void confirm();    ///< the owner has seen the notes

Q_SIGNALS:
    void notesLoaded(QList<sotto::EmergencyNote> notes);
    void stored(const sotto::engine::Arrivals& arrivals);

private:
    std::vector<Jid> holders() const;
    Result<Arrivals> storeNotices(const std::vector<store::EmergencyRow>& accesses,
                                  const std::vector<Jid>& people);
    std::string noticeOf(const store::EmergencyRow& access) const;

    VaultContext& m_context;
    const Directory& m_directory;
    Outbound& m_outbound;
    const EmergencyRules& m_rules;
    std::optional<store::EmergencyStore> m_notes;
};

}  // namespace sotto::engine
