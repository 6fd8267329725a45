// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/data_forms.h"

#include "core/xmpp/namespaces.h"

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxFields = 100;
constexpr std::size_t kMaxValues = 100;
constexpr std::string_view kFormType = "FORM_TYPE";

Element buildField(std::string_view name, const std::vector<std::string>& values)
{
    Element field{"field", kDataFormsNs};
    field.set("var", name);
    for (const auto& value : values)
        field.add(Element{"value", kDataFormsNs}.setText(value));
    return field;
}

}  // namespace

std::string_view DataForm::value(std::string_view field) const
{
    const auto found = fields.find(field);
    if (found == fields.end() || found->second.size() != 1)
        return {};
    return found->second.front();
}

Element buildDataForm(const DataForm& form)
{
    Element x{"x", kDataFormsNs};
    x.set("type", "submit").add(buildField(kFormType, {form.formType}).set("type", "hidden"));
    for (const auto& [name, values] : form.fields)
        x.add(buildField(name, values));
    return x;
}

Result<DataForm> parseDataForm(const Element& element)
{
    if (!element.is("x", kDataFormsNs) || element.children.size() > kMaxFields)
        return Error{Errc::Malformed, "data form"};
    DataForm form;
    for (const auto& field : element.children) {
        if (!field.is("field", kDataFormsNs))
            continue;
        std::vector<std::string> values;
        for (const auto& value : field.children)
            if (value.is("value", kDataFormsNs))
                values.push_back(value.text);
        if (values.size() > kMaxValues)
            return Error{Errc::Malformed, "data form"};
        if (field.attribute("var") == kFormType)
            form.formType = values.empty() ? std::string{} : values.front();
        else
            form.fields.insert_or_assign(std::string{field.attribute("var")}, std::move(values));
    }
    return form;
}

}  // namespace sotto::xmpp
