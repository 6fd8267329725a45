// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/settings_table.h"

// Proves the table while compiling; there is nothing to run.
namespace sotto::table {
namespace {

constexpr bool defaultsAreAllowed(const Setting& row, std::int64_t number, std::string_view text)
{
    if (row.type == SettingType::Boolean || row.type == SettingType::Integer)
        return number >= row.min && number <= row.max;
    if (row.type == SettingType::Text || row.words.empty())
        return true;
    bool allowed = !row.mustHaveOne || !text.empty();
    forEachPiece(text, ',', [&](std::string_view word) {
        allowed = allowed && placeOfWord(row.words, word) >= 0;
    });
    return allowed;
}

constexpr bool isSound(const Setting& row)
{
    const auto dot = row.name.find('.');
    return dot != std::string_view::npos && row.name.find('.', dot + 1) == std::string_view::npos &&
        !row.rule.empty() && row.sentence.ends_with('.') && row.min <= row.max &&
        defaultsAreAllowed(row, row.sharedNumber, row.sharedText) &&
        defaultsAreAllowed(row, row.privateNumber, row.privateText);
}

constexpr bool isSoundTable()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (!isSound(kRows.at(i)))
            return false;
        for (std::size_t j = 0; j < i; ++j) {
            if (kRows.at(i).name == kRows.at(j).name)
                return false;
        }
    }
    return true;
}

static_assert(isSoundTable(), "a default is out of range, or a name is double or misshaped");

}  // namespace
}  // namespace sotto::table
