// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0004, as far as machines talk to machines: FORM_TYPE and named values.

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::xmpp {

struct DataForm {
    std::string formType;
    std::map<std::string, std::vector<std::string>, std::less<>> fields;

    /// The only value of a field; empty if it has none or several.
    std::string_view value(std::string_view field) const;
};

/// A filled-in form (type "submit").
Element buildDataForm(const DataForm& form);

/// At most 100 fields of at most 100 values. Errors: Malformed (no form, too much).
Result<DataForm> parseDataForm(const Element& element);

}  // namespace sotto::xmpp
