// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/rights_desk.h"

namespace sotto::engine {

RightsDesk::RightsDesk(VaultContext& context, const Directory& directory, RoleRules rules)
    : m_context(context),
      m_directory(directory)
{
    m_context.roles = std::move(rules);
    m_context.groupsOf = [&directory](const Jid& person) { return directory.groupsOf(person); };
    connect(&m_directory, &Directory::changed, this, &RightsDesk::weigh);
}

void RightsDesk::setRules(RoleRules rules)
{
    m_context.roles = std::move(rules);
    weigh();
}

void RightsDesk::begin()
{
    m_context.rights = m_context.roles.of(m_context.self, m_directory.groupsOf(m_context.self));
    Q_EMIT changed(m_context.rights);
}

void RightsDesk::weigh()
{
    const auto before = m_context.rights;
    m_context.rights = m_context.roles.of(m_context.self, m_directory.groupsOf(m_context.self));
    if (m_context.rights != before)
        Q_EMIT changed(m_context.rights);
}

}  // namespace sotto::engine
