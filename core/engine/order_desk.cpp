// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/order_desk.h"

namespace sotto::engine {

OrderDesk::OrderDesk(VaultContext& context, Directory& directory, Outbound& outbound)
    : m_context(context),
      m_directory(directory),
      m_outbound(outbound)
{
}

}  // namespace sotto::engine
