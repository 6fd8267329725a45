// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/outside_mark.h"

#include <sys/xattr.h>

#include <string_view>

namespace sotto::platform {

Result<Done> markFromOutside(const std::filesystem::path& file)
{
    constexpr std::string_view kMark = "0081;00000000;Sotto;";
    if (::setxattr(file.c_str(), "com.apple.quarantine", kMark.data(), kMark.size(), 0, 0) != 0)
        return Error{Errc::Storage, "the mark cannot be written"};
    return Done{};
}

}  // namespace sotto::platform
