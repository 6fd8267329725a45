// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/policy.h"

#include <algorithm>
#include <utility>

namespace sotto {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kMaxTextBytes = 1024;
constexpr std::size_t kMaxListItems = 256;

bool has(const Words& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

PolicyValue defaultOf(const Setting& row, bool isPrivate)
{
    const auto number = isPrivate ? row.privateNumber : row.sharedNumber;
    const auto text = isPrivate ? row.privateText : row.sharedText;
    switch (row.type) {
    case SettingType::Boolean:
        return number != 0;
    case SettingType::Integer:
        return number;
    case SettingType::Text:
    case SettingType::Choice:
        return std::string{text};
    case SettingType::List:
        break;
    }
    Words words;
    forEachPiece(text, ',', [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

bool isOneLine(std::string_view text)
{
    return text.size() <= kMaxTextBytes && std::ranges::none_of(text, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < 0x20 || byte == 0x7F;
           });
}

bool isAllowedWord(const Setting& row, std::string_view word)
{
    return row.words.empty() ? isOneLine(word) && !word.empty() : placeOfWord(row.words, word) >= 0;
}

bool isAllowed(const Setting& row, const PolicyValue& value)
{
    switch (row.type) {
    case SettingType::Boolean:
        return std::holds_alternative<bool>(value);
    case SettingType::Integer:
        return std::holds_alternative<std::int64_t>(value);
    case SettingType::Text:
    case SettingType::Choice: {
        const auto* text = std::get_if<std::string>(&value);
        return text &&
            (row.type == SettingType::Text ? isOneLine(*text) : isAllowedWord(row, *text));
    }
    case SettingType::List:
        break;
    }
    const auto* words = std::get_if<Words>(&value);
    return words && words->size() <= kMaxListItems && !(row.mustHaveOne && words->empty()) &&
        std::ranges::all_of(*words, [&](const auto& word) { return isAllowedWord(row, word); });
}

/// The nearest allowed value; a negative number never switches a protection off.
std::int64_t clamped(const Setting& row, std::int64_t number)
{
    if (number < row.min && row.zeroIsOff)
        return row.min + 1;
    return std::clamp(number, row.min, row.max);
}

/// Where a value stands between strict (small) and lax (large).
std::int64_t laxness(const Setting& row, const PolicyValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag == (row.stricter == Stricter::True) ? 0 : 1;
    if (const auto* text = std::get_if<std::string>(&value))
        return placeOfWord(row.words, *text);
    const auto number = std::get<std::int64_t>(value);
    if (row.zeroIsOff && number == 0)
        return row.max + 1;
    return row.stricter == Stricter::Larger ? -number : number;
}

Words joined(const Words& a, const Words& b)
{
    auto all = a;
    std::ranges::copy_if(b, std::back_inserter(all),
                         [&](const auto& word) { return !has(a, word); });
    return all;
}

/// Nothing if the two restrictions together would lift each other or leave nothing.
std::optional<Words> common(const Setting& row, const Words& a, const Words& b)
{
    if (row.emptyIsAny && (a.empty() || b.empty()))
        return a.empty() ? b : a;
    Words both;
    std::ranges::copy_if(a, std::back_inserter(both),
                         [&](const auto& word) { return has(b, word); });
    if (both.empty() && (row.emptyIsAny || row.mustHaveOne))
        return std::nullopt;
    return both;
}

/// The stricter of two values; nothing if there is none.
std::optional<PolicyValue> stricterOf(const Setting& row, const PolicyValue& inForce,
                                      const PolicyValue& offered)
{
    if (const auto* words = std::get_if<Words>(&inForce)) {
        if (row.stricter == Stricter::More)
            return joined(*words, std::get<Words>(offered));
        return common(row, *words, std::get<Words>(offered));
    }
    return laxness(row, offered) < laxness(row, inForce) ? offered : inForce;
}

void removeDoubles(PolicyValue& value)
{
    if (auto* words = std::get_if<Words>(&value))
        *words = joined({}, *words);
}

}  // namespace

Policy Policy::defaults(WorkstationClass workstation)
{
    Policy policy{NoEntries{}};
    for (const auto& row : kSettings)
        policy.m_entries.push_back(
            {defaultOf(row, workstation == WorkstationClass::Private), Source::Default, {}, false});
    const SettingName<SettingType::Choice> own{"workstation.class"};
    std::string_view words = own.row().words;
    for (auto skip = static_cast<int>(workstation); skip > 0; --skip)
        words.remove_prefix(words.find(' ') + 1);
    policy.m_entries.at(own.index()).value = std::string{words.substr(0, words.find(' '))};
    return policy;
}

WorkstationClass Policy::workstation() const
{
    const SettingName<SettingType::Choice> name{"workstation.class"};
    const auto& word = std::get<std::string>(entry(name.index()).value);
    return static_cast<WorkstationClass>(placeOfWord(name.row().words, word));
}

bool Policy::boolean(SettingName<SettingType::Boolean> name) const
{
    return std::get<bool>(entry(name.index()).value);
}

std::int64_t Policy::integer(SettingName<SettingType::Integer> name) const
{
    return std::get<std::int64_t>(entry(name.index()).value);
}

std::chrono::seconds Policy::seconds(SecondsName name) const
{
    return std::chrono::seconds{integer(name)};
}

const std::string& Policy::text(SettingName<SettingType::Text, SettingType::Choice> name) const
{
    return std::get<std::string>(entry(name.index()).value);
}

const std::vector<std::string>& Policy::list(SettingName<SettingType::List> name) const
{
    return std::get<Words>(entry(name.index()).value);
}

bool Policy::listHas(SettingName<SettingType::List> name, std::string_view word) const
{
    return has(list(name), word);
}

Policy::Offer Policy::offer(std::size_t index, PolicyValue value, Source source, std::string origin)
{
    const auto& row = kSettings.at(index);
    auto& entry = m_entries.at(index);
    if (!isAllowed(row, value))
        return Offer::WrongType;
    if (row.fixed)
        return value == entry.value ? Offer::Kept : Offer::Refused;
    removeDoubles(value);

    bool wasClamped = false;
    if (auto* number = std::get_if<std::int64_t>(&value)) {
        const auto wanted = std::exchange(*number, clamped(row, *number));
        wasClamped = wanted != *number;
    }
    const bool isFirst = entry.source == Source::Default && source == Source::File;
    if (!isFirst && row.stricter == Stricter::Neither && source == Source::User)
        return value == entry.value ? Offer::Kept : Offer::Refused;
    if (!isFirst && row.stricter != Stricter::Neither) {
        auto merged = stricterOf(row, entry.value, value);
        if (!merged)
            return Offer::Conflict;
        if (*merged == entry.value) {
            if (source == Source::User && value != entry.value)
                return Offer::Refused;
            return wasClamped ? Offer::Clamped : Offer::Kept;
        }
        value = *std::move(merged);
    }
    entry = {std::move(value), source, std::move(origin), wasClamped};
    return wasClamped ? Offer::Clamped : Offer::Taken;
}

bool Policy::cap(SettingName<SettingType::Integer> name, std::int64_t limit)
{
    auto& number = std::get<std::int64_t>(m_entries.at(name.index()).value);
    const bool isOver = number > limit;
    number = std::min(number, limit);
    return isOver;
}

std::vector<std::size_t> Policy::settle()
{
    constexpr std::int64_t kIdleCeilingAal3 = 900;           // SP 800-63B-3, 4.3.3
    constexpr std::int64_t kPasswordFloorAsOnlyFactor = 15;  // SP 800-63B-4, 3.1.1.2
    constexpr SettingName<SettingType::Integer> kLock{"session.lock_after_s"};
    constexpr SettingName<SettingType::Integer> kLogoff{"session.logoff_after_s"};
    constexpr SettingName<SettingType::Integer> kLength{"auth.password_min_len"};

    std::vector<std::size_t> changed;
    if (integer("auth.aal") == 3 && cap(kLogoff, kIdleCeilingAal3))
        changed.push_back(kLogoff.index());
    if (cap(kLock, integer("session.logoff_after_s")))
        changed.push_back(kLock.index());
    auto& length = std::get<std::int64_t>(m_entries.at(kLength.index()).value);
    if (text("auth.mfa") == "off" && length < kPasswordFloorAsOnlyFactor) {
        length = kPasswordFloorAsOnlyFactor;
        changed.push_back(kLength.index());
    }
    return changed;
}

}  // namespace sotto
