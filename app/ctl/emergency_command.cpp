// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "core/base/encoding.h"
#include "core/store/escrow_slot.h"

#include <cstdio>

namespace sotto::app {

int emergencyMakeKey()
{
    const auto key = store::makeAdminKey();
    std::printf(
        "Code of this administrator. Print it, seal it, keep it apart from the other one.\n"
        "It is shown only now:\n\n    %.*s\n\n"
        "For the policy, beside the key of the other administrator:\n\n"
        "    [emergency]\n    method = \"two_admins\"\n    admin_keys = [\"%s\", \"...\"]\n",
        static_cast<int>(key.code.text().size()), key.code.text().data(),
        toBase64(key.publicKey).c_str());
    return kExitOk;
}

}  // namespace sotto::app
