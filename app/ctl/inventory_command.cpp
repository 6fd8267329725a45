// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/inventory.h"

#include <cstdio>

namespace sotto::app {

int inventory(const CtlOptions& options, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto text = inventoryHere(*surroundings, time.clock.wallNow());
    return std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? kExitOk
                                                                             : kExitFailed;
}

}  // namespace sotto::app
