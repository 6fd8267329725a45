// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/citations.h"

#include <array>
#include <utility>

namespace sotto::policy {

std::string_view citationOf(std::string_view requirement)
{
    using Row = std::pair<std::string_view, std::string_view>;
    static constexpr std::array kCitations{
        Row{"R-1", "45 CFR 164.312(a)(1)"},
        Row{"R-2", "45 CFR 164.312(a)(2)(i)"},
        Row{"R-3", "45 CFR 164.312(a)(2)(ii)"},
        Row{"R-4", "45 CFR 164.312(a)(2)(iii)"},
        Row{"R-5", "45 CFR 164.312(a)(2)(iv)"},
        Row{"R-6", "45 CFR 164.312(b)"},
        Row{"R-7", "45 CFR 164.312(c)"},
        Row{"R-8", "45 CFR 164.312(d)"},
        Row{"R-9", "45 CFR 164.312(e)"},
        Row{"R-10", "45 CFR 164.308(a)(5)(ii)"},
        Row{"R-11", "45 CFR 164.308(a)(1)(ii)(D)"},
        Row{"R-12", "45 CFR 164.310(b) and (c)"},
        Row{"R-13", "45 CFR 164.310(d)(1)"},
        Row{"R-14", "45 CFR 164.316(b)(2)(i)"},
        Row{"R-15", "45 CFR 164.502(b)"},
        Row{"R-16", "45 CFR 164.522(b)"},
        Row{"R-17", "42 CFR Part 2"},
        Row{"R-18", "proposed rule 90 FR 898, multi-factor authentication"},
        Row{"R-19", "proposed rule 90 FR 898, end of access"},
        Row{"R-20", "proposed rule 90 FR 898, inventory"},
        Row{"R-21", "proposed rule 90 FR 898, backup"},
        Row{"R-22", "CMS QSO-24-05-Hospital/CAH"},
        Row{"R-23", "42 CFR 482.24(c)(2)"},
        Row{"R-24", "Joint Commission, texting of orders"},
        Row{"R-25", "NIST SP 800-63B, 4.2.3 and 4.3.3"},
        Row{"R-26", "NIST SP 800-63B, 5.1.1"},
        Row{"R-27", "NIST SP 800-63B, 5.1.4 and 5.1.5"},
        Row{"R-28", "NIST SP 800-63B, 5.2.2"},
        Row{"R-29", "WCAG 2.2.5"},
        Row{"R-30", "ASTM E2147-18"},
        Row{"R-31", "IHE ATNA ITI-20"},
        Row{"R-32", "HL7 FHIR R4 AuditEvent"},
        Row{"R-33", "HL7 FHIR R4 Communication"},
    };
    for (const auto& [name, citation] : kCitations) {
        if (name == requirement)
            return citation;
    }
    return {};
}

}  // namespace sotto::policy
