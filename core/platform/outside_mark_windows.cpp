// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/outside_mark.h"

#include <fstream>

namespace sotto::platform {

/// Zone 3 is the internet ([MS-FSCC], 5.6.1, Zone.Identifier).
Result<Done> markFromOutside(const std::filesystem::path& file)
{
    std::ofstream mark{std::filesystem::path{file.wstring() + L":Zone.Identifier"},
                       std::ios::binary};
    mark << "[ZoneTransfer]\r\nZoneId=3\r\n";
    mark.close();
    if (!mark)
        return Error{Errc::Storage, "the mark cannot be written"};
    return Done{};
}

}  // namespace sotto::platform
