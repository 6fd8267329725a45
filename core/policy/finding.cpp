// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/finding.h"

namespace sotto::policy {

std::string toLine(const Finding& finding)
{
    std::string line = finding.file;
    if (finding.line > 0)
        line += ':' + std::to_string(finding.line);
    if (!line.empty())
        line += ": ";
    switch (finding.severity) {
    case Severity::Note:
        line += "note: ";
        break;
    case Severity::Warning:
        line += "warning: ";
        break;
    case Severity::Error:
        line += "error: ";
        break;
    }
    if (!finding.key.empty())
        line += finding.key + ": ";
    return line + finding.sentence;
}

}  // namespace sotto::policy
