// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/compliance.h"

#include <optional>

namespace sotto::test {

/// The compliance check, played by a test.
class FakeCompliance final : public ComplianceCheck {
public:
    int runs = 0;
    std::optional<QList<ComplianceItem>> items{QList<ComplianceItem>{}};  ///< none: it failed

    Task<QList<ComplianceItem>> run() override
    {
        ++runs;
        return items ? readyTask<QList<ComplianceItem>>(*items)
                     : readyTask<QList<ComplianceItem>>(Error{Errc::Storage, "played"});
    }
};

}  // namespace sotto::test
