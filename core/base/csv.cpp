// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

namespace sotto {

std::string csvCell(std::string_view utf8)
{
    constexpr std::string_view kFormula = "=+-@\t\r";
    std::string quoted{"\""};
    if (!utf8.empty() && kFormula.find(utf8.front()) != kFormula.npos)
        quoted += '\'';
    for (const char c : utf8)
        quoted.append(c == '"' ? "\"\"" : std::string(1, c));
    return quoted + '"';
}

}  // namespace sotto
