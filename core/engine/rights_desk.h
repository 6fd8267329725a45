// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/directory.h"
#include "core/engine/vault_context.h"

#include <QObject>

namespace sotto::engine {

/// What our person may do here, by the clinic's roles: keeps VaultContext::rights and
/// ::roles true when the list, policy or their groups in the directory change. Who obeys them: what
/// sends, begins and exports. Engine thread only.
class RightsDesk final : public QObject {
    Q_OBJECT
public:
    RightsDesk(VaultContext& context, const Directory& directory, RoleRules rules);

    void setRules(RoleRules rules);

    Rights now() const { return m_context.rights; }

    void begin();  ///< the directory is loaded: tells changed() in any case

Q_SIGNALS:
    void changed(sotto::Rights rights);

private:
    void weigh();

    VaultContext& m_context;
    const Directory& m_directory;
};

}  // namespace sotto::engine
