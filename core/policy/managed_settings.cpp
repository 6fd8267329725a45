// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/managed_settings.h"

namespace sotto::policy {
namespace {

constexpr std::string_view kManagedName = "system management";

/// The registry and property lists have fewer types than TOML.
PolicyValue adapted(const Setting& row, PolicyValue value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value);
        number && row.type == SettingType::Boolean && (*number == 0 || *number == 1))
        return *number == 1;
    if (auto* text = std::get_if<std::string>(&value); text && row.type == SettingType::List)
        return std::vector<std::string>{std::move(*text)};
    return value;
}

}  // namespace

std::optional<ParsedFile> managedSettings(const ManagedReader& reader)
{
    const auto values = reader ? reader() : std::vector<ManagedSetting>{};
    if (values.empty())
        return std::nullopt;
    ParsedFile file{std::string{kManagedName}, {}};
    for (const auto& [name, value] : values) {
        StatedSetting stated;
        stated.key = printable(name);
        stated.index = settingIndex(name);
        stated.value =
            stated.index < kSettings.size() ? adapted(kSettings.at(stated.index), value) : value;
        file.settings.push_back(std::move(stated));
    }
    return file;
}

std::string describe(const ParsedFile& managed)
{
    std::string lines;
    for (const auto& setting : managed.settings) {
        lines += setting.key + '=';
        if (setting.value)
            lines += toTomlValue(*setting.value);
        lines += '\n';
    }
    return lines;
}

}  // namespace sotto::policy
