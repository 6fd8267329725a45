// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/hints.h"

#include "core/xmpp/namespaces.h"

namespace sotto::xmpp {

Element buildStore()
{
    return {"store", kHintsNs};
}

Element buildNoStore()
{
    return {"no-store", kHintsNs};
}

}  // namespace sotto::xmpp
